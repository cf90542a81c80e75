import { describe, expect, it } from 'vitest'
import { jsonAt } from '../../../src/core/timeline'
import { childCount, childrenOf, type Json, normalize, previewOf, typeOf } from '../../../src/core/value'

const value = {
  'a/b': 1,
  map: new Map<unknown, unknown>([
    ['k', { deep: true }],
    [{ id: 1 }, [1]],
  ]),
  set: new Set(['x']),
  $: 'own',
  error: Object.assign(new Error('no'), { stack: 'Error: no\n  at x', code: 7 }),
  instance: new (class Cart {
    items = [1, 2]
  })(),
}

describe('a tree over tagged JSON', () => {
  it('sees through the tags, and its pointers lead to each child', () => {
    const paths: string[] = []
    const walk = (json: Json, path: string, pointer: string, whole: Json): void => {
      let count = 0
      for (const child of childrenOf(json)) {
        count++
        const at = pointer + child.pointerPart
        paths.push(`${path}${child.label}`)
        expect(jsonAt(whole, at)).toBe(child.json)
        walk(child.json, `${path}${child.label}.`, at, whole)
      }
      expect(childCount(json)).toBe(count)
    }
    const json = normalize(value)
    walk(json, '', '', json)
    expect(paths).toEqual([
      'a/b',
      'map',
      'map."k"',
      'map."k".deep',
      'map.{id: 1}',
      'map.{id: 1}.0',
      'set',
      'set.',
      '$',
      'error',
      'error.stack',
      'error.code',
      'instance',
      'instance.items',
      'instance.items.0',
      'instance.items.1',
    ])
  })

  it('shows what a truncated value kept and how much more there was', () => {
    const cut: Json = { a: 1, b: { $: 'truncated', why: 'breadth', size: 9, rest: 8 } }
    expect([...childrenOf(cut)].map(({ json }) => previewOf(json))).toEqual(['1', '… 8 more'])
    expect([...childrenOf({ $: 'truncated', why: 'bytes', size: 9, v: [1, 2] })].map(({ pointerPart }) => pointerPart)).toEqual([
      '/v/0',
      '/v/1',
    ])
  })

  it('names the type of everything', () => {
    const types = [null, true, 1, 'a', [], {}, -0, undefined, 1n, new Date(0), new Map(), value, () => 1, Symbol('x')].map((item) =>
      typeOf(normalize(item)),
    )
    expect(types).toEqual([
      'null',
      'boolean',
      'number',
      'string',
      'array',
      'object',
      'number',
      'undefined',
      'bigint',
      'date',
      'map',
      'object',
      'function',
      'symbol',
    ])
  })

  it('previews in one line of the asked length', () => {
    const previews: readonly (readonly [unknown, string])[] = [
      ['a\n  b', '"a\\n b"'],
      [[1, [2], undefined], '[1, [2], undefined]'],
      [value, '{a/b: 1, map: Map(2) {"k" → {deep: true}, {id: 1} → [1]}, set: Set(1) {"x"}, $:…'],
      [new Uint8Array(300), 'Uint8Array(300 bytes)'],
      [value.error, 'Error: no'],
      [value.instance, 'Cart {items: [1, 2]}'],
      [{ password: 'x' }, '{password: redacted: password}'],
      [
        [
          function run() {
            return 1
          },
          Symbol('s'),
          2n,
          -0,
        ],
        '[ƒ run, Symbol(s), 2n, -0]',
      ],
    ]
    for (const [item, line] of previews) expect(previewOf(normalize(item))).toBe(line)
    expect(previewOf('x'.repeat(1e6), 10)).toBe('"xxxxxxxx…')
    expect(previewOf(normalize('😀'.repeat(10)), 6)).toBe('"😀😀…')
  })
})
