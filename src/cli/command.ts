import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { AppError } from '../core/errors'
import type { Io } from './io'

/** The arguments of a command, read. */
export interface Arguments {
  /** In the order in which they were given. */
  readonly files: readonly string[]
  /** Whether an option without a value was given. */
  flag(name: string): boolean
  /** The value of an option, the last where it was given more than once. */
  value(name: string): string | undefined
  values(name: string): readonly string[]
}

export interface Command {
  /** As in `playhead NAME FILE [--option VALUE]`. */
  readonly usage: string
  /** One line. */
  readonly summary: string
  /** All that `--help` says below the usage. */
  readonly help: string
  readonly options: ParseArgsOptionsConfig
  /** What options stand for that may be given without their value. */
  readonly optional?: Readonly<Record<string, string>>
  /** How many files it takes. */
  readonly files: { readonly least: number; readonly most: number }
  /** Gives the exit code. Rejects with an `AppError`. */
  run(given: Arguments, io: Io): Promise<number>
}

/** Throws `cli/usage`. */
export function readArguments({ options, optional = {}, files: takes }: Command, args: readonly string[]): Arguments {
  const { values, positionals } = parsed(
    args.map((arg) => withValue(arg, optional)),
    options,
  )
  if (positionals.length < takes.least) throw new AppError('cli/usage', { why: 'a file is missing' })
  if (positionals.length > takes.most) throw new AppError('cli/usage', { why: `“${positionals[takes.most]}” is one argument too many` })
  const textsOf = (name: string): readonly string[] => [values[name] ?? []].flat().filter((value) => typeof value === 'string')
  return {
    files: positionals,
    flag: (name) => values[name] === true,
    value: (name) => textsOf(name).at(-1),
    values: textsOf,
  }
}

function withValue(arg: string, optional: Readonly<Record<string, string>>): string {
  const name = arg.startsWith('--') ? arg.slice(2) : ''
  return Object.hasOwn(optional, name) ? `${arg}=${optional[name]}` : arg
}

function parsed(args: readonly string[], options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    if (error instanceof TypeError) throw new AppError('cli/usage', { why: lowerFirst(error.message.split('. ')[0] ?? '') }, error)
    throw error
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
