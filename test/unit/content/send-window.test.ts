import { describe, expect, it } from 'vitest'
import { createSendWindow } from '../../../src/capture/content/send-window'

describe('the send window', () => {
  it('lets through up to its limit and again as acknowledgements come', () => {
    const window = createSendWindow(10)
    expect([window.take(1, 6), window.take(4, 4), window.take(6, 1)]).toEqual([true, true, false])
    window.release(3)
    expect(window.take(6, 6)).toBe(true)
    expect(window.take(9, 1)).toBe(false)
  })

  it('lets a single batch through that alone is larger than the limit', () => {
    const window = createSendWindow(10)
    expect(window.take(1, 50)).toBe(true)
    expect(window.take(2, 1)).toBe(false)
  })

  it('lets no more than some thousand empty batches through', () => {
    const window = createSendWindow(10)
    const taken = Array.from({ length: 10_000 }, (_, i) => window.take(i + 1, 0)).filter(Boolean)
    expect(taken).toHaveLength(4096)
    window.release(1)
    expect(window.take(1, 0)).toBe(true)
  })

  it('counts from nothing after it was cleared', () => {
    const window = createSendWindow(10)
    window.take(1, 10)
    window.clear()
    expect(window.take(1, 10)).toBe(true)
  })
})
