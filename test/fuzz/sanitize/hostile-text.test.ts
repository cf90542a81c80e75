import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSanitizer } from '../../../src/core/sanitize'
import { growth, LINEAR } from '../../harness/growth'
import { runs } from '../../harness/runs'

const units = [
  'a',
  '0',
  ' ',
  '1 ',
  '4111 ',
  '@',
  'a@',
  '.@',
  'a.b@c.',
  '"@',
  'eyJ',
  'eyJhbGciOiJ',
  'ey.',
  '%41',
  '%25',
  '%',
  '{"a":',
  '[',
  '"',
  "'",
  '\\',
  '\\u0041',
  '\\x41',
  '=',
  ':',
  '&',
  'token=',
  'token:"',
  'token{',
  'password: ',
  '://',
  '://a:',
  '://a:b@',
  'Bearer ',
  'Basic ',
  'Basic a',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----',
  'curl -u a:',
  ' -u ',
  'ghp_',
  'sk-',
  'SG.',
  's.',
  'M',
  'xoxb-1',
  'YWJj',
  'aGVsbG8gd29ybGQsIGhvdyBhcmUgeW91PyBJ/',
  'Q~',
  'Key=',
  ':A',
  '-us',
  'a-',
  'a_',
  ';4',
  'name="',
  '\ud800',
  'é',
  '+',
] as const

function clean(text: string): string {
  return createSanitizer().sanitizeText(text, 'text', '')
}

describe('hostile text', () => {
  it.each(units)('takes time in proportion to its length: %j repeated', (unit) => {
    expect(growth((length) => clean(unit.repeat(length / unit.length)))).toBeLessThan(LINEAR)
  })

  it('takes time in proportion to its length in every encoding', () => {
    const text = (length: number): string => {
      let made = 'jane@example.com '.repeat(length / 60)
      for (let i = 0; i < 3; i++) made = JSON.stringify({ made: i % 2 ? made : Buffer.from(made).toString('base64') })
      return made
    }
    expect(growth((length) => clean(text(length)))).toBeLessThan(LINEAR)
  })

  it('is never thrown at, and clean text stays clean', () => {
    const piece = fc.oneof(
      fc.constantFrom(...units, 'jane@example.com', 'hunter2', '4111111111111111', '\n', '[redacted:pin]', '}', ']', '?', '#'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const once = clean(pieces.join(''))
        expect(clean(once)).toBe(once)
      }),
      { numRuns: runs(3000) },
    )
  })
})

describe('hostile JSON', () => {
  it('of any shape is never thrown at', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (json) => {
        const text = JSON.stringify(json)
        expect(() => createSanitizer().sanitizeJson(JSON.parse(text), '')).not.toThrow()
      }),
      { numRuns: runs(500) },
    )
  })

  it('with 100,000 levels in a string is cut, not thrown at', () => {
    expect(clean(`${'['.repeat(100_000)}"jane@example.com"${']'.repeat(100_000)}`)).not.toContain('jane')
  })
})
