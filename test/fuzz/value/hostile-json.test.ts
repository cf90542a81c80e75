import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childrenOf, denormalize, type Json, previewOf, typeOf } from '../../../src/core/value'
import { runs } from '../../harness/runs'

const tags = [
  'undefined',
  'hole',
  'number',
  'bigint',
  'symbol',
  'function',
  'date',
  'regexp',
  'url',
  'boxed',
  'bytes',
  'opaque',
  'node',
  'map',
  'set',
  'instance',
  'error',
  'object',
  'cycle',
  'threw',
  'truncated',
  'pending',
  'redacted',
  'made up',
  '__proto__',
  'constructor',
]

/** JSON that looks like tags as often as not, with fields that fit and fields that do not. */
const hostile: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => {
  const field = fc.oneof(
    { depthSize: 'small', maxDepth: 6 },
    fc.constantFrom<Json>(
      '',
      '1',
      '-12',
      'NaN',
      '/(/',
      '/a/zz',
      'AQ==',
      '!',
      'TypeError',
      'Uint16Array',
      0,
      -1,
      1,
      1.5,
      1e300,
      null,
      true,
      'depth',
    ),
    tie('json'),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.array(tie('json'), { maxLength: 3 }), { maxLength: 3 }),
  )
  const keys = [
    'v',
    'up',
    'by',
    'name',
    'message',
    'stack',
    'type',
    'why',
    'size',
    'rest',
    'of',
    '__proto__',
    'constructor',
    'marker',
    'then',
  ]
  return {
    json: fc.oneof(
      { depthSize: 'small', maxDepth: 6 },
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
      fc
        .tuple(fc.constantFrom<Json>(...tags, 7, null), fc.array(fc.tuple(fc.constantFrom(...keys), field), { maxLength: 4 }))
        .map(([$, fields]) => {
          const text = fields.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
          return JSON.parse(`{${[`"$":${JSON.stringify($)}`, ...text].join()}}`)
        }),
    ),
  }
}).json

describe('JSON of unknown origin', () => {
  it('comes back as something, and touches no prototype', () => {
    const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype).sort())
    fc.assert(
      fc.property(hostile, (json) => {
        denormalize(json)
      }),
      { numRuns: runs(3_000) },
    )
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype).sort())).toBe(before)
    expect(Reflect.get({}, 'marker')).toBeUndefined()
  })

  it('can be shown as a tree, line by line', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 0, max: 100 }), (json, length) => {
        const show = (part: Json): void => {
          expect(typeOf(part)).toEqual(expect.any(String))
          expect(previewOf(part, length).length).toBeLessThanOrEqual(Math.max(1, length))
          for (const child of childrenOf(part)) show(child.json)
        }
        show(json)
      }),
      { numRuns: runs(1_500) },
    )
  })

  it('may be nested without end', () => {
    let deep: Json = 1
    for (let i = 0; i < 200_000; i++)
      deep = i % 3 === 0 ? [deep] : i % 3 === 1 ? { $: 'object', v: { deep } } : { $: 'map', v: [[1, deep]] }
    expect(() => denormalize(deep)).not.toThrow()
    expect(previewOf(deep, 40)).toHaveLength(40)
  })
})
