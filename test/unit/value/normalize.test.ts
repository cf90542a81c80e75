import vm from 'node:vm'
import { describe, expect, it } from 'vitest'
import { type Json, normalize } from '../../../src/core/value'

class Cart {
  #secret = 1
  items = [1]
  get total() {
    return this.#secret
  }
}

const holed = [1, 1, 2]
delete holed[1]

function likeMap(value: object, entries: readonly (readonly [unknown, unknown])[]): object {
  return Object.defineProperties(value, {
    [Symbol.toStringTag]: { value: 'Map' },
    forEach: { value: new Map(entries).forEach.bind(new Map(entries)), enumerable: true },
  })
}

/** As reactive libraries make them: methods are those of what is behind. */
function readingProxy(map: Map<unknown, unknown>): object {
  return new Proxy(map, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function strictProxy(value: object): object {
  return new Proxy(value, {
    get(target, key) {
      if (!(key in target)) throw new Error(`What is ${String(key)}?`)
      return Reflect.get(target, key)
    },
  })
}

const cases: readonly (readonly [string, unknown, Json])[] = [
  ['null', null, null],
  ['a text', 'a', 'a'],
  ['undefined', undefined, { $: 'undefined' }],
  ['NaN', Number.NaN, { $: 'number', v: 'NaN' }],
  ['minus infinity', -Infinity, { $: 'number', v: '-Infinity' }],
  ['minus zero', -0, { $: 'number', v: '-0' }],
  ['a bigint', -12n, { $: 'bigint', v: '-12' }],
  ['a symbol', Symbol('s'), { $: 'symbol', v: 's' }],
  ['a symbol without description', Symbol(), { $: 'symbol', v: '' }],
  ['a function', () => 1, { $: 'function', name: '' }],
  ['a class', Cart, { $: 'function', name: 'Cart' }],
  ['a date', new Date(0), { $: 'date', v: '1970-01-01T00:00:00.000Z' }],
  ['an invalid date', new Date(Number.NaN), { $: 'date', v: null }],
  ['a pattern', /a\/b/gi, { $: 'regexp', v: '/a\\/b/gi' }],
  ['a URL', new URL('https://a.example/b?c=d'), { $: 'url', v: 'https://a.example/b?c=d' }],
  ['a boxed text', Object('a'), { $: 'boxed', v: 'a' }],
  ['a boxed NaN', Object(Number.NaN), { $: 'boxed', v: { $: 'number', v: 'NaN' } }],
  ['a typed array', new Uint16Array([1, 258]), { $: 'bytes', type: 'Uint16Array', v: 'AQACAQ==' }],
  ['a part of a buffer', new Uint8Array([1, 2, 3, 4]).subarray(1, 3), { $: 'bytes', type: 'Uint8Array', v: 'AgM=' }],
  ['a buffer', new Uint8Array([255]).buffer, { $: 'bytes', type: 'ArrayBuffer', v: '/w==' }],
  ['a view', new DataView(new ArrayBuffer(3), 1), { $: 'bytes', type: 'DataView', v: 'AAA=' }],
  ['an array', [1, [2]], [1, [2]]],
  ['an array with a hole', holed, [1, { $: 'hole' }, 2]],
  ['an array with undefined', [undefined], [{ $: 'undefined' }]],
  ['a plain object', { a: { b: 1 } }, { a: { b: 1 } }],
  ['an object without prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ['an object with a key $', { $: 'date', v: 1 }, { $: 'object', v: { $: 'date', v: 1 } }],
  ['a map', new Map<unknown, unknown>([[{ a: 1 }, 2]]), { $: 'map', v: [[{ a: 1 }, 2]] }],
  ['a set', new Set([1, 'a']), { $: 'set', v: [1, 'a'] }],
  ['what is like a map', likeMap({}, [['a', 1]]), { $: 'map', v: [['a', 1]] }],
  [
    'what is like a set',
    Object.assign(Object.create({ [Symbol.toStringTag]: 'Set' }), { forEach: (add: (value: unknown) => void) => add(1) }),
    { $: 'set', v: [1] },
  ],
  [
    'what is like a map, of a class',
    likeMap(new (class ObservableMap {})(), [['a', 1]]),
    { $: 'map', name: 'ObservableMap', v: [['a', 1]] },
  ],
  ['a proxy that reads the map behind it', readingProxy(new Map([['a', 1]])), { $: 'map', v: [['a', 1]] }],
  ['a proxy that does not', new Proxy(new Map([['a', 1]]), {}), { $: 'opaque', v: 'Map' }],
  ['a proxy that throws at names it does not know', strictProxy({ a: 1 }), { a: 1 }],
  ['what calls itself a map and is none', { [Symbol.toStringTag]: 'Map', a: 1 }, { a: 1 }],
  ['an instance', new Cart(), { $: 'instance', name: 'Cart', v: { items: [1] } }],
  ['an empty instance', new (class Empty {})(), { $: 'instance', name: 'Empty', v: {} }],
  ['a promise', Promise.resolve(), { $: 'opaque', v: 'Promise' }],
  ['an iterator', new Map().entries(), { $: 'opaque', v: 'Map Iterator' }],
  ['a file', new File(['abc'], 'a.txt', { type: 'text/plain' }), { $: 'opaque', v: 'File', size: 3, name: 'a.txt', type: 'text/plain' }],
]

describe('a value as tagged JSON', () => {
  it.each(cases)('writes %s', (_, value, json) => {
    expect(normalize(value)).toEqual(json)
  })

  it('writes an error with its cause and what it owns', () => {
    const error = Object.assign(new TypeError('no', { cause: 'why' }), { code: 'E1', stack: 'TypeError: no\n    at a.js:1' })
    expect(normalize(error)).toEqual({
      $: 'error',
      name: 'TypeError',
      message: 'no',
      stack: 'TypeError: no\n    at a.js:1',
      v: { cause: 'why', code: 'E1' },
    })
    expect(normalize(new AggregateError([1], 'many'))).toMatchObject({ name: 'AggregateError', v: { errors: [1] } })
  })

  it('writes a cycle as how many levels up it leads, entries of a Map being none', () => {
    const root: Record<string, unknown> = { list: [] }
    root.self = root
    root.map = new Map([['a', { root }]])
    expect(normalize(root)).toEqual({
      list: [],
      self: { $: 'cycle', up: 1 },
      map: { $: 'map', v: [['a', { root: { $: 'cycle', up: 3 } }]] },
    })
  })

  it('writes what is shared each time', () => {
    const shared = { a: 1 }
    expect(normalize([shared, shared])).toEqual([{ a: 1 }, { a: 1 }])
  })

  it('takes values of another realm for what they are', () => {
    const foreign: unknown = vm.runInNewContext(
      '({ list: [1], date: new Date(0), map: new Map([[1, new Set([2])]]), bytes: new Uint8Array([1]), error: new RangeError("far"), plain: {} })',
    )
    expect(normalize(foreign)).toMatchObject({
      list: [1],
      date: { $: 'date' },
      map: { $: 'map', v: [[1, { $: 'set', v: [2] }]] },
      bytes: { $: 'bytes', type: 'Uint8Array', v: 'AQ==' },
      error: { $: 'error', name: 'RangeError', message: 'far' },
      plain: {},
    })
  })

  it('writes a DOM node as a short path and never looks into it', () => {
    const element = (nodeName: string, fields: object, parentNode?: object) =>
      Object.assign(Object.create({ nodeType: 1 }), { nodeName, parentNode, ...fields })
    const form = element('FORM', { id: 'login', className: '' }, element('BODY', { id: '' }))
    const button = element('BUTTON', { id: form, className: 'pay  big third' }, element('P', { className: { baseVal: 'svg' } }, form))
    expect(normalize(button)).toEqual({ $: 'node', v: 'form#login > p > button.pay.big' })
  })

  it('sees through collections of Immutable.js', () => {
    const collection = (marks: readonly string[], entries: readonly (readonly [unknown, unknown])[]) =>
      Object.assign(Object.create(Object.fromEntries(marks.map((mark) => [`@@__IMMUTABLE_${mark}__@@`, true]))), {
        size: entries.length,
        forEach: (call: (value: unknown, key: unknown) => void) => {
          for (const [key, value] of entries) call(value, key)
        },
      })
    const list = collection(['ITERABLE', 'INDEXED'], [[0, 'a']])
    const set = collection(['ITERABLE'], [['b', 'b']])
    expect(
      normalize(
        collection(
          ['ITERABLE', 'KEYED'],
          [
            ['list', list],
            ['set', set],
          ],
        ),
      ),
    ).toEqual({
      $: 'map',
      name: 'Immutable.Map',
      v: [
        ['list', { $: 'instance', name: 'Immutable.List', v: ['a'] }],
        ['set', { $: 'set', name: 'Immutable.Set', v: ['b'] }],
      ],
    })
    const record = Object.assign(Object.create({ '@@__IMMUTABLE_RECORD__@@': true }), {
      toSeq: () => collection(['ITERABLE', 'KEYED'], [['a', 1]]),
    })
    expect(normalize(record)).toEqual({ $: 'map', name: 'Immutable.Record', v: [['a', 1]] })
  })
})
