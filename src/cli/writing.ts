import type { ParseArgsOptionsConfig } from 'node:util'
import { type ArchiveFormat, archiveFormats } from '../core/archive'
import { AppError } from '../core/errors'
import type { Preset } from '../core/selection'
import type { Arguments } from './command'
import { type GzipLevel, gzipLevels } from './output'

/** How a file is written: options that several commands share. */
export interface Writing {
  /** JSON unless told. */
  readonly format: ArchiveFormat
  /** Undefined for none. */
  readonly gzip: GzipLevel | undefined
}

export const writingOptions: ParseArgsOptionsConfig = { format: { type: 'string' }, gzip: { type: 'string' } }

/** `--gzip` alone. */
export const writingDefaults: Readonly<Record<string, string>> = { gzip: 'default' }

export const writingHelp = `
  --format FORMAT  json (one entry per line, for grep and diff; the default), yaml (to be
                   read and edited by hand; ten times the time) or msgpack (a quarter
                   of the size, and a half of it packed)
  --gzip           compress it
  --gzip=fast      in half the time, some third larger
  --gzip=small     in up to three times the time, up to a twentieth smaller`

/** Throws `cli/usage`. */
export function writingOf({ value }: Arguments, preset?: Preset): Writing {
  const format = value('format') ?? preset?.format ?? 'json'
  const gzip = value('gzip') ?? (preset?.compression === 'none' ? undefined : preset?.compression)
  if (!isOne(archiveFormats, format)) throw unknown('format', format, archiveFormats)
  if (gzip !== undefined && !isOne(gzipLevels, gzip)) throw unknown('level', gzip, gzipLevels)
  return { format, gzip }
}

/** Where commands write that take any number of files. */
export const outputOption: ParseArgsOptionsConfig = { output: { type: 'string', short: 'o' } }

/** Throws `cli/usage` where it is missing. */
export function outputOf({ value }: Arguments): string {
  const out = value('output')
  if (out === undefined) throw new AppError('cli/usage', { why: '-o OUT is missing' })
  return out
}

/** Whether a text is one of these words. */
export function isOne<T extends string>(all: readonly T[], text: string): text is T {
  return (all as readonly string[]).includes(text)
}

/** `cli/usage` for a word that is none of these. */
export function unknown(what: string, text: string, all: readonly string[]): AppError {
  return new AppError('cli/usage', { why: `“${text}” is no ${what}: there are ${all.join(', ')}` })
}
