import type { Env } from '../env'
import type { Entry } from '../model'
import type { Bytes } from './bytes'
import { chunkSeparator, createChunker } from './chunks'
import type { EntryChunk } from './encoder'
import type { ArchivePart } from './parts'
import type { ArchiveFrame, ArchiveHeader, ArchiveSummary } from './schema'
import { createSessionSum, documentChecksum } from './sums'
import { entryText } from './texts'
import { createUtf8Text } from './utf8-text'

/** A session on its way into a file: already sanitized, entries in order of seq. */
export interface OutgoingSession extends ArchiveFrame {
  readonly entries: AsyncIterable<readonly Entry[]>
}

type SessionSum = ArchiveSummary['sessions'][number]

/** A part of a document that is being made: its entries come chunk by chunk (SPEC: C1), with their JSON. */
export type SummedPart =
  | Exclude<ArchivePart, { part: 'entries' }>
  | { readonly part: 'entries'; readonly entries: readonly Entry[]; readonly json: Bytes }

/**
 * The parts of the document that sessions make, with its summary at the end, before
 * they are written in any format. `redaction` is asked for after the last entry.
 * Memory: a chunk of entries as values and as text, and what one batch takes.
 */
export async function* summedParts(
  env: Pick<Env, 'sha256'>,
  header: ArchiveHeader,
  sessions: Iterable<OutgoingSession> | AsyncIterable<OutgoingSession>,
  redaction: () => ArchiveSummary['redaction'],
): AsyncGenerator<SummedPart> {
  yield { part: 'header', header }
  const sums: SessionSum[] = []
  for await (const { entries, ...frame } of sessions) {
    yield { part: 'session', ...frame }
    const sum = createSessionSum(env, frame)
    let count = 0
    for await (const chunk of chunksOf(entries)) {
      sum.chunk(chunk.json)
      count += chunk.entries.length
      yield { part: 'entries', ...chunk }
      await sum.settle()
    }
    sums.push({ id: frame.meta.id, documents: frame.documents.length, entries: count, ...(await sum.finish()) })
  }
  const summary = { sessions: sums, redaction: redaction() }
  yield { part: 'end', summary: { ...summary, sha256: await documentChecksum(env, header, summary) }, verified: true }
}

/** Counts the chunks that entries of one session make. */
export interface ChunkCounter {
  add(entries: readonly Entry[]): void
  chunks(): number
}

export function createChunkCounter(): ChunkCounter {
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
