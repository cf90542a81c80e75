import { AppError } from '../../../src/core/errors'
import { createLogStore, createWatchers, type Tables } from '../../../src/core/store'
import { createMemoryTables } from '../../../src/core/store/memory-tables'
import { createTestEnv } from '../../harness/test-env'
import { describeStore, type StoreUnderTest } from './store-contract'

/** The store in memory, taken apart to get at its tables. */
async function create(): Promise<StoreUnderTest> {
  const memory = createMemoryTables()
  let full = false
  const tables: Tables = {
    read: memory.read,
    write: (names, body) =>
      memory.write(names, async (tx) => {
        const result = await body(tx)
        if (full) throw new AppError('store/quota')
        return result
      }),
  }
  const { watch, tell } = createWatchers()
  const store = createLogStore({ tables, env: createTestEnv(), changed: tell })
  return {
    store: { ...store, watch, usage: async () => ({ used: memory.bytes(), quota: 0, persistent: false }) },
    fillDisk(on) {
      full = on
    },
    damage: (session, lastSeq, text) =>
      memory.write(['sessions', 'segmentBytes'], async (tx) => {
        const log = (await tx.get('sessions', session))?.log ?? ''
        const row = await tx.get('segmentBytes', [log, lastSeq])
        await tx.deleteRange('segmentBytes', { log, after: lastSeq - 1, upTo: lastSeq })
        if (row !== undefined && text !== undefined) await tx.put('segmentBytes', { ...row, texts: [text] })
      }),
    rows: async () => memory.rows(),
    async close() {
      full = false
    },
  }
}

describeStore('The store in memory', create)
