import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyPatch, changedPaths, diffJson } from '../../../src/core/timeline'
import { type Json, normalize, stateCaps } from '../../../src/core/value'
import { runs } from '../../harness/runs'
import { histories, statesOf } from './immutable-edits'
import { naivelyPatched } from './naive-patch'

const keys = fc.oneof(fc.constantFrom('a', 'b', 'id', '__proto__', 'a/b', '~', '', '0'), fc.string({ maxLength: 3 }))

const jsons: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    fc.oneof(fc.constantFrom(null, true, 0, 1, 'a', 'b'), fc.integer(), fc.string({ maxLength: 4 })),
    fc.array(tie('json'), { maxLength: 8 }),
    fc.array(fc.tuple(keys, tie('json')), { maxLength: 5 }).map((entries) => {
      // By way of text, which makes an own key of `__proto__`.
      return JSON.parse(`{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`)
    }),
  ),
})).json

const pairs = fc.oneof(
  fc.tuple(jsons, jsons),
  // Alike for the most part, but no two parts the same object.
  histories.map((history): [Json, Json] => {
    const [a, b] = statesOf(history).map((state) => JSON.parse(JSON.stringify(normalize(state, { caps: stateCaps }))))
    return [a, b]
  }),
)

describe('the patch between two JSON values', () => {
  it('leads from the one to the other', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const before = JSON.stringify(a)
        expect(isDeepStrictEqual(applyPatch(a, diffJson(a, b)), b)).toBe(true)
        expect(JSON.stringify(a)).toBe(before)
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('does so by the letter of RFC 6902', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(isDeepStrictEqual(naivelyPatched(a, diffJson(a, b)), b)).toBe(true)
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('is empty exactly when they hold the same', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(diffJson(a, b).length === 0).toBe(isDeepStrictEqual(a, b))
        expect(diffJson(a, JSON.parse(JSON.stringify(a))).length).toBe(0)
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('changes nothing but below the paths it names', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const patch = diffJson(a, b)
        const paths = changedPaths(patch)
        for (const { path } of patch) expect(paths.some((named) => path === named || path.startsWith(`${named}/`))).toBe(true)
        for (const path of paths) expect(paths.filter((other) => path.startsWith(`${other}/`))).toEqual([])
      }),
      { numRuns: runs(1_000) },
    )
  })
})

describe('applying a patch', () => {
  it('shares everything it did not change, and changes nothing that was there', () => {
    fc.assert(
      fc.property(jsons, jsons, jsons, (a, b, value) => {
        const both: Json = { left: a, right: b }
        const next = applyPatch(both, [{ op: 'replace', path: '/left', value }])
        expect(next).toEqual({ left: value, right: b })
        expect((next as { right: Json }).right).toBe(b)
        expect(both).toEqual({ left: a, right: b })
      }),
      { numRuns: runs(500) },
    )
  })
})
