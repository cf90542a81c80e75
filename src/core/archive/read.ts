import type { Env } from '../env'
import { AppError } from '../errors'
import { type ArchiveSource, type Bytes, peekBytes } from './bytes'
import { gunzip } from './gunzip'
import { headerOfLine } from './layout'
import { type ArchiveLimits, archiveLimits } from './limits'
import { linesOf } from './lines'
import type { ArchivePart } from './parts'
import { readLayout } from './read-layout'
import { readWhole } from './read-whole'
import { sniff, sniffLength } from './sniff'
import { upgradeFrom } from './upgrade'

const LINE_FEED = 10

/**
 * Reads an archive, whatever its name: JSON, plain or in one gzip member. A
 * document in the writer's layout streams in bounded memory; one that another
 * tool formatted is read in one piece, up to `limits.whole`.
 *
 * Errors are `AppError`s `archive/*` with a place: a byte, a line, a JSON
 * Pointer. Nothing of a file counts before its part `end` was given.
 */
export async function* readArchive(
  env: Pick<Env, 'sha256'>,
  source: ArchiveSource,
  limits: ArchiveLimits = archiveLimits,
): AsyncGenerator<ArchivePart> {
  const file: ArchiveSource = { read: () => limited(source.read(), limits.file) }
  const packed = await isGzip(file)
  const { head, all } = await peekBytes(packed ? gunzip(file, limits) : file.read(), sniffLength)
  try {
    const found = sniff(head)
    if (found.is === 'foreign')
      throw new AppError('archive/foreign', { why: packed ? `what is compressed in it ${found.what}` : `it ${found.what}` })
    if (found.is === 'gzip') throw new AppError('archive/foreign', { why: 'it is compressed twice' })
    if (found.is === 'version') upgradeFrom(found.version)
    const isLayout = headerOfLine(firstLine(head)) !== undefined
    yield* isLayout ? readLayout(env, linesOf(all, limits.line), limits) : readWhole(env, all, limits)
  } finally {
    await all.return()
  }
}

async function isGzip(file: ArchiveSource): Promise<boolean> {
  const { head, all } = await peekBytes(file.read(), sniffLength)
  await all.return()
  return sniff(head).is === 'gzip'
}

/** The first line as text; its bytes beyond ASCII are not told apart, as only its frame matters here. */
function firstLine(head: Uint8Array): string {
  const end = head.indexOf(LINE_FEED)
  return end < 0 ? '' : Array.from(head.subarray(0, end), (byte) => String.fromCharCode(byte)).join('')
}

async function* limited(source: AsyncIterable<Bytes>, limit: number): AsyncGenerator<Bytes> {
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > limit) throw new AppError('archive/too-large', { what: 'it', size, limit })
    yield chunk
  }
}
