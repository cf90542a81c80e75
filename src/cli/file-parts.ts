import type { ArchiveHeader, ArchivePart, ArchiveSummary } from '../core/archive'
import { AppError } from '../core/errors'
import type { InputFile } from './input'
import type { Io } from './io'
import { readFile } from './read-file'

/** A session file that was read to its end once, and can be read again. */
export interface ReadableFile {
  readonly header: ArchiveHeader
  readonly summary: ArchiveSummary
  read(): AsyncGenerator<ArchivePart>
}

/** Reads a file to its end, a delta too; `take` sees its parts. Rejects with `archive/*`, also for a file that nothing vouches for. */
export async function openFile(io: Io, file: InputFile, take?: (part: ArchivePart) => Promise<void>): Promise<ReadableFile> {
  const read = () => readFile(io, file, { deltas: true })
  let header: ArchiveHeader | undefined
  for await (const part of read()) {
    if (part.part === 'header') header = part.header
    await take?.(part)
    if (part.part !== 'end' || header === undefined) continue
    if (!part.verified) throw new AppError('archive/checksum', { at: 'the file: another tool rewrote it, or a person edited it' })
    return { header, summary: part.summary, read }
  }
  throw new AppError('internal', { why: 'a file was read and had no end' })
}
