import { type ArchiveFrame, type ArchiveNote, type ArchivePart, createSessionReader, type MetSession } from '../archive'
import { AppError } from '../errors'
import type { Entry } from '../model'

/**
 * The parts of the full file that comes of applying a delta to the file that it
 * was made after. Both have their sessions by when they began, as exports do.
 * Whether it is what the delta was made to give is told by whoever writes it: it
 * has to have the checksum `delta.result`. Throws `delta/base`.
 */
export async function* applyDelta(base: AsyncIterable<ArchivePart>, delta: AsyncIterable<ArchivePart>): AsyncGenerator<ArchivePart> {
  const [older, newer] = [createSessionReader(base), createSessionReader(delta)]
  try {
    await older.header()
    const { delta: told, ...header } = await newer.header()
    if (told === undefined) throw new AppError('delta/base', { number: 0, why: 'it is no delta' })
    const refuse = (why: string): AppError => new AppError('delta/base', { number: told.number, why })
    yield { part: 'header', header }
    const removed = new Set(told.removed)
    let [before, after] = [await older.next(), await newer.next()]
    while (before !== undefined || after !== undefined) {
      const order = before === undefined ? 1 : after === undefined ? -1 : compare(before.frame, after.frame)
      if (before !== undefined && (order < 0 || removed.has(before.frame.meta.id))) {
        if (!removed.has(before.frame.meta.id)) yield* partsOf(before)
        before = await older.next()
      } else if (after !== undefined && order > 0) {
        if (after.frame.delta !== undefined) throw refuse(`it has no session ${after.frame.meta.id} in that place`)
        yield* partsOf(after)
        after = await newer.next()
      } else if (before !== undefined && after !== undefined) {
        yield* after.frame.delta === undefined ? partsOf(after) : joined(before, after, refuse)
        before = await older.next()
        after = await newer.next()
      }
    }
    if ((await older.end()).summary.sha256 !== told.base) throw refuse('it has another checksum')
    const { redaction } = (await newer.end()).summary
    yield { part: 'end', summary: { sessions: [], redaction, sha256: told.result }, verified: true }
  } finally {
    await older.close()
    await newer.close()
  }
}

/** The order of sessions in a file that was exported. */
function compare({ meta: a }: ArchiveFrame, { meta: b }: ArchiveFrame): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

async function* partsOf({ frame, entries }: MetSession): AsyncGenerator<ArchivePart> {
  yield { part: 'session', ...frame }
  for await (const batch of entries) yield { part: 'entries', entries: batch }
}

async function* joined(before: MetSession, { frame, entries }: MetSession, refuse: (why: string) => AppError): AsyncGenerator<ArchivePart> {
  const { delta, notes = [], ...rest } = frame
  const { after, removedNotes } = delta ?? { after: 0, removedNotes: [] }
  yield { part: 'session', ...rest, ...withNotes(mergedNotes(before.frame.notes ?? [], notes, removedNotes)) }
  let lastSeq = 0
  for await (const batch of upTo(before.entries, after)) {
    lastSeq = batch.at(-1)?.seq ?? lastSeq
    yield { part: 'entries', entries: batch }
  }
  if (lastSeq !== after) throw refuse(`the session ${frame.meta.id} ends with entry ${lastSeq}, not ${after}`)
  for await (const batch of entries) yield { part: 'entries', entries: batch }
}

async function* upTo(batches: AsyncIterable<readonly Entry[]>, seq: number): AsyncGenerator<readonly Entry[]> {
  for await (const batch of batches) {
    const kept = (batch.at(-1)?.seq ?? 0) <= seq ? batch : batch.filter((entry) => entry.seq <= seq)
    if (kept.length > 0) yield kept
  }
}

function mergedNotes(before: readonly ArchiveNote[], changed: readonly ArchiveNote[], removed: readonly string[]): readonly ArchiveNote[] {
  const notes = new Map([...before, ...changed].map((note) => [note.id, note]))
  for (const id of removed) notes.delete(id)
  return [...notes.values()].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}

function withNotes(notes: readonly ArchiveNote[]): Pick<ArchiveFrame, 'notes'> {
  return notes.length > 0 ? { notes } : {}
}
