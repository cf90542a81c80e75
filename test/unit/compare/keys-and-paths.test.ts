import { describe, expect, it } from 'vitest'
import {
  createEntryKeys,
  ignorablePath,
  isIgnored,
  type KeyedEntry,
  looksPassing,
  parseIgnoredPaths,
  roles,
} from '../../../src/core/compare'

const entry = (label: string, more: Partial<KeyedEntry> = {}): KeyedEntry => ({
  kind: 'event',
  type: 'console',
  level: 'info',
  document: 'd',
  source: null,
  label,
  ...more,
})

/** The keys of entries of a session of their own. */
function keysOf(...entries: readonly KeyedEntry[]) {
  const keyOf = createEntryKeys()
  return entries.map(keyOf).at(-1)
}

describe('what stands for the same in another run', () => {
  it('is a change of the source with this name, whatever its id and document', () => {
    const one = keysOf(
      entry('cart opened (redux)', { kind: 'state', type: 'open', source: 'redux-1' }),
      entry('cart/added', { kind: 'state', type: 'change', source: 'redux-1' }),
    )
    const other = keysOf(
      entry('cart opened (redux)', { kind: 'state', type: 'open', source: 'x9', document: 'e' }),
      entry('cart/added', { kind: 'state', type: 'change', source: 'x9', document: 'e' }),
    )
    expect(one).toEqual(other)
    expect(one?.role).toBe(roles.anchor)
    expect(keysOf(entry('cart/added', { kind: 'state', type: 'change', source: 'ui' }))).not.toEqual(one)
  })

  it('is a request to the same path, whatever the host, the ids and the values of its parameters', () => {
    const key = (label: string, level: KeyedEntry['level'] = 'info') => keysOf(entry(label, { type: 'response', level }))
    expect(key('200 GET https://a.example/orders/83912?page=1&q=x')).toEqual(key('200 GET http://localhost:3000/orders/10044?q=y&page=2'))
    expect(key('200 GET /a')?.key).not.toBe(key('500 GET /a', 'error')?.key)
    expect(key('200 GET /a')?.loose).toBe(key('500 GET /a', 'error')?.loose)
    expect(key('404 GET /a', 'warn')?.role).toBe(roles.fault)
  })

  it('is what a person did on purpose; whole states kept again are nothing', () => {
    const roleOf = (label: string, type: string, kind = 'event') => keysOf(entry(label, { type, kind, source: 's' }))?.role
    expect(roleOf('click button#pay', 'input')).toBe(roles.anchor)
    expect(roleOf('scroll main to 0, 400', 'input')).toBe(roles.other)
    expect(roleOf('push https://shop.example/pay', 'navigation')).toBe(roles.anchor)
    expect(roleOf('hidden https://shop.example/pay', 'navigation')).toBe(roles.other)
    expect(roleOf('Whole state (derived)', 'keyframe', 'state')).toBe(roles.silent)
    expect(roleOf('Whole state (replaced)', 'keyframe', 'state')).toBe(roles.anchor)
    expect(roleOf('Recorder used 1 ms', 'overhead', 'performance')).toBe(roles.silent)
  })
})

describe('paths to be ignored', () => {
  const ignores = (text: string, source: string, ...keys: string[]) => isIgnored(parseIgnoredPaths(text).paths, source, keys)

  it('name a value and all that is in it, in every source or in one', () => {
    expect(ignores('session.id', 'cart', 'session', 'id')).toBe(true)
    expect(ignores('session', 'cart', 'session', 'id', 'part')).toBe(true)
    expect(ignores('session.id', 'cart', 'session')).toBe(false)
    expect(ignores('cart: session', 'cart', 'session')).toBe(true)
    expect(ignores('c*: session', 'ui', 'session')).toBe(false)
  })

  it('may have any key, any part of a key and any depth in them', () => {
    expect(ignores('items[*].at', 's', 'items', '3', 'at')).toBe(true)
    expect(ignores('items.*Id', 's', 'items', 'orderId')).toBe(true)
    expect(ignores('**.at', 's', 'a', 'b', 'at')).toBe(true)
    expect(ignores('**.at', 's', 'at')).toBe(true)
    expect(ignores('**.at', 's', 'ats')).toBe(false)
    expect(ignores('["a.b c"].x', 's', 'a.b c', 'x')).toBe(true)
    expect(ignores('a+b', 's', 'aab')).toBe(false)
  })

  it('come one a line or apart by commas; the first that is none is told', () => {
    expect(parseIgnoredPaths('a, b.c\n\n**.d')).toMatchObject({
      paths: [{ text: 'a' }, { text: 'b.c' }, { text: '**.d' }],
      fault: undefined,
    })
    expect(parseIgnoredPaths('a, [b, c')).toMatchObject({ fault: '[b' })
  })
})

describe('values that are made anew in every run', () => {
  it('are ids, tokens and times', () => {
    const passing = [
      '0b9c1f4e-7a3d-4e55-9d0e-1f2a3b4c5d6e',
      '2026-11-20T09:14:02.000Z',
      1_764_300_000_000,
      'V1StGXR8_Z5jdHi6',
      { $: 'date', v: 'x' },
    ]
    expect(passing.map((value) => looksPassing(value))).toEqual(passing.map(() => true))
    const lasting = ['checkout', 19.99, 42, null, 'a few words', true, undefined]
    expect(lasting.map((value) => looksPassing(value))).toEqual(lasting.map(() => false))
  })

  it('are suggested by paths that mean every item of a list', () => {
    expect(ignorablePath(['cart', 'lines', '3', 'added at'])).toBe('cart.lines[*]["added at"]')
  })
})
