import type { Env } from '../env'
import { AppError } from '../errors'
import { type DocumentInfo, type Entry, isEntryAnchor, type Note, noCounts, type Session } from '../model'
import type { SessionStore } from '../store'
import { type ExportedSession, exportSession } from './export-session'

/** Entries handed to the store at once. */
const BATCH = 500

export interface MergeOptions {
  /** Of the new session; the names of both unless told. */
  readonly name?: string | undefined
  /** Ends it between batches, leaving nothing. */
  readonly signal?: AbortSignal | undefined
  /** How many entries of all were taken over. Waited for, so that whoever shows it gets a turn. */
  progress?(done: number, total: number): void | Promise<void>
}

/** One of the two, with the ids that its documents have in the new session. */
interface Part {
  readonly exported: ExportedSession
  readonly documents: readonly DocumentInfo[]
  readonly idOf: (document: string) => string
}

/**
 * Two recordings as one new session: the entries of both in the order of time,
 * each document apart, the notes of both. Neither is touched, and damaged
 * segments become gaps as in an export. Whatever goes wrong before the end, the
 * store is as it was. Gives the id of the new session; rejects with
 * `store/unknown-session`, or with the reason of the signal.
 */
export async function mergeSessions(
  store: SessionStore,
  env: Pick<Env, 'id' | 'now'>,
  sessions: readonly [string, string],
  { name, signal, progress }: MergeOptions = {},
): Promise<string> {
  if (sessions[0] === sessions[1]) throw new AppError('internal', { why: 'a session cannot be merged with itself' })
  const [first, second] = [await exportSession(store, sessions[0]), await exportSession(store, sessions[1])]
  const parts = partsOf(env, first, second)
  const id = env.id()
  const session = joinedSession(first.session, second.session, { id, name, now: env.now() })
  const notes = joinedNotes(env, parts)
  const total = first.session.counts.entries + second.session.counts.entries
  const stage = await store.stageImport(
    session,
    parts.flatMap(({ documents }) => documents),
    notes,
  )
  try {
    let seq = 0
    let batch: Entry[] = []
    const flush = async (): Promise<void> => {
      signal?.throwIfAborted()
      await stage.add(batch)
      batch = []
      await progress?.(seq, total)
    }
    for await (const entries of inOrderOfTime(parts)) {
      for (const entry of entries) {
        batch.push({ ...entry, seq: ++seq })
        if (batch.length >= BATCH) await flush()
      }
    }
    await flush()
    await stage.commit()
  } catch (error) {
    await stage.abandon()
    throw error
  }
  return id
}

function partsOf(env: Pick<Env, 'id'>, first: ExportedSession, second: ExportedSession): readonly [Part, Part] {
  const taken = new Set(first.documents.map(({ id }) => id))
  const renamed = new Map(second.documents.flatMap(({ id }) => (taken.has(id) ? [[id, env.id()] as const] : [])))
  const idOf = (document: string): string => renamed.get(document) ?? document
  const documents = second.documents.map((document) => ({
    ...document,
    id: idOf(document.id),
    ...(document.parent === undefined ? {} : { parent: idOf(document.parent) }),
  }))
  return [
    { exported: first, documents: first.documents, idOf: (document) => document },
    { exported: second, documents, idOf },
  ]
}

/** What is worst of both is what became of the whole. */
const fates = ['full', 'interrupted', 'ended'] as const

function joinedSession(
  a: Session,
  b: Session,
  { id, name, now }: { readonly id: string; readonly name: string | undefined; readonly now: number },
): Session {
  const [early, late] = a.createdAt <= b.createdAt ? [a, b] : [b, a]
  const texts = (one: string, other: string, between: string): string => (one === other ? one : [one, other].filter(Boolean).join(between))
  return {
    id,
    name: name ?? texts(early.name, late.name, ' + '),
    origin: early.origin,
    from: a.from === b.from ? a.from : 'recorded',
    status: fates.find((fate) => a.status === fate || b.status === fate) ?? 'ended',
    createdAt: early.createdAt,
    // One that is being recorded is taken as it is now.
    endedAt: Math.max(a.endedAt ?? now, b.endedAt ?? now),
    browser: texts(early.browser, late.browser, ', '),
    revision: 0,
    description: texts(early.description, late.description, '\n\n'),
    tags: [...new Set([...early.tags, ...late.tags])],
    counts: noCounts,
  }
}

function joinedNotes(env: Pick<Env, 'id'>, parts: readonly Part[]): readonly Note[] {
  const taken = new Set<string>()
  return parts.flatMap(({ exported, idOf }) =>
    exported.notes.map((note): Note => {
      const id = taken.has(note.id) ? env.id() : note.id
      taken.add(id)
      const { anchor } = note
      return { ...note, id, anchor: isEntryAnchor(anchor) ? { document: idOf(anchor.document), n: anchor.n } : anchor }
    }),
  )
}

/** Where the walk over one of the two is. */
interface Head {
  readonly part: Part
  readonly batches: AsyncIterator<readonly Entry[]>
  entries: readonly Entry[]
  at: number
}

/**
 * The entries of both by time. Each keeps the order that it has in itself, where
 * times need not rise, so the numbers of a document rise as they must.
 */
async function* inOrderOfTime(parts: readonly [Part, Part]): AsyncGenerator<readonly Entry[]> {
  const heads: [Head, Head] = [headOf(parts[0]), headOf(parts[1])]
  for (;;) {
    const [first, second] = [await currentOf(heads[0]), await currentOf(heads[1])]
    if (first === undefined && second === undefined) return
    const [ahead, other] = second === undefined || (first !== undefined && first.t <= second.t) ? heads : [heads[1], heads[0]]
    yield takeUntil(ahead, other.entries[other.at]?.t ?? Number.POSITIVE_INFINITY, ahead === heads[0])
  }
}

function headOf(part: Part): Head {
  return { part, batches: part.exported.entries[Symbol.asyncIterator](), entries: [], at: 0 }
}

/** The entry that is next; undefined at the end. */
async function currentOf(head: Head): Promise<Entry | undefined> {
  while (head.at >= head.entries.length) {
    const next = await head.batches.next()
    if (next.done === true) return undefined
    head.entries = next.value
    head.at = 0
  }
  return head.entries[head.at]
}

/** Takes what is not behind `t`, as far as it was read: at least one. */
function takeUntil(head: Head, t: number, including: boolean): readonly Entry[] {
  const begin = head.at++
  for (; head.at < head.entries.length; head.at++) {
    const next = head.entries[head.at]?.t ?? 0
    if (next > t || (next === t && !including)) break
  }
  return head.entries.slice(begin, head.at).map((entry) => ({ ...entry, document: head.part.idOf(entry.document) }))
}
