import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StoreChange } from '../../../src/core/store'
import { createNotifier, type Notifier } from '../../../src/dexie/notifier'

const entriesOf = (session: string): StoreChange => ({ session, what: 'entries' })
let notifier: Notifier
let heard: StoreChange[]
let ended: AbortController

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  ended = new AbortController()
  heard = []
  notifier = createNotifier('notifier-test')
  notifier.watch((change) => heard.push(change), ended.signal)
})

afterEach(() => {
  notifier.close()
  vi.useRealTimers()
})

/** Lets watchers have their turns. */
const turns = async () => {
  for (let i = 0; i < 3; i++) await Promise.resolve()
}

describe('the notifier', () => {
  it('tells the first change at once and those of the next tenth of a second as one', async () => {
    for (let i = 0; i < 50; i++) notifier.changed(entriesOf('s'))
    await turns()
    expect(heard).toHaveLength(1)
    vi.advanceTimersByTime(99)
    await turns()
    expect(heard).toHaveLength(1)
    vi.advanceTimersByTime(1)
    await turns()
    expect(heard).toHaveLength(2)
    vi.advanceTimersByTime(1000)
    await turns()
    expect(heard).toHaveLength(2)
  })

  it('tells at most ten times a second, and the last change too', async () => {
    for (let ms = 0; ms < 1000; ms++) {
      notifier.changed(entriesOf('s'))
      vi.advanceTimersByTime(1)
    }
    vi.advanceTimersByTime(1000)
    await turns()
    expect(heard.length).toBeGreaterThanOrEqual(10)
    expect(heard.length).toBeLessThanOrEqual(11)
  })

  it('thins out each session by itself, and other changes not at all', async () => {
    notifier.changed(entriesOf('s'))
    notifier.changed(entriesOf('t'))
    notifier.changed({ session: 's', what: 'sessions' })
    notifier.changed({ session: 's', what: 'sessions' })
    await turns()
    expect(heard).toHaveLength(4)
  })

  it('tells what is left when it is closed', async () => {
    notifier.changed(entriesOf('s'))
    notifier.changed(entriesOf('s'))
    notifier.close()
    await turns()
    expect(heard).toHaveLength(2)
  })

  it('goes on when a watcher throws, which is reported as any error nobody catches', async () => {
    const listeners = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection')
    const calls: string[] = []
    process.once('unhandledRejection', (error) => calls.push(String(error)))
    const other = createNotifier('notifier-test-other')
    other.watch(() => {
      throw new Error('a careless watcher')
    }, ended.signal)
    other.watch(() => calls.push('called'), ended.signal)
    other.changed(entriesOf('s'))
    await vi.waitUntil(() => calls.length === 2)
    for (const listener of listeners) process.on('unhandledRejection', listener)
    expect(calls).toEqual(['called', 'Error: a careless watcher'])
    other.close()
  })

  it('does not believe everything it hears from the channel', async () => {
    const stranger = new BroadcastChannel('notifier-test')
    const real = entriesOf('real')
    for (const message of [null, 'text', { session: 1, what: 'entries' }, { session: 's', what: 'everything' }, real])
      stranger.postMessage(message)
    await vi.waitUntil(() => heard.length > 0)
    stranger.close()
    expect(heard).toEqual([real])
  })
})
