import { describe, type Entry, type Fact, noCounts, type Session } from '../../../src/core/model'
import type { Segment, SessionStore } from '../../../src/core/store'

const SEGMENT = 1000

/** What the entry with this seq is: of every sort a few, a whole state at the start of each segment. */
function factAt(seq: number): Fact {
  if (seq % SEGMENT === 1) return { kind: 'state', type: 'keyframe', source: 'redux-1', data: { value: { seq }, why: 'derived' } }
  switch (seq % 5) {
    case 0:
      return {
        kind: 'state',
        type: 'change',
        source: 'redux-1',
        data: { action: { type: 'cart/lineAdded' }, patch: [{ op: 'replace', path: '/seq', value: seq }] },
      }
    case 1:
      return { kind: 'event', type: 'console', data: { method: 'log', args: ['cart synced', seq] } }
    case 2:
      return { kind: 'event', type: 'input', data: { action: 'click', target: `button#add-${seq}`, label: 'Add to cart' } }
    case 3:
      return {
        kind: 'event',
        type: 'request',
        data: { id: seq, api: 'fetch', method: 'GET', url: `https://shop.example/api/catalog?page=${seq}` },
      }
    default:
      return { kind: 'event', type: 'mark', data: { name: `mark ${seq}` } }
  }
}

/**
 * A store with one session of so many entries that nobody would want to store
 * them for a test: segments and entries are made when they are asked for.
 */
export function withLargeSession(store: SessionStore, count: number): SessionStore {
  const session: Session = {
    id: 'large',
    name: 'A very long session',
    origin: 'https://shop.example',
    from: 'recorded',
    status: 'ended',
    createdAt: 1_700_000_000_000,
    endedAt: 1_700_000_000_000 + count * 3,
    browser: 'none',
    revision: 0,
    description: '',
    tags: [],
    counts: { ...noCounts, entries: count },
  }
  const entryAt = (seq: number): Entry => ({ ...factAt(seq), t: session.createdAt + seq * 3, document: 'd', n: seq, seq })
  return {
    ...store,
    listSessions: async () => [session],
    getSession: async () => session,
    listDocuments: async () => [],
    async listSegments(_session, afterSeq = 0, limit = Number.POSITIVE_INFINITY) {
      const first = Math.floor(afterSeq / SEGMENT)
      const last = Math.min(Math.ceil(count / SEGMENT), first + limit)
      return Array.from({ length: last - first }, (_, at) => segmentAt(session, first + at, Math.min(count, (first + at + 1) * SEGMENT)))
    },
    async readSegment(_session, seq) {
      const first = Math.floor((seq - 1) / SEGMENT) * SEGMENT + 1
      return Array.from({ length: Math.min(SEGMENT, count - first + 1) }, (_, at) => entryAt(first + at))
    },
  }
}

function segmentAt(session: Session, index: number, lastSeq: number): Segment {
  const firstSeq = index * SEGMENT + 1
  const seqs = Array.from({ length: lastSeq - firstSeq + 1 }, (_, at) => firstSeq + at)
  const facts = seqs.map(factAt)
  const described = facts.map(describe)
  const times = seqs.map((seq) => session.createdAt + seq * 3)
  return {
    session: session.id,
    firstSeq,
    lastSeq,
    from: times[0] ?? 0,
    until: times.at(-1) ?? 0,
    bytes: 0,
    version: 1,
    tail: false,
    documents: ['d'],
    columns: {
      document: seqs.map(() => 0),
      n: seqs,
      t: times,
      kind: facts.map((fact) => fact.kind),
      type: facts.map((fact) => fact.type),
      source: facts.map((fact) => fact.source ?? null),
      label: described.map(({ label }) => label),
      text: described.map(({ text }) => text),
      level: described.map(({ level }) => level),
    },
  }
}
