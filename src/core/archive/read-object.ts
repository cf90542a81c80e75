import type { Env } from '../env'
import { AppError } from '../errors'
import { type Bytes, joinBytes } from './bytes'
import { invalid, isRecord } from './check'
import { createIntake } from './intake'
import type { ArchiveLimits } from './limits'
import type { ArchivePart } from './parts'
import { schemaName } from './schema'
import { memberOrder } from './texts'

/** A session before it is checked. */
interface RawSession {
  readonly meta: unknown
  readonly delta: unknown
  readonly documents: readonly unknown[]
  readonly notes: readonly unknown[]
  readonly view: unknown
  readonly entries: readonly unknown[]
}

/** The parts of a document that was read in one piece, as another tool formats it or a person edits it (SPEC: R3). */
export async function* readObject(env: Pick<Env, 'sha256'>, root: unknown, limits: ArchiveLimits): AsyncGenerator<ArchivePart> {
  if (!isRecord(root)) throw new AppError('archive/foreign', { why: 'it is not one object' })
  const { sessions: listed, summary, ...header } = root
  const sessions = Array.isArray(listed) ? listed.map((session: unknown, index) => rawSession(session, `/sessions/${index}`)) : []
  const intake = createIntake(env, limits, !isReordered(sessions))
  intake.header(header, '')
  if (!Array.isArray(listed)) throw invalid('/sessions', 'a list is missing here')
  for (const [index, { meta, delta, documents, notes, view, entries }] of sessions.entries()) {
    const at = `/sessions/${index}`
    intake.meta(meta, `${at}/meta`)
    if (delta !== undefined) intake.delta(delta, `${at}/delta`)
    for (const [number, document] of documents.entries()) intake.document(document, `${at}/documents/${number}`)
    for (const [number, note] of notes.entries()) intake.note(note, `${at}/notes/${number}`)
    if (view !== undefined) intake.view(view, `${at}/view`)
    for (const [number, entry] of entries.entries()) intake.entry(entry, `${at}/entries/${number}`)
    intake.endSession()
    await intake.settle()
  }
  intake.summary(summary, '/summary')
  const end = await intake.end()
  yield* intake.parts()
  yield end
}

function rawSession(session: unknown, at: string): RawSession {
  if (!isRecord(session)) throw invalid(at, 'a session is an object')
  const { meta, delta, documents, notes, view, entries, ...unknown } = session
  const [surplus] = Object.keys(unknown)
  if (surplus !== undefined) throw invalid(at, `a session has no member ${JSON.stringify(surplus.slice(0, 100))}`)
  if (!Array.isArray(documents) || !Array.isArray(entries)) throw invalid(at, 'the documents or the entries are missing')
  if (notes !== undefined && !Array.isArray(notes)) throw invalid(`${at}/notes`, 'a list was expected here')
  return { meta, delta, documents, notes: notes ?? [], view, entries }
}

/** All of a document that is read in one piece. Throws `archive/too-large` over `limit` bytes. */
export async function gather(source: AsyncIterable<Bytes>, limit: number): Promise<Bytes> {
  const chunks: Bytes[] = []
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    chunks.push(chunk)
    if (size > limit) throw overLimit(joinBytes(chunks), limit)
  }
  return joinBytes(chunks)
}

/** What does not even name the schema in its first part is most likely no archive at all. */
function overLimit(read: Bytes, limit: number): AppError {
  const head = new TextDecoder().decode(read.subarray(0, 64 * 1024))
  if (!head.includes(schemaName)) return new AppError('archive/foreign', { why: 'it names no schema of Playhead at its beginning' })
  return new AppError('archive/too-large', { what: 'it was written anew by another tool and', size: read.length, limit })
}

/**
 * True when no object of the writer's own has its members in the writer's order:
 * then a tool sorted them, and the order of recorded ones is lost as well. Damage
 * does not do that to every single one.
 */
function isReordered(sessions: readonly RawSession[]): boolean {
  const kept = ({ meta, documents, entries }: RawSession): boolean =>
    isInOrder(meta, memberOrder.meta) ||
    documents.some((document) => isInOrder(document, memberOrder.document)) ||
    entries.some((entry) => isInOrder(entry, memberOrder.entry))
  return sessions.length > 0 && !sessions.some(kept)
}

function isInOrder(value: unknown, order: readonly string[]): boolean {
  const keys = isRecord(value) ? Object.keys(value) : []
  return keys.join() === order.filter((member) => keys.includes(member)).join()
}
