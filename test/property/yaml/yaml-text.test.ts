import fc from 'fast-check'
import { load, YAML11_SCHEMA } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { type Json, normalize, PIECE, setOwn } from '../../../src/core/value'
import { yamlText } from '../../../src/core/yaml'
import { runs } from '../../harness/runs'

function textOf(json: Json, piece?: number): string {
  const work = yamlText(json, piece)
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/** Texts that some version of YAML takes for something else, or that end where a text must not. */
const hostile = [
  ...['no', 'y', 'On', 'TRUE', 'null', '~', '', '.inf', '.NaN', '0x1', '0o7', '012', '1e3', '1_000', '-1', '+.5', '1:30', '<<', '='],
  ...['2020-01-01', '2020-01-01T00:00:00Z', '- a', '-', '? a', ':', 'a: b', 'a #b', '#a', '!a', '&a', '*a', '%a', '@a', '`a`', '|', '>-'],
  ...[
    '{a}',
    '[a]',
    ', a',
    "'",
    '"',
    "''",
    '\\',
    '---',
    '...',
    '--- a',
    ' a',
    'a ',
    '  ',
    '\t',
    'a\tb',
    '\n',
    'a\n',
    '\na',
    'a\n\n',
    ' \na',
  ],
  ...[
    'a\n  b\n c',
    'a\r\nb',
    '\r',
    '\u0085',
    'a\u0085b',
    '\u2028',
    '\u2029a',
    '\u0000',
    '\u007f',
    '\ufeff',
    'a\ufeff',
    '\ud800',
    'x\udfff',
    '\ufffe',
  ],
  ...['__proto__', 'constructor', 'length', '1', '10', '🎬', 'é', 'k'.repeat(1500), `${'long '.repeat(60)}\nand more`],
]
const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
const json = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    text,
    fc.constantFrom<Json>(null, true, false, 0, -1, 1e21, 1e-7, 0.1, 2 ** 53, Number.MAX_VALUE, Number.MIN_VALUE),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie('json')), { maxLength: 4 }).map((entries) => {
      const made: Record<string, Json> = {}
      for (const [key, value] of entries) setOwn(made, key, value)
      return made
    }),
  ),
})).json

/** Both of the versions that are in use. */
function expectSame(yaml: string, expected: Json): void {
  for (const options of [{}, { schema: YAML11_SCHEMA }]) {
    const read = load(yaml, { ...options, maxDepth: 2000 })
    expect(JSON.stringify(read)).toBe(JSON.stringify(expected))
    expect(read).toEqual(expected)
  }
}

describe('JSON as YAML', () => {
  it('is read as what it was, by every version of YAML', () => {
    fc.assert(
      fc.property(json, (value) => expectSame(textOf(value), value)),
      { numRuns: runs(400) },
    )
  })

  it.each(hostile)('keeps the text %j, as a value, a key, an item and the whole', (value) => {
    for (const part of [value, [value, [value]], { [`a${value}`]: value }, Object.fromEntries([[value, { inside: value }]])]) {
      expectSame(textOf(part), part)
    }
  })

  it.each([1, 30, 200])('is the same where it is written in pieces of %i', (piece) => {
    fc.assert(
      fc.property(json, (value) => expectSame(textOf(value, piece), value)),
      { numRuns: runs(150) },
    )
  })

  it('pauses after every piece, and tells how far it is', () => {
    const large = Array.from({ length: 60 }, (_, at) => ({ at, list: Array.from({ length: 400 }, () => 'some text of a state') }))
    const shares = [...yamlText(large)]
    expect(shares.length).toBeGreaterThan(JSON.stringify(large).length / PIECE)
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
    expect(shares.at(-1)).toBeGreaterThan(0.9)
  })

  it('names no part for another, though they are the same', () => {
    const part = { a: 1 }
    expect(textOf({ one: part, other: part })).toBe('one:\n  a: 1\nother:\n  a: 1\n')
  })

  it('looks as people write it', () => {
    expect(
      textOf(normalize({ type: 'cart/paid', total: 19.99, lines: ['beans', { sku: 'no' }], none: [], nothing: {}, note: 'a\nb' })),
    ).toBe("type: cart/paid\ntotal: 19.99\nlines:\n  - beans\n  - sku: 'no'\nnone: []\nnothing: {}\nnote: |-\n  a\n  b\n")
  })
})
