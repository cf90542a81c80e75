import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSanitizer, createStateSanitizer } from '../../../src/core/sanitize'
import { applyPatch, diffJson, type Patch } from '../../../src/core/timeline'
import { runs } from '../../harness/runs'
import { history } from '../../harness/secret-history'

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
