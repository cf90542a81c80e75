import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createResidualScan, createSanitizer } from '../../../src/core/sanitize'
import { runs } from '../../harness/runs'
import { secretJson } from '../../harness/secret-json'

describe('sanitizing what was sanitized', () => {
  it('changes nothing and finds nothing', () => {
    fc.assert(
      fc.property(secretJson, (json) => {
        const clean = createSanitizer().sanitizeJson(json, '')
        const again = createSanitizer()
        expect(again.sanitizeJson(clean, '')).toEqual(clean)
        expect(again.findings()).toEqual({ total: 0, rules: [] })
      }),
      { numRuns: runs(1000) },
    )
  })

  it('is what the residual scan agrees with', () => {
    const scan = createResidualScan()
    fc.assert(
      fc.property(secretJson, (json) => {
        scan('it', createSanitizer().sanitizeJson(json, ''))
      }),
      { numRuns: runs(1000) },
    )
  })
})

describe('sanitizing', () => {
  it('finds the same however often it is done, and leaves its input alone', () => {
    fc.assert(
      fc.property(secretJson, (json) => {
        const before = structuredClone(json)
        const [a, b] = [createSanitizer(), createSanitizer()]
        expect(a.sanitizeJson(json, '')).toEqual(b.sanitizeJson(json, ''))
        expect(a.report()).toEqual(b.report())
        expect(json).toEqual(before)
      }),
      { numRuns: runs(1000) },
    )
  })

  it('gives back the identical value when it finds nothing', () => {
    fc.assert(
      fc.property(secretJson, (json) => {
        const sanitizer = createSanitizer()
        const clean = sanitizer.sanitizeJson(json, '')
        expect(clean === json).toBe(sanitizer.findings().total === 0)
      }),
      { numRuns: runs(1000) },
    )
  })
})
