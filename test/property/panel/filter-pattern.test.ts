import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePattern } from '../../../src/panel/selectors/filter/pattern'
import { machineOf } from '../../../src/panel/selectors/filter/pattern-machine'
import { parsePattern } from '../../../src/panel/selectors/filter/pattern-syntax'
import { runs } from '../../harness/runs'

const atom = fc.constantFrom('a', 'b', '.', '\\d', '\\w', '[ab]', '[^a]', '[\\]b-]', '\\.', 'é', '\\u0062', '^', '$', '\\b', '\\B')
const pattern = fc.letrec<{ readonly any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    atom,
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => a + b),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie('any'), fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '*?')).map(([a, times]) => `(?:${a})${times}`),
  ),
})).any
const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '.', ' ', '\n', 'é', ']', 'B'), maxLength: 8 })
const flags = fc.constantFrom('', 'i', 'm', 's', 'u', 'imsu')

describe('a pattern without going back', () => {
  it('matches what the browser’s own engine matches', () => {
    fc.assert(
      fc.property(pattern, flags, fc.array(text, { maxLength: 6 }), (source, how, some) => {
        const machine = machineOf(parsePattern(source, how.includes('u')), how)
        fc.pre(machine !== undefined)
        const native = new RegExp(source, how)
        for (const one of ['', ...some]) expect([source, one, machine?.(one)]).toEqual([source, one, native.test(one)])
      }),
      { numRuns: runs(1500) },
    )
  })
})

describe('a pattern that a person typed', () => {
  it.each([
    ['(a+)+$', `${'a'.repeat(500)}!`, false],
    ['(a|aa)+$', `${'a'.repeat(500)}!`, false],
    ['(.*)*x', 'a'.repeat(500), false],
    ['.*a.*a.*a.*a.*a.*x', 'a'.repeat(500), false],
    ['a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a'.repeat(26), false],
    ['(\\w+\\s?)*;', 'word '.repeat(100), false],
    ['(a+)+$', `${'a'.repeat(500)}`, true],
  ])('cannot freeze the panel: %s', (source, haystack, expected) => {
    const compiled = compilePattern(source, 'm')
    expect(compiled.ok && compiled.test(haystack)).toBe(expected)
  })

  it.each(['(?=a+)(b+)+c', '(a+)+\\1b', '(?<!x)(.*)*y', '((a{1,90}){1,90}){1,90}b', '(?:(?:)*){1000000000}'])(
    'is refused when it could and nothing else can run it: %s',
    (source) => {
      const compiled = compilePattern(source, '')
      expect(compiled.ok || compiled.fault).toMatch(/costly|syntax/)
    },
  )

  it.each(['cart(?!s)', '(\\w)\\1', 'a{3}', '[a-z]+', '(GET|POST) \\S+', '^\\d{3} '])(
    'runs in the browser’s engine when it is harmless: %s',
    (source) => {
      expect(compilePattern(source, 'i')).toMatchObject({ ok: true })
    },
  )
})
