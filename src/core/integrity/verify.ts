import { AppError } from '../errors'
import { isEntryAnchor, type Kind, kinds, noCounts, type SessionCounts } from '../model'
import type { SessionStore } from '../store'
import { jsonEqual } from '../value'
import { danglingReferences, type OfDocument } from './check-references'
import type { Row } from './check-segment'
import type { Finding, IntegrityReport } from './findings'
import { createNumbering, type Numbering } from './numbering'
import { type Passed, walkSession } from './walk-session'

export interface VerifyOptions {
  /** Ids; all that are not deleted unless told. */
  readonly sessions?: readonly string[] | undefined
  /** Reads the content of every so many-th segment of a session, the first included; of all unless told. The index is always read whole. */
  readonly sample?: number | undefined
  /** Ends it between segments: rejects with its reason. */
  readonly signal?: AbortSignal | undefined
  /** How many entries of all were looked at. Waited for, so that whoever shows it gets a turn. */
  progress?(done: number, total: number): void | Promise<void>
}

type ReadableStore = Pick<SessionStore, 'listSessions' | 'getSession' | 'listDocuments' | 'listNotes' | 'listSegments' | 'readSegment'>

/** How often a session is looked at again that was rewritten meanwhile. */
const ATTEMPTS = 3

/**
 * Looks whether what a store holds fits together. Changes nothing; may run while
 * sessions are recorded. Memory holds a few segments. Rejects with
 * `store/unknown-session`, `store/newer`, or `store/changed` for a session that
 * is rewritten again and again.
 */
export async function verifyIntegrity(store: ReadableStore, options: VerifyOptions = {}): Promise<IntegrityReport> {
  const listed = options.sessions ?? (await store.listSessions()).map(({ id }) => id).sort()
  const infos = await Promise.all(listed.map((id) => store.getSession(id)))
  const total = infos.reduce((sum, { counts }) => sum + counts.entries, 0)
  const findings: Finding[] = []
  let [segments, read, done] = [0, 0, 0]
  for (const { id } of infos) {
    const looked = await verifySession(store, id, options, (more) => options.progress?.(Math.min(done + more, total), total))
    findings.push(...looked.findings)
    segments += looked.segments
    read += looked.read
    done += looked.counts.entries
  }
  return { findings, sessions: listed, segments, read }
}

/** What has been seen of a session. */
interface Looked {
  readonly findings: Finding[]
  counts: SessionCounts
  segments: number
  read: number
  lastSeq: number
  /** False once there was something of which nothing could be told, or not its bytes. */
  isCounted: boolean
  hasBytes: boolean
  readonly documents: Map<string, OfDocument>
  readonly numbering: Numbering
}

async function verifySession(
  store: ReadableStore,
  session: string,
  options: VerifyOptions,
  progress: (done: number) => void | Promise<void>,
): Promise<Looked> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { revision } = await store.getSession(session)
    const looked = await lookThrough(store, session, options, progress)
    if ((await store.getSession(session)).revision === revision) return looked
  }
  throw new AppError('store/changed', { session })
}

async function lookThrough(
  store: ReadableStore,
  session: string,
  { sample = 1, signal }: VerifyOptions,
  progress: (done: number) => void | Promise<void>,
): Promise<Looked> {
  const findings: Finding[] = []
  const found = (finding: Finding): void => void findings.push(finding)
  const numbering = createNumbering(session, found)
  const looked: Looked = {
    ...{ findings, counts: noCounts, segments: 0, read: 0, lastSeq: 0, isCounted: true, hasBytes: true },
    ...{ documents: new Map(), numbering },
  }
  const notes = await store.listNotes(session)
  const named = new Set(notes.flatMap(({ anchor }) => (isEntryAnchor(anchor) ? [keyOf(anchor)] : [])))
  const isRead = (): boolean => looked.segments % sample === 0
  for (;;) {
    const before = looked.lastSeq
    for await (const passed of walkSession(store, session, before, isRead, found)) {
      signal?.throwIfAborted()
      pass(looked, passed, named)
      await progress(looked.counts.entries)
    }
    // What is appended while a session is read is counted in its row too: both are of one moment when no more has come since.
    const [{ counts }, documents] = [await store.getSession(session), await store.listDocuments(session)]
    const [more] = await store.listSegments(session, looked.lastSeq, 1)
    if (more !== undefined && looked.lastSeq > before) continue
    findings.push(...danglingReferences(session, documents, notes, looked.documents, (document, n) => !named.has(keyOf({ document, n }))))
    if (looked.isCounted) checkCounts(looked, session, counts)
    for (const { id, lastN } of documents) checkLastN(looked, session, id, lastN)
    return looked
  }
}

function pass(looked: Looked, { firstSeq, lastSeq, rows, bytes, read }: Passed, named: Set<string>): void {
  looked.segments++
  if (read) looked.read++
  looked.lastSeq = lastSeq
  if (bytes === undefined) looked.hasBytes = false
  if (rows === undefined) {
    looked.isCounted = false
    looked.numbering.blind(firstSeq, lastSeq)
    return
  }
  looked.numbering.pass(rows)
  looked.counts = counted(looked.counts, rows, bytes ?? 0)
  for (const row of rows) {
    // A note whose entry was seen is no question any more.
    if (named.size > 0) named.delete(keyOf(row))
    const known = looked.documents.get(row.document)
    if (known === undefined) looked.documents.set(row.document, { at: row.seq, entries: 1 })
    else known.entries++
  }
}

function counted(counts: SessionCounts, rows: readonly Row[], bytes: number): SessionCounts {
  const perKind: Record<Kind, number> = { ...counts.kinds }
  let { errors, gaps } = counts
  for (const { kind, type, level } of rows) {
    if (isKind(kind)) perKind[kind]++
    if (type === 'gap') gaps++
    if (level === 'error') errors++
  }
  return { entries: counts.entries + rows.length, bytes: counts.bytes + bytes, errors, gaps, kinds: perKind }
}

function checkCounts({ findings, counts, hasBytes }: Looked, session: string, stored: SessionCounts): void {
  const found = hasBytes ? counts : { ...counts, bytes: stored.bytes }
  const same = jsonEqual({ ...found, kinds: { ...found.kinds } }, { ...stored, kinds: { ...stored.kinds } })
  if (!same) findings.push({ what: 'counts', session, stored, counted: found, repairable: true })
}

function checkLastN({ findings, numbering, isCounted, lastSeq }: Looked, session: string, document: string, stored: number): void {
  const found = numbering.lastN.get(document) ?? 0
  if (stored === found) return
  // What cannot be read may have been the last.
  if (stored > found && (!isCounted || numbering.goneWithHead(stored - found))) return
  // Without its beginning, a session does not tell any more which numbers were given out.
  if (stored > found && (numbering.firstSeq() ?? 1) > 1)
    findings.push({ what: 'n-hole', session, document, n: found + 1, missing: stored - found, at: lastSeq + 1, repairable: false })
  else findings.push({ what: 'last-n', session, document, stored, found, repairable: true })
}

function isKind(word: string): word is Kind {
  return Object.hasOwn(kinds, word)
}

function keyOf({ document, n }: { readonly document: string; readonly n: number }): string {
  return `${n} ${document}`
}
