import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSanitizer, type Rule } from '../../../src/core/sanitize'
import { pointerOf } from '../../../src/core/timeline'
import { isJsonObject, type Json, PIECE } from '../../../src/core/value'
import { finish } from '../../harness/finish'
import { runs } from '../../harness/runs'
import { secretJson } from '../../harness/secret-json'

const piece = fc.constantFrom(0, 10, 60)

/** The pointers of all that is in a value, tags and all, and what is there once the whole is sanitized. */
function* partsOf(raw: Json, clean: Json | undefined, keys: readonly string[] = [], hidden = false): Generator<[string, Json | undefined]> {
  yield [pointerOf(keys), clean]
  if (typeof raw !== 'object' || raw === null) return
  const inside = Object.entries(raw)
  const isMarker = clean !== undefined && isJsonObject(clean) && clean.$ === 'redacted'
  const isHidden = hidden || (isMarker && !(isJsonObject(raw) && raw.$ === 'redacted'))
  const cleaned = typeof clean === 'object' && clean !== null ? Object.entries(clean) : []
  for (const [at, [key, child]] of inside.entries()) {
    // Tokens for keys stand where the keys stood, but for those that look like numbers: these come first.
    if (cleaned.length !== inside.length && !isHidden) return
    yield* partsOf(child, isHidden ? clean : cleaned[at]?.[1], [...keys, key], isHidden)
  }
}

/** Tokens are numbered as they come, and a part knows of no others. */
const unnumbered = (json: Json | undefined): string => JSON.stringify(json)?.replace(/\[key#\d+\]\+*/g, '[key#]') ?? ''

describe('sanitizing a piece at a time', () => {
  it('is sanitizing', () => {
    fc.assert(
      fc.property(secretJson, piece, (json, piece) => {
        const [slow, fast] = [createSanitizer({ piece }), createSanitizer()]
        const clean = finish(slow.sanitizePart(json, '', 'it'))
        expect(clean).toEqual(fast.sanitizeJson(json, 'it'))
        expect(JSON.stringify(clean)).toBe(JSON.stringify(createSanitizer().sanitizeJson(json, 'it')))
        expect(slow.report()).toEqual(fast.report())
        expect(clean === json).toBe(slow.found === 0)
      }),
      { numRuns: runs(500) },
    )
  })

  it('gives of any part what it is in the whole', () => {
    fc.assert(
      fc.property(secretJson, piece, (json, piece) => {
        const whole = createSanitizer().sanitizeJson(json, '')
        for (const [pointer, expected] of partsOf(json, whole)) {
          const part = finish(createSanitizer({ piece }).sanitizePart(json, pointer, ''))
          expect([pointer, unnumbered(part)]).toEqual([pointer, unnumbered(expected)])
        }
      }),
      { numRuns: runs(300) },
    )
  })

  it('pauses after every piece, and tells how far it is', () => {
    const large = Array.from({ length: 60 }, (_, at) => ({ at, list: Array.from({ length: 400 }, () => 'some text of a state') }))
    const shares = [...createSanitizer().sanitizePart(large, '', '')]
    expect(shares.length).toBeGreaterThan(JSON.stringify(large).length / PIECE)
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
    expect(shares.at(-1)).toBeGreaterThan(0.9)
  })

  it('looks at nothing beside the way to a part', () => {
    const large = { beside: Array.from({ length: 50_000 }, () => 'mail to canary.person@example.com'), user: { token: 'abc', name: 'Bob' } }
    const sanitizer = createSanitizer()
    expect(finish(sanitizer.sanitizePart(large, '/user', ''))).toEqual({ token: { $: 'redacted', by: expect.any(String) }, name: 'Bob' })
    expect(sanitizer.found).toBe(1)
    expect(finish(createSanitizer().sanitizePart(large, '/user/nothing', ''))).toBeUndefined()
  })

  it('names the rule and the place when a rule fails on the way', () => {
    const broken: Rule = {
      id: 'broken',
      title: 'b',
      hides: '',
      confidence: 'medium',
      templates: ['secrets'],
      priority: 1,
      find: {
        needs: 0,
        find: (text) => {
          if (text.includes('boom')) throw new Error('no')
        },
      },
    }
    const sanitizer = createSanitizer({ rules: [broken], piece: 0 })
    const fails = (json: Json, pointer: string) => () => finish(sanitizer.sanitizePart(json, pointer, 'state 7'))
    const expected = { code: 'sanitize/rule-failed', detail: { rule: 'broken', at: 'state 7 a/0/b' } }
    expect(fails({ a: [{ b: 'x boom @' }] }, '')).toThrowError(expect.objectContaining(expected))
    expect(fails({ a: [{ b: 'x boom @' }] }, '/a/0')).toThrowError(expect.objectContaining(expected))
    expect(finish(sanitizer.sanitizePart({ a: 'fine' }, '/a', ''))).toBe('fine')
  })
})
