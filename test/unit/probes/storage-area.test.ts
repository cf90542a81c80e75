import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKnown, guardedKey, guardedValue, type Item, itemsOf, stampOf } from '../../../src/capture/page/probes/storage-area'
import type { PatchOp } from '../../../src/core/timeline/patch-types'
import type { Json } from '../../../src/core/value/json'

/** Patches of one level, applied as simply as can be; strict about what must be there. */
function applied(state: Map<string, Json>, steps: readonly PatchOp[]): Map<string, Json> {
  const next = new Map(state)
  for (const step of steps) {
    const key = step.path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')
    if (step.op === 'remove' && !next.delete(key)) throw new Error(`nothing to remove at ${step.path}`)
    if (step.op === 'replace') next.clear()
    if (step.op === 'add') next.set(key, step.value)
  }
  return next
}

const recorded = (items: readonly Item[]): Map<string, Json> =>
  new Map(items.map(([key, value]) => [guardedKey(key), guardedValue(key, value)]))
const items = fc
  .dictionary(fc.oneof(fc.constantFrom('a', 'a/b', 'a~b', '$', '__proto__', ''), fc.string({ maxLength: 5 })), fc.string({ maxLength: 5 }))
  .map((found) => Object.entries(found))

describe('an item of a storage area', () => {
  it('keeps its value unless its key names a secret', () => {
    expect(guardedValue('theme', 'dark')).toBe('dark')
    expect(guardedValue('password', 'hunter2hunter2')).toEqual({ $: 'redacted', by: 'password' })
    expect(guardedValue('password', '')).toBe('')
  })

  it('loses the secrets inside its value', () => {
    expect(JSON.stringify(guardedValue('form', '{"user":"ann","password":"hunter2hunter2"}'))).not.toContain('hunter2')
  })

  it('is cut when it is long, and says so', () => {
    expect(guardedValue('blob', 'x'.repeat(100_000))).toMatchObject({ $: 'truncated', why: 'string', size: 100_000 })
  })

  it('has a key that no tag can be mistaken for, and no secret', () => {
    expect(guardedKey('$')).not.toBe('$')
    expect(guardedKey('cache:/login?password=hunter2hunter2')).not.toContain('hunter2')
    expect(guardedKey('k'.repeat(10_000)).length).toBeLessThanOrEqual(500)
  })
})

describe('what is known of a storage area', () => {
  it('leads from any items to any others by one patch', () => {
    fc.assert(
      fc.property(items, items, (before, after) => {
        const known = createKnown(before)
        expect(applied(recorded(before), known.differences(after))).toEqual(recorded(after))
        expect(known.differences(after)).toEqual([])
      }),
    )
  })

  it('removes only what the recorded state holds', () => {
    const known = createKnown([['a', '1']])
    expect(known.remove('b')).toEqual([])
    expect(known.remove('a')).toEqual([{ op: 'remove', path: '/a' }])
    expect(known.remove('a')).toEqual([])
  })

  it('is nothing after it was emptied', () => {
    const known = createKnown([['a', '1']])
    expect(known.clear()).toEqual({ op: 'replace', path: '', value: {} })
    expect(known.differences([])).toEqual([])
  })

  it('sees a change anywhere in a value of ordinary length', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 4000 }), fc.nat(), (value, seed) => {
        const at = seed % value.length
        const unit = value.charCodeAt(at)
        const other = value.slice(0, at) + String.fromCharCode(unit === 65 ? 66 : 65) + value.slice(at + 1)
        expect(stampOf(other)).not.toBe(stampOf(value))
      }),
    )
  })
})

describe('reading a storage area', () => {
  it('takes every item, and no more than it can afford', () => {
    const reader = { length: () => 1_000_000, key: (_area: object, index: number) => `k${index}`, get: () => 'v' }
    expect(itemsOf(reader, {})).toHaveLength(10_000)
    expect(itemsOf({ ...reader, length: () => 2 }, {})).toEqual([
      ['k0', 'v'],
      ['k1', 'v'],
    ])
  })

  it('passes by an item that went away meanwhile', () => {
    expect(itemsOf({ length: () => 2, key: (_area, index) => (index === 0 ? null : 'b'), get: () => null }, {})).toEqual([])
  })
})
