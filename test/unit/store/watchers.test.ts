import { describe, expect, it } from 'vitest'
import { createWatchers, type StoreChange } from '../../../src/core/store'

const change: StoreChange = { session: 's', what: 'entries' }

describe('watchers', () => {
  it('are called after the one who tells has gone on', async () => {
    const { watch, tell } = createWatchers()
    const heard: StoreChange[] = []
    watch((told) => heard.push(told), new AbortController().signal)
    tell(change)
    expect(heard).toEqual([])
    await Promise.resolve()
    expect(heard).toEqual([change])
  })

  it('are not called for what was told before they were ended', async () => {
    const { watch, tell } = createWatchers()
    const heard: StoreChange[] = []
    const ended = new AbortController()
    watch((told) => heard.push(told), ended.signal)
    tell(change)
    ended.abort()
    await Promise.resolve()
    expect(heard).toEqual([])
  })
})
