import { type ArchiveFormat, archiveFormats, type WriteFormat } from '../core/archive'
import { AppError } from '../core/errors'
import type { Arguments } from './command'
import { type GzipLevel, gzipLevels } from './output'

/** How a session file is to be written. */
export interface WrittenForm {
  readonly format: ArchiveFormat
  /** Undefined for a plain file. */
  readonly gzip: GzipLevel | undefined
}

/** The options that say it, for a command's own. */
export const formOptions = { format: { type: 'string' }, gzip: { type: 'string' } } as const
export const formOptional = { gzip: 'default' } as const
export const formUsage = '[--format json|yaml|msgpack] [--gzip[=fast|default|small]]'
export const formHelp = `  --format NAME   json (without it), yaml or msgpack
  --gzip          compress it; --gzip=fast takes less than half the time for some
                  fifth more, --gzip=small three times the time for a fiftieth less`

/** Throws `cli/usage`. */
export function readForm({ value }: Arguments): WrittenForm {
  const format = value('format') ?? 'json'
  const gzip = value('gzip')
  if (!isOneOf(archiveFormats, format))
    throw new AppError('cli/usage', { why: `“${format}” is no format: there are ${archiveFormats.join(', ')}` })
  if (gzip !== undefined && !isOneOf(gzipLevels, gzip)) {
    throw new AppError('cli/usage', { why: `“${gzip}” is no level: there are ${gzipLevels.join(', ')}` })
  }
  return { format, gzip }
}

/** What the writer is told; `chunks`: how many chunks of entries each session has. */
export function writeFormatOf(format: ArchiveFormat, chunks: readonly number[]): WriteFormat {
  return format === 'msgpack' ? { format, chunks } : { format }
}

function isOneOf<Word extends string>(words: readonly Word[], word: string): word is Word {
  return (words as readonly string[]).includes(word)
}
