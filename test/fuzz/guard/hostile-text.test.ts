import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardText, secretName } from '../../../src/core/guard'
import { growth, LINEAR } from '../../harness/growth'
import { runs } from '../../harness/runs'

const units = [
  'a',
  ' ',
  '1 ',
  '@',
  'eyJ',
  '%41',
  '%70=',
  '{"a":',
  '{"password":',
  '[',
  '"',
  "'",
  '\\',
  'password=',
  'password:\\',
  'password{',
  'name="',
  'name=',
  'name=\\"',
  'value=',
  'cookie: ',
  'Bearer ',
  '://a:',
  'pass ',
  '(',
  '=',
  'a.',
  'pin,',
]

describe('guardText on hostile text', () => {
  it.each(units)('takes time in proportion to the length: %j repeated', (unit) => {
    expect(growth((length) => guardText(unit.repeat(length / unit.length)))).toBeLessThan(LINEAR)
  })

  it('takes time in proportion to the length whatever opens a value and never closes it', () => {
    const levels = Array.from({ length: 200 }, (_, i) => `password:${'\\'.repeat(i)}"`).join(' ')
    expect(growth((length) => guardText(levels.repeat(Math.ceil(length / levels.length))))).toBeLessThan(LINEAR)
  })

  it('survives 100,000 levels of JSON', () => {
    const text = `${'{"password":['.repeat(50_000)}"hunter2"${']}'.repeat(50_000)}`
    expect(guardText(text)).not.toContain('hunter2')
  })

  it('never throws, and changes nothing the second time', () => {
    const piece = fc.constantFrom(
      ...units,
      'hunter2',
      '&',
      ';',
      '\n',
      '\r\n\r\n',
      '#',
      '?',
      'otp: ',
      '"pin":',
      'é',
      '\ud800',
      '%E0%A4%A',
      '[redacted:pin]',
      '}',
      ']',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const once = guardText(pieces.join(''))
        expect(guardText(once)).toBe(once)
      }),
      { numRuns: runs(2000) },
    )
  })
})

describe('secretName on hostile names', () => {
  it('never throws and does not depend on what it was asked before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        expect(secretName(name)).toBe(secretName(name))
        expect(secretName(`${name} password`)).not.toBe('pin')
      }),
    )
  })
})
