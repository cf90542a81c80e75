import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentInfo, Entry, Note } from '../../../src/core/model'
import { createMemoryStore } from '../../../src/core/store'
import {
  exportEntries,
  exportNotes,
  exportPins,
  exportSessions,
  type ImportPolicy,
  importEntries,
  importNotes,
  importPins,
  importSessions,
} from '../../../src/core/transfer'
import { expectConsistent } from '../../contract/store/parts/support'
import { newDocument, newSession } from '../../harness/notation'
import { runs } from '../../harness/runs'
import { createTestEnv } from '../../harness/test-env'
import { createNaiveStore, type NaiveResult } from './naive-import'

const policies = fc.constantFrom<ImportPolicy>('skip', 'overwrite', 'error')
const ids = fc.constantFrom('a', 'b')
const documents = fc.constantFrom('page', 'frame')

interface SessionStep {
  readonly import: 'sessions'
  readonly policy: ImportPolicy
  readonly records: readonly { readonly id: string; readonly name: string; readonly documents: readonly DocumentInfo[] }[]
}
interface EntryStep {
  readonly import: 'entries'
  readonly policy: ImportPolicy
  readonly records: readonly { readonly session: string; readonly entry: Entry }[]
}
interface NoteStep {
  readonly import: 'notes' | 'pins'
  readonly policy: ImportPolicy
  readonly records: readonly { readonly session: string; readonly note: Note }[]
}

const sessionSteps: fc.Arbitrary<SessionStep> = fc.record({
  import: fc.constant('sessions' as const),
  policy: policies,
  records: fc.array(
    fc.record({
      id: ids,
      name: fc.constantFrom('one', 'two', 'three'),
      documents: fc.uniqueArray(documents, { maxLength: 2 }).map((list) => list.map(newDocument)),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})

/** Numbers of two documents, interleaved in any way but each in order, now and then of a document that is not there. */
const entryLists = fc
  .record({
    numbers: fc.record({
      page: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
      frame: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
      gone: fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constant([1]) }),
    }),
    mix: fc.array(fc.nat(2), { minLength: 12, maxLength: 12 }),
    says: fc.nat(9),
    firstSeq: fc.integer({ min: 1, max: 5 }),
    inOrder: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  })
  .map(({ numbers, mix, says, firstSeq, inOrder }): readonly Entry[] => {
    const lists = Object.entries(numbers).map(([document, list]) => ({
      document,
      left: inOrder ? [...list].sort((x, y) => x - y) : [...list],
    }))
    const entries: Entry[] = []
    for (let at = 0; lists.some(({ left }) => left.length > 0); at++) {
      const open = lists.filter(({ left }) => left.length > 0)
      const chosen = open[(mix[at % mix.length] ?? 0) % open.length]
      const n = chosen?.left.shift() ?? 1
      const place = { document: chosen?.document ?? '', n, seq: firstSeq + entries.length, t: 1000 + n }
      entries.push({ ...place, kind: 'event', type: 'mark', data: { name: `${says}` } })
    }
    return entries
  })

const entrySteps: fc.Arbitrary<EntryStep> = fc
  .record({ import: fc.constant('entries' as const), policy: policies, parts: fc.array(fc.tuple(ids, entryLists), { maxLength: 2 }) })
  .map(({ parts, ...step }) => ({ ...step, records: parts.flatMap(([session, list]) => list.map((entry) => ({ session, entry }))) }))

const noteSteps: fc.Arbitrary<NoteStep> = fc.record({ pinned: fc.boolean(), policy: policies }).chain(({ pinned, policy }) =>
  fc.record({
    import: fc.constant(pinned ? ('pins' as const) : ('notes' as const)),
    policy: fc.constant(policy),
    records: fc.array(
      fc.record({
        session: ids,
        note: fc.record({
          id: fc.constantFrom('n1', 'n2', 'n3'),
          anchor: fc.oneof(fc.record({ document: documents, n: fc.integer({ min: 1, max: 12 }) }), fc.constant({ from: 1, until: 2 })),
          text: fc.constantFrom('x', 'y'),
          tags: fc.constant([]),
          pinned: fc.constant(pinned),
          createdAt: fc.integer({ min: 1, max: 3 }),
          editedAt: fc.constant(9),
        }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
)

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield item
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

describe('any imports, one after the other', () => {
  it('do what a naive model does, and tell it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(sessionSteps, entrySteps, entrySteps, noteSteps), { minLength: 1, maxLength: 10 }),
        async (steps) => {
          const store = createMemoryStore(createTestEnv())
          const naive = createNaiveStore()
          // Most have something to refer to.
          const first: SessionStep = {
            import: 'sessions',
            policy: 'error',
            records: [{ id: 'a', name: 'zero', documents: [newDocument('page'), newDocument('frame')] }],
          }
          for (const step of [first, ...steps]) {
            let [told, expected]: [NaiveResult, NaiveResult] = [{ failed: true }, { failed: true }]
            const { policy } = step
            if (step.import === 'sessions') {
              const records = step.records.map(({ id, name, documents }) => ({
                session: newSession(id, { name, status: 'ended' }),
                documents,
                redacted: false,
              }))
              told = plain(await importSessions(store, each(records), { policy }))
              expected = naive.importSessions(step.records, policy)
            } else if (step.import === 'entries') {
              told = plain(await importEntries(store, each(step.records.map((one) => ({ ...one, redacted: false }))), { policy }))
              expected = naive.importEntries(step.records, policy)
            } else {
              const importing = step.import === 'pins' ? importPins : importNotes
              told = plain(await importing(store, each(step.records.map((one) => ({ ...one, redacted: false }))), { policy }))
              expected = naive.importNotes(step.records, policy)
            }
            expect(told).toEqual(expected)
            const records = {
              sessions: (await all(exportSessions(store))).map(({ session, documents }) => ({
                ...{ id: session.id, name: session.name },
                documents: documents.map(({ id }) => id),
              })),
              entries: (await all(exportEntries(store))).map(({ session, entry }) => ({ session, entry })),
              notes: [...(await all(exportNotes(store))), ...(await all(exportPins(store)))].map(({ session, note }) => ({
                session,
                note,
              })),
            }
            expect(records).toEqual(naive.all())
            for (const { id } of records.sessions) await expectConsistent(store, id)
          }
          expect(await store.sweepStages(Number.MAX_SAFE_INTEGER)).toBe(0)
        },
      ),
      { numRuns: runs(150) },
    )
  })
})

function plain({ error, ...counts }: Awaited<ReturnType<typeof importEntries>>): NaiveResult {
  return error === undefined ? counts : { failed: true }
}
