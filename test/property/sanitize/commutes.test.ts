import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSanitizer, createStateSanitizer } from '../../../src/core/sanitize'
import { applyPatch, diffJson, type Patch } from '../../../src/core/timeline'
import type { Json } from '../../../src/core/value'
import { runs } from '../../harness/runs'
import { secretJson } from '../../harness/secret-json'

/** Values that follow one another: mostly the same with something else in one place, as states do. */
const history = fc.array(fc.tuple(secretJson, fc.nat(), fc.nat()), { minLength: 2, maxLength: 8 }).map((steps) => {
  const [[first]] = steps as [[Json, number, number]]
  const values: Json[] = [first]
  for (const [value, place, child] of steps.slice(1))
    values.push(place % 4 === 0 ? value : changedAt(values.at(-1) ?? null, place, child, value))
  return values
})

function changedAt(json: Json, place: number, child: number, value: Json): Json {
  if (typeof json !== 'object' || json === null || place % 5 === 0) return value
  const next = Math.floor(place / 5)
  if (Array.isArray(json)) {
    if (place % 3 === 0) return [...json, value]
    if (place % 3 === 1) return json.slice(1)
    return json.map((item, at) => (at === child % json.length ? changedAt(item, next, child >> 2, value) : item))
  }
  const keys = Object.keys(json)
  const key = keys[child % Math.max(1, keys.length)] ?? 'a'
  if (place % 3 === 0) return Object.fromEntries(Object.entries(json).filter(([name]) => name !== key))
  return Object.fromEntries(
    Object.entries(json).map(([name, item]) => [name, name === key ? changedAt(item, next, child >> 2, value) : item]),
  )
}

describe('sanitizing and time', () => {
  it('commute: the replayed sanitized history is the sanitized replayed history, at every step', () => {
    fc.assert(
      fc.property(history, (values) => {
        const sanitizer = createSanitizer()
        const states = createStateSanitizer(sanitizer)
        // The same sanitizer for the reference, since it numbers the keys it hides.
        let replayed = states.keyframe('s', values[0] ?? null, '')
        expect(replayed).toEqual(sanitizer.sanitizeJson(values[0] ?? null, ''))
        for (let at = 1; at < values.length; at++) {
          const patch: Patch = diffJson(values[at - 1] ?? null, values[at] ?? null)
          replayed = applyPatch(replayed, states.patch('s', patch, ''))
          expect(replayed).toEqual(sanitizer.sanitizeJson(values[at] ?? null, ''))
        }
      }),
      { numRuns: runs(600) },
    )
  })

  it('commute in replay from any later keyframe', () => {
    fc.assert(
      fc.property(history, (values) => {
        const sanitizer = createSanitizer()
        const states = createStateSanitizer(sanitizer)
        for (const value of values) expect(states.keyframe('s', value, '')).toEqual(sanitizer.sanitizeJson(value, ''))
      }),
      { numRuns: runs(150) },
    )
  })

  it('leaves no secret in any patch, also where the state is not known', () => {
    fc.assert(
      fc.property(history, (values) => {
        const states = createStateSanitizer(createSanitizer())
        for (let at = 1; at < values.length; at++) {
          const patch = diffJson(values[at - 1] ?? null, values[at] ?? null)
          const text = JSON.stringify(states.patch(`unknown ${at}`, patch, ''))
          expect(text).not.toMatch(/canary\.person@|glpat-|xoxb-|AKIA/)
        }
      }),
      { numRuns: runs(300) },
    )
  })
})
