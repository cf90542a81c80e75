import type { Env } from '../env'
import { AppError } from '../errors'
import type { Entry } from '../model'
import type { Bytes } from './bytes'
import { chunkSeparator, createChunker } from './chunks'
import type { ArchiveFormat, Encoder, EntryChunk } from './encoder'
import { createJsonEncoder } from './json/encode'
import type { ArchiveFrame, ArchiveHeader, ArchiveSummary } from './schema'
import { createSessionSum, documentChecksum } from './sums'
import { entryText } from './texts'
import { createUtf8Text } from './utf8-text'

/** A session on its way into a file: already sanitized, entries in order of seq. */
export interface OutgoingSession extends ArchiveFrame {
  readonly entries: AsyncIterable<readonly Entry[]>
}

type SessionSum = ArchiveSummary['sessions'][number]

/** How a document is written. MessagePack says first how many chunks of entries each session has: as `createChunkCounter` counts them. */
export type WriteFormat =
  | { readonly format: Exclude<ArchiveFormat, 'msgpack'> }
  | { readonly format: 'msgpack'; readonly chunks: readonly number[] }

async function encoderOf(write: WriteFormat): Promise<Encoder> {
  if (write.format === 'msgpack') return (await import('./msgpack/encode')).createMsgpackEncoder(write.chunks)
  return write.format === 'yaml' ? (await import('./yaml/encode')).createYamlEncoder() : createJsonEncoder()
}

/**
 * A whole document, chunk by chunk. `redaction` is asked for after the last
 * entry. `expected`: the checksum that the document has to have; throws
 * `delta/result` before its end otherwise. Memory: a chunk of entries as values and as text, and what one batch takes.
 */
export async function* writeArchive(
  env: Pick<Env, 'sha256'>,
  header: ArchiveHeader,
  sessions: Iterable<OutgoingSession> | AsyncIterable<OutgoingSession>,
  redaction: () => ArchiveSummary['redaction'],
  format: WriteFormat = { format: 'json' },
  expected?: string,
): AsyncGenerator<Bytes> {
  const encoder = await encoderOf(format)
  yield encoder.header(header)
  const sums: SessionSum[] = []
  for await (const { entries, ...frame } of sessions) {
    yield encoder.session(frame)
    const sum = createSessionSum(env, frame)
    let count = 0
    for await (const chunk of chunksOf(entries)) {
      sum.chunk(chunk.json)
      count += chunk.entries.length
      yield encoder.entries(chunk)
      await sum.settle()
    }
    yield encoder.sessionEnd()
    sums.push({ id: frame.meta.id, documents: frame.documents.length, entries: count, ...(await sum.finish()) })
  }
  const summary = { sessions: sums, redaction: redaction() }
  const sha256 = await documentChecksum(env, header, summary)
  if (expected !== undefined && sha256 !== expected) throw new AppError('delta/result')
  yield encoder.summary({ ...summary, sha256 })
}

/** Counts the chunks that entries of one session make. */
export function createChunkCounter(): { add(entries: readonly Entry[]): void; chunks(): number } {
  const chunker = createChunker()
  let full = 0
  let isOpen = false
  return {
    add(entries) {
      for (const entry of entries) {
        isOpen = !chunker.add(entryText(entry).length)
        if (!isOpen) full++
      }
    },
    chunks: () => full + (isOpen ? 1 : 0),
  }
}

async function* chunksOf(batches: AsyncIterable<readonly Entry[]>): AsyncGenerator<EntryChunk> {
  const chunker = createChunker()
  let entries: Entry[] = []
  let text = createUtf8Text()
  const chunk = (): EntryChunk => {
    const whole = { entries, json: text.bytes() }
    entries = []
    text = createUtf8Text()
    return whole
  }
  for await (const batch of batches) {
    for (const entry of batch) {
      const json = entryText(entry)
      if (entries.length > 0) text.add(chunkSeparator)
      text.add(json)
      entries.push(entry)
      if (chunker.add(json.length)) yield chunk()
    }
  }
  if (entries.length > 0) yield chunk()
}
