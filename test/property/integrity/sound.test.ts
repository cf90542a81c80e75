import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyIntegrity } from '../../../src/core/integrity'
import { createMemoryStore } from '../../../src/core/store'
import { newEntries } from '../../harness/notation'
import { runs } from '../../harness/runs'
import { createTestEnv } from '../../harness/test-env'
import { histories } from '../transfer/random-history'

describe('a store in which nothing is wrong', () => {
  it('gives no finding, whatever was recorded and however it is cut into segments', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.array(fc.nat(6), { maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        async ({ session, documents, entries }, compactions, sample) => {
          const store = createMemoryStore(createTestEnv())
          await store.createSession(session)
          for (const document of documents) await store.putDocument(session.id, document)
          for (const [at, entry] of entries.entries()) {
            await store.append(session.id, entry.document, entry.n, newEntries([entry]))
            if (compactions.includes(at % 7)) await store.compact(session.id, true)
          }
          const anchor = entries[0] ?? { from: 1, until: 2 }
          const named = 'document' in anchor ? { document: anchor.document, n: anchor.n } : anchor
          await store.putNote(session.id, {
            ...{ id: 'note', anchor: named, text: 'x', tags: [], pinned: false, createdAt: 1, editedAt: 1 },
          })
          expect((await verifyIntegrity(store, { sample })).findings).toEqual([])
        },
      ),
      { numRuns: runs(150) },
    )
  })
})
