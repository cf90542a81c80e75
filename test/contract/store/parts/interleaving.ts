import fc from 'fast-check'
import { expect, it } from 'vitest'
import { entries, newDocument, newEntries, newSession } from '../../../harness/notation'
import { runs } from '../../../harness/runs'
import type { StoreUnderTest } from '../store-contract'
import { entriesOf, expectConsistent, failureOf, range } from './support'

const documents = ['a', 'b', 'c'] as const
const length = 30

/** What each document recorded, once and for all. */
const recorded = new Map(documents.map((document) => [document, range(1, length).flatMap((n) => entries`mark ${document}${n}`)]))

const batch = fc.record({
  document: fc.constantFrom(...documents),
  first: fc.integer({ min: 1, max: length }),
  count: fc.integer({ min: 0, max: 12 }),
})
const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('send' as const), batches: fc.array(batch, { minLength: 1, maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('compact' as const), all: fc.boolean() }) },
)

/** Any interleaving of batches, losses and repeats gives the same entries per document. */
export function interleaving(create: () => Promise<StoreUnderTest>): void {
  it('does as a naive model does, however batches repeat, overlap, get lost or come at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const subject = await create()
        const { store } = subject
        await store.createSession(newSession('s'))
        for (const document of documents) await store.putDocument('s', newDocument(document))
        const model = new Map<string, number>(documents.map((document) => [document, 0]))
        for (const step of steps) {
          if (step.do === 'compact') {
            await store.compact('s', step.all)
            continue
          }
          const expected = step.batches.map(({ document, first, count }) => {
            const lastN = model.get(document) ?? 0
            const last = Math.min(length, first + count - 1)
            if (first > lastN + 1) return { code: 'store/out-of-order', detail: { document, expected: lastN + 1, got: first } }
            model.set(document, Math.max(lastN, last))
            return { lastN: Math.max(lastN, last), added: Math.max(0, last - lastN) }
          })
          const calls = step.batches.map(({ document, first, count }) =>
            store.append('s', document, first, recorded.get(document)?.slice(first - 1, first - 1 + count) ?? []),
          )
          const outcomes = await Promise.all(calls.map((call) => call.catch(() => failureOf(call))))
          expect(outcomes).toEqual(expected)
        }
        const stored = await entriesOf(store, 's')
        for (const document of documents) {
          const own = stored.filter((entry) => entry.document === document)
          expect(own.map(({ n }) => n)).toEqual(range(1, model.get(document) ?? 0))
          expect(newEntries(own)).toEqual(recorded.get(document)?.slice(0, own.length))
        }
        expect(stored.map(({ seq }) => seq)).toEqual(range(1, stored.length))
        await expectConsistent(store, 's')
        await subject.close()
      }),
      { numRuns: runs(60) },
    )
  })
}
