import { describe, expect, it } from 'vitest'
import { denormalize, isMarker, type Json, normalize } from '../../../src/core/value'

describe('the way back from tagged JSON', () => {
  it('restores cycles', () => {
    const value: Record<string, unknown> = { list: [1] }
    value.map = new Map([['self', value]])
    const back = denormalize(normalize(value)) as { map: Map<string, unknown> }
    expect(back.map.get('self')).toBe(back)
  })

  it('gives markers for what has no live equivalent', () => {
    expect(denormalize({ $: 'redacted', by: 'password' })).toEqual({ marker: 'redacted', by: 'password' })
    expect(denormalize({ $: 'truncated', why: 'string', size: 9, v: 'ab' })).toEqual({
      marker: 'truncated',
      why: 'string',
      size: 9,
      value: 'ab',
    })
    expect(denormalize({ $: 'instance', name: 'Cart', v: { a: { $: 'undefined' } } })).toEqual({
      marker: 'instance',
      name: 'Cart',
      value: { a: undefined },
    })
    expect(denormalize({ $: 'cycle', up: 3 })).toEqual({ marker: 'cycle', up: 3 })
    const marker = denormalize({ $: 'node', v: 'p' })
    expect(isMarker(marker) && Object.isFrozen(marker)).toBe(true)
    expect(isMarker({ marker: 'node', value: 'p' })).toBe(false)
  })

  it('tells a page’s own $ from a tag', () => {
    expect(denormalize(normalize({ $: 'date', v: null }))).toEqual({ $: 'date', v: null })
    expect(denormalize({ $: 'no such tag', v: 1 })).toEqual({ $: 'no such tag', v: 1 })
  })

  it('takes a broken tag for an object like any other', () => {
    const broken: Json[] = [
      { $: 'bigint', v: 'x' },
      { $: 'number', v: 'one' },
      { $: 'map', v: {} },
      { $: 'cycle', up: -1 },
      { $: 'date', v: 3 },
      { $: 7 },
    ]
    expect(denormalize(broken)).toEqual(broken)
  })

  it('gives a marker for a pattern or bytes that are none', () => {
    expect(denormalize({ $: 'regexp', v: '/(/' })).toEqual({ marker: 'regexp', value: '/(/' })
    expect(denormalize({ $: 'bytes', type: 'Uint8Array', v: '!' })).toEqual({ marker: 'bytes', type: 'Uint8Array', value: '!' })
    expect(denormalize({ $: 'bytes', type: 'Uint16Array', v: 'AQ==' })).toMatchObject({ marker: 'bytes' })
    expect(denormalize({ $: 'bytes', type: 'Evil', v: 'AQ==' })).toMatchObject({ marker: 'bytes', type: 'Evil' })
  })

  it('restores an error of its own class', () => {
    const back = denormalize(normalize(Object.assign(new RangeError('far', { cause: 1 }), { code: 'E' })))
    expect(back).toBeInstanceOf(RangeError)
    expect(back).toMatchObject({ message: 'far', cause: 1, code: 'E' })
  })
})
