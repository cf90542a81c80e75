import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { finishPatience } from '../../../src/background/record/connection'
import { type HandOverDeps, handOver } from '../../../src/background/record/hand-over'
import { createMemoryStore, readEntries } from '../../../src/core/store'
import { entries, newDocument, newSession } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'

const tab = 7

/** A session of a page that was left and of the one that is open; `frames` is what the tab says is being recorded in it. */
async function recorded(frames: () => Promise<readonly string[]>, connections: HandOverDeps['connections'] = () => []) {
  const store = createMemoryStore(createTestEnv())
  await store.createSession(newSession('s'))
  await store.putDocument('s', { ...newDocument('left'), timeOrigin: 1 })
  await store.putDocument('s', { ...newDocument('open'), timeOrigin: 2 })
  await store.putDocument('s', { ...newDocument('frame'), timeOrigin: 3, parent: 'open' })
  await store.append('s', 'open', 1, entries`mark a | mark b`)
  const executeScript = async () => (await frames()).map((result) => ({ result }))
  const scripting = { executeScript } as unknown as HandOverDeps['scripting']
  return {
    done: handOver({ store, env: { now: () => 9000 }, scripting, connections }, tab, 's'),
    async gaps() {
      const found = []
      for await (const batch of readEntries(store, 's')) found.push(...batch.filter(({ type }) => type === 'gap'))
      return found.map(({ document, n, data }) => ({ document, n, data }))
    },
  }
}
const connected = (document: string) => ({ document, finish: vi.fn(async () => undefined) })
const never = () => new Promise<readonly string[]>(() => undefined)
const lost = { document: 'open', n: 3, data: { reason: 'lost', detail: 'the page did not answer' } }

describe('handing over what documents hold when recording ends', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('asks each document, and those that connect meanwhile', async () => {
    const here = [connected('open')]
    const { done, gaps } = await recorded(
      async () => {
        if (here.length === 1) here.push(connected('frame'))
        return ['open', 'frame']
      },
      () => here,
    )
    await done
    for (const { finish } of here) expect(finish).toHaveBeenCalled()
    expect(await gaps()).toEqual([])
  })

  it('says what is missing where a page hangs that the background does not know yet', async () => {
    const { done, gaps } = await recorded(never)
    await vi.advanceTimersByTimeAsync(finishPatience.silent)
    await done
    expect(await gaps()).toEqual([lost])
  })

  it('leaves that to the document itself where it is connected', async () => {
    const here = [connected('open')]
    const { done, gaps } = await recorded(never, () => here)
    await vi.advanceTimersByTimeAsync(finishPatience.silent)
    await done
    expect(await gaps()).toEqual([])
  })

  it('misses nothing of a tab in which nothing is recorded any more', async () => {
    const { done, gaps } = await recorded(async () => [])
    await done
    expect(await gaps()).toEqual([])
  })
})
