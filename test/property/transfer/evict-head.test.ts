import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyIntegrity } from '../../../src/core/integrity'
import type { Entry } from '../../../src/core/model'
import { createMemoryStore } from '../../../src/core/store'
import { evictHead, type SessionExtent, sessionExtent } from '../../../src/core/transfer'
import { entriesOf } from '../../contract/store/parts/support'
import { newEntries } from '../../harness/notation'
import { runs } from '../../harness/runs'
import { createTestEnv } from '../../harness/test-env'
import { naiveStates } from './naive-states'
import { histories } from './random-history'

/** What is told of a session from its index, from its entries. */
function extentOf(entries: readonly Entry[]): SessionExtent {
  const documents = Map.groupBy(entries, ({ document }) => document)
  const hasHoles = [...documents.values()].some((its) => its.some(({ n }, at) => at > 0 && n !== (its[at - 1]?.n ?? 0) + 1))
  return { lastSeq: entries.at(-1)?.seq ?? 0, entries: entries.length, hasHoles }
}

describe('any session that loses its beginning again and again while it is recorded', () => {
  it('has every state that is left as it was, its numbers in order, and nothing that does not fit', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.array(fc.constantFrom('compact', 'evict by age', 'evict by size', 'go on'), { minLength: 1, maxLength: 12 }),
        async ({ session, documents, entries }, doings) => {
          const store = createMemoryStore(createTestEnv())
          await store.createSession(session)
          for (const document of documents) await store.putDocument(session.id, document)
          let keptFrom = 1
          for (const [at, entry] of entries.entries()) {
            await store.append(session.id, entry.document, entry.n, newEntries([entry]))
            const doing = doings[at % doings.length]
            if (doing === 'compact') await store.compact(session.id, true)
            if (doing === 'evict by age' || doing === 'evict by size') {
              const options = doing === 'evict by age' ? { before: entry.t - 55 } : { keepBytes: 400 }
              const evicted = await evictHead(store, session.id, options)
              if (evicted.entries > 0) keptFrom = Math.max(keptFrom, evicted.keptFrom)
            }
          }
          const left = await entriesOf(store, session.id)
          expect(left.map(({ seq }) => seq)).toEqual(left.map((_, at) => (left[0]?.seq ?? 0) + at))
          expect(left.at(-1)).toEqual(entries.at(-1))
          for (const { seq } of left.filter((one) => one.seq >= keptFrom)) {
            const upTo = (list: typeof entries) => naiveStates(list.filter((one) => one.seq <= seq))
            expect(left.find((one) => one.seq === seq)).toEqual(entries[seq - 1])
            expect(upTo(left)).toEqual(upTo(entries))
          }
          expect((await verifyIntegrity(store)).findings).toEqual([])
          const upToHalf = left.slice(0, Math.ceil(left.length / 2))
          expect(await sessionExtent(store, session.id)).toEqual(extentOf(left))
          expect(await sessionExtent(store, session.id, extentOf(upToHalf))).toEqual(extentOf(upToHalf))
        },
      ),
      { numRuns: runs(150) },
    )
  })
})
