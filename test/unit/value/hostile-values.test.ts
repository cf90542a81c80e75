import { describe, expect, it } from 'vitest'
import { normalize, stateCaps, valueCaps } from '../../../src/core/value'

describe('a hostile value', () => {
  it('keeps dangerous keys as keys and never sets a prototype', () => {
    const value = JSON.parse('{"__proto__":{"polluted":true},"constructor":1,"toJSON":{"a":1},"hasOwnProperty":2}')
    const json = normalize(value)
    expect(Object.getPrototypeOf(json)).toBe(Object.prototype)
    expect(JSON.stringify(json)).toBe(JSON.stringify(value))
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('is never asked for toJSON', () => {
    let called = 0
    const toJSON = (): void => void called++
    normalize({ a: { toJSON }, b: Object.assign(new Date(0), { toJSON }), c: [Object.assign([1], { toJSON })] })
    expect(called).toBe(0)
  })

  it('marks the getter that threw and keeps the rest', () => {
    const value = {
      a: 1,
      get bad() {
        throw new RangeError('no')
      },
      get worse(): unknown {
        throw null
      },
      z: 2,
    }
    expect(normalize(value)).toEqual({ a: 1, bad: { $: 'threw', v: 'RangeError: no' }, worse: { $: 'threw', v: 'null' }, z: 2 })
  })

  it('may throw something that cannot be read either', () => {
    const { proxy, revoke } = Proxy.revocable(new Error('x'), {})
    revoke()
    const value = {
      get bad() {
        throw proxy
      },
    }
    expect(normalize([value, proxy])).toEqual([
      { bad: { $: 'threw', v: expect.any(String) } },
      { $: 'threw', v: expect.stringContaining('revoked') },
    ])
  })

  it('lies about its length in vain', () => {
    const long = new Proxy([1, 2], { get: (list, key) => (key === 'length' ? 2 ** 40 : Reflect.get(list, key)) })
    const json = normalize(long)
    expect(json).toHaveLength(valueCaps.breadth + 1)
    expect(Array.isArray(json) && json.at(-1)).toEqual({ $: 'truncated', why: 'breadth', size: 2 ** 40, rest: 2 ** 40 - valueCaps.breadth })
  })

  it('only claims to be a Map, a Date, a buffer or an Error', () => {
    const claims = ['Map', 'Set', 'Date', 'RegExp', 'ArrayBuffer', 'Number', 'BigInt'].map((claim) =>
      Object.assign(Object.create(Object.create(null, { [Symbol.toStringTag]: { value: claim } })), { own: 1 }),
    )
    for (const claim of claims) expect(JSON.stringify(normalize(claim))).toContain('"own":1')
  })

  it('is nested ten thousand levels deep and ends at the cap', () => {
    let deep: unknown = 'bottom'
    for (let i = 0; i < 10_000; i++) deep = i % 2 ? [deep] : { deep }
    const text = JSON.stringify(normalize(deep))
    expect(text).toContain('"why":"depth"')
    expect(text.split(/[[{]"?deep|\[/).length).toBeLessThan(valueCaps.depth + 2)
    expect(JSON.stringify(normalize(deep, { caps: stateCaps }))).not.toContain('bottom')
  })

  it('is a text of 200 MB, of which only the beginning is taken', () => {
    const text = '0123456789'.repeat(20_000_000)
    const json = normalize(text)
    expect(json).toEqual({ $: 'truncated', why: 'string', size: 200_000_000, v: text.slice(0, valueCaps.string) })
  })

  it('doubles itself sixty times over and ends at the byte cap', () => {
    let bomb: unknown = 'x'
    for (let i = 0; i < 20; i++) bomb = { a: bomb, b: bomb, c: bomb, d: bomb }
    expect(JSON.stringify(normalize(bomb)).length).toBeLessThan(valueCaps.bytes * 2)
  })

  it('teaches every object a toJSON of its own, as old libraries did', () => {
    try {
      Reflect.defineProperty(Object.prototype, 'toJSON', { value: () => undefined, configurable: true })
      expect(normalize({ a: undefined, b: new Date(0) })).toMatchObject({ a: { $: 'undefined' }, b: { $: 'date' } })
    } finally {
      Reflect.deleteProperty(Object.prototype, 'toJSON')
    }
  })

  it('changes Map and Set behind our back, which were noted before', () => {
    const { forEach } = Map.prototype
    try {
      Map.prototype.forEach = () => {
        throw new Error('patched')
      }
      expect(normalize(new Map([[1, 2]]))).toEqual({ $: 'map', v: [[1, 2]] })
    } finally {
      Map.prototype.forEach = forEach
    }
  })
})

describe('what is cut', () => {
  const caps = { ...valueCaps, depth: 2, breadth: 3, string: 4, binary: 2 }

  it('says how much there was, and keeps the beginning', () => {
    expect(normalize(['abcdef', [1, 2, 3, 4, 5], { a: { b: { c: 1 } } }, 'x'], { caps })).toEqual([
      { $: 'truncated', why: 'string', size: 6, v: 'abcd' },
      [1, 2, 3, { $: 'truncated', why: 'breadth', size: 5, rest: 2 }],
      { a: { $: 'truncated', why: 'depth', size: 1, of: 'object' } },
      { $: 'truncated', why: 'breadth', size: 4, rest: 1 },
    ])
    expect(normalize({ a: 1, b: 2, c: 3, d: 4, e: 5 }, { caps })).toEqual({
      a: 1,
      b: 2,
      c: 3,
      d: { $: 'truncated', why: 'breadth', size: 5, rest: 2 },
    })
    expect(normalize(new Uint8Array([1, 2, 3]), { caps })).toEqual({
      $: 'truncated',
      why: 'bytes',
      size: 3,
      v: { $: 'bytes', type: 'Uint8Array', v: 'AQI=' },
    })
    expect(normalize([[new Map([[1, 2]])]], { caps })).toEqual([[{ $: 'truncated', why: 'depth', size: 1, of: 'map' }]])
    expect(normalize(1n << 9_000n)).toEqual({ $: 'truncated', why: 'string', of: 'bigint' })
  })

  it('marks, at the byte cap, every container that was still open', () => {
    const value = { a: ['one', 'two', 'three'], b: 1, c: 2 }
    expect(normalize(value, { caps: { ...valueCaps, bytes: 12 } })).toEqual({
      a: ['one', { $: 'truncated', why: 'bytes', size: 3, rest: 2 }],
      b: { $: 'truncated', why: 'bytes', size: 3, rest: 2 },
    })
  })

  it('never parts a surrogate pair, and keeps a lone surrogate', () => {
    expect(normalize('abc😀', { caps })).toMatchObject({ v: 'abc' })
    expect(normalize('ab😀z', { caps })).toMatchObject({ v: 'ab😀' })
    expect(normalize('a\ud800')).toBe('a\ud800')
  })

  it('cuts long keys and names too', () => {
    const [key] = Object.keys(normalize({ ['k'.repeat(10_000)]: 1 }) as object)
    expect(key).toBe(`${'k'.repeat(4_096)}…`)
    expect(normalize(Symbol('s'.repeat(1_000)))).toEqual({ $: 'symbol', v: `${'s'.repeat(200)}…` })
  })
})
