import { AppError, errors, errorText, reportOf } from '../core/errors'
import { visibleText } from '../core/visible-text'
import { type Command, readArguments } from './command'
import { apply } from './commands/apply'
import { convert } from './commands/convert'
import { delta } from './commands/delta'
import { entries } from './commands/entries'
import { inspect } from './commands/inspect'
import { merge } from './commands/merge'
import { rules } from './commands/rules'
import { sanitize } from './commands/sanitize'
import { state } from './commands/state'
import { validate } from './commands/validate'
import { commandHelp, overview } from './help'
import type { Io } from './io'
import { printLines } from './print'

const commands: Readonly<Record<string, Command>> = { inspect, validate, state, entries, convert, sanitize, rules, merge, delta, apply }

/** Runs `playhead ARGS`. Gives the exit code; errors are told on standard error. */
export async function run(args: readonly string[], io: Io, version: string): Promise<number> {
  try {
    return await dispatch(args, io, version)
  } catch (error) {
    // Who reads the output has enough of it, as `head` does.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0
    const { code, detail } = reportOf(io.signal.aborted ? new AppError('job/cancelled') : error)
    io.stderr.write(`playhead: [${code}] ${visibleText(errorText(code, detail))}\n${errors[code].next}\n`)
    return errors[code].exit
  }
}

async function dispatch(args: readonly string[], io: Io, version: string): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await printLines(io, overview(commands, version))
    // Nothing was asked for.
    return name === undefined ? errors['cli/usage'].exit : 0
  }
  if (name === '--version') {
    await printLines(io, [version])
    return 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) throw new AppError('cli/usage', { why: `there is no command “${name}”` })
  if (rest.includes('--help') || rest.includes('-h')) {
    await printLines(io, commandHelp(command))
    return 0
  }
  return command.run(readArguments(command, rest), io)
}
