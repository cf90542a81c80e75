import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import type { Pieces } from '../../../src/core/pieces'
import { createSliced, finishInSlices } from '../../../src/panel/state/sliced'
import { until } from '../../harness/until'

/** Work that takes longer than a slice, however fast the machine is. */
function* long(result: string): Pieces<string> {
  for (let turn = 1; turn <= 4; turn++) {
    const end = performance.now() + 8
    while (performance.now() < end);
    yield turn / 4
  }
  return result
}

// biome-ignore lint/correctness/useYield: work that needs no pause
function* short(result: string): Pieces<string> {
  return result
}

describe('work in slices', () => {
  it('is there at once where it is short', () => {
    const sliced = createSliced(signal('a'), short, new AbortController().signal)
    expect(sliced.value).toMatchObject({ value: 'a', working: false, progress: 1 })
  })

  it('tells how far it is, and keeps the last outcome until the next is there', async () => {
    const input = signal('a')
    const sliced = createSliced(input, long, new AbortController().signal)
    expect(sliced.value).toMatchObject({ value: undefined, working: true })
    await until('the first', () => sliced.value.value === 'a')
    input.value = 'b'
    expect(sliced.value).toMatchObject({ value: 'a', working: true })
    await until('the second', () => sliced.value.value === 'b')
  })

  it('is let go of when something else is wanted, or nothing', async () => {
    const input = signal<string | undefined>('a')
    const seen = new Set<string | undefined>()
    const sliced = createSliced(input, long, new AbortController().signal)
    sliced.subscribe(({ value }) => void seen.add(value))
    input.value = 'b'
    await until('the second', () => sliced.value.value === 'b')
    expect(seen.has('a')).toBe(false)
    input.value = undefined
    expect(sliced.value).toMatchObject({ value: undefined, working: false })
  })

  it('says what went wrong', () => {
    // biome-ignore lint/correctness/useYield: work that ends before its first pause
    function* fails(): Pieces<string> {
      throw new AppError('value/bad-patch')
    }
    expect(createSliced(signal('a'), fails, new AbortController().signal).value.error?.code).toBe('value/bad-patch')
  })

  it('is finished for who waits', async () => {
    expect(await finishInSlices(long('a'))).toBe('a')
  })
})
