import type { Env } from '../env'
import { AppError } from '../errors'
import type { Entry } from '../model'
import { type Bytes, joinBytes } from './bytes'
import { createChecker, invalid, isRecord, type SessionSum } from './check'
import { jsonFault } from './json-fault'
import { memberOrder } from './layout'
import type { ArchiveLimits } from './limits'
import type { ArchivePart } from './parts'
import { type ArchiveDocument, type ArchiveMeta, type ArchiveNote, schemaName } from './schema'
import { createUtf8Decoder } from './utf8'
import { writeSession } from './write'

interface ReadSession {
  readonly meta: ArchiveMeta
  readonly documents: readonly ArchiveDocument[]
  readonly notes?: readonly ArchiveNote[] | undefined
  readonly entries: readonly Entry[]
}

/** A session before it is checked. */
interface RawSession {
  readonly meta: unknown
  readonly documents: readonly unknown[]
  readonly notes?: readonly unknown[] | undefined
  readonly entries: readonly unknown[]
}

/** Reads a document that another tool formatted in its own way, in one piece (SPEC: R3). */
export async function* readWhole(
  env: Pick<Env, 'sha256'>,
  source: AsyncIterable<Bytes>,
  limits: ArchiveLimits,
): AsyncGenerator<ArchivePart> {
  const root = parseWhole(await gather(source, limits.whole))
  if (!isRecord(root)) throw new AppError('archive/foreign', { why: 'it is not one object' })
  const { sessions, summary, ...rest } = root
  const checker = createChecker(env, limits)
  const header = checker.header(rest, '')
  if (!Array.isArray(sessions)) throw invalid('/sessions', 'a list is missing here')

  const raw = sessions.map((session: unknown, index) => rawSession(session, `/sessions/${index}`))
  const read = raw.map(
    ({ meta, documents, notes, entries }, index): ReadSession => ({
      meta: checker.meta(meta, `/sessions/${index}/meta`),
      documents: documents.map((document, number) => checker.document(document, `/sessions/${index}/documents/${number}`)),
      ...(notes && { notes: notes.map((note, number) => checker.note(note, `/sessions/${index}/notes/${number}`)) }),
      entries: entries.map((entry, number) => checker.entry(entry, `/sessions/${index}/entries/${number}`)),
    }),
  )
  const verified = !isReordered(raw)
  const checked = await checker.summary(summary, '/summary', verified ? await sumsOf(env, read) : undefined)

  yield { part: 'header', header }
  for (const { entries, ...session } of read) {
    yield { part: 'session', ...session }
    if (entries.length > 0) yield { part: 'entries', entries }
  }
  yield { part: 'end', summary: checked, verified }
}

function rawSession(session: unknown, at: string): RawSession {
  if (!isRecord(session)) throw invalid(at, 'a session is an object')
  const { meta, documents, notes, entries, ...unknown } = session
  const [surplus] = Object.keys(unknown)
  if (surplus !== undefined) throw invalid(at, `a session has no member ${JSON.stringify(surplus.slice(0, 100))}`)
  if (!Array.isArray(documents) || !Array.isArray(entries)) throw invalid(at, 'the documents or the entries are missing')
  if (notes !== undefined && !Array.isArray(notes)) throw invalid(`${at}/notes`, 'a list was expected here')
  return { meta, documents, notes, entries }
}

async function gather(source: AsyncIterable<Bytes>, limit: number): Promise<Bytes> {
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

function parseWhole(bytes: Bytes): unknown {
  const text = createUtf8Decoder()(bytes, 0).replace(/^\ufeff/, '')
  try {
    return JSON.parse(text)
  } catch (error) {
    const fault = jsonFault(text)
    const before = text.slice(0, fault?.at ?? 0)
    const at = `line ${before.split('\n').length}, column ${before.length - before.lastIndexOf('\n')}`
    if (fault?.why === 'it ends too early') throw new AppError('archive/truncated', { at }, error)
    if (fault?.why === 'something follows the end') throw new AppError('archive/trailing-data', { at }, error)
    throw new AppError('archive/bad-json', { at, why: fault?.why ?? 'it cannot be parsed' }, error)
  }
}

/** The sums of the sessions as the writer would write them again: equal to the original ones where only white space changed. */
function sumsOf(env: Pick<Env, 'sha256'>, sessions: readonly ReadSession[]): Promise<readonly SessionSum[]> {
  return Promise.all(
    sessions.map(async ({ entries, ...session }) => {
      const writing = writeSession(env, { ...session, entries: once(entries) })
      for (;;) {
        const next = await writing.next()
        if (next.done === true) return next.value
      }
    }),
  )
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value
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
