import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { denormalize, isMarker, type Json, normalize, stateCaps, valueCaps } from '../../../src/core/value'
import { runs } from '../../harness/runs'
import { anyRecipes, built, livingRecipes } from './any-value'
import { smallCaps } from './small-caps'

/** Nothing is hidden: the way back must not depend on what a random key is called. */
const openGuard = { secretName: () => undefined, guardText: (text: string) => text, redactedMark: (by: string) => ({ $: 'redacted', by }) }

/** Every mark in tagged JSON that says something is missing. */
function marksIn(json: Json): string[] {
  return [...JSON.stringify(json).matchAll(/"\$":"(truncated|threw|cycle|opaque|node|function|symbol|instance|redacted|url)"/g)].map(
    ([, mark = '']) => mark,
  )
}

describe('any value', () => {
  it('comes back from JSON as it was, when all of it has a live equivalent', () => {
    fc.assert(
      fc.property(livingRecipes, (recipe) => {
        const value = built(recipe)
        const text = JSON.stringify(normalize(value, { caps: stateCaps, guard: openGuard }))
        const back = denormalize(JSON.parse(text))
        // Node's own deep equality knows Maps, Sets, holes, cycles, -0 and errors, and is written by others.
        if (!isDeepStrictEqual(back, value)) expect(back).toEqual(value)
      }),
      { numRuns: runs(2_000) },
    )
  })

  it('is written as JSON that JSON text carries unchanged', () => {
    fc.assert(
      fc.property(anyRecipes, fc.oneof(smallCaps, fc.constant(valueCaps)), (recipe, caps) => {
        const json = normalize(built(recipe), { caps })
        expect(isDeepStrictEqual(JSON.parse(JSON.stringify(json)), json)).toBe(true)
      }),
      { numRuns: runs(1_500) },
    )
  })

  it('is written the same way every time', () => {
    fc.assert(
      fc.property(anyRecipes, smallCaps, (recipe, caps) => {
        const value = built(recipe)
        expect(normalize(value, { caps })).toEqual(normalize(value, { caps }))
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('stays within its caps, but for one string', () => {
    fc.assert(
      fc.property(anyRecipes, smallCaps, (recipe, caps) => {
        const text = JSON.stringify(normalize(built(recipe), { caps, guard: openGuard }))
        // Beyond the cap: one leaf, and a mark for each container that was open, depth + 1 at most with the entries of Maps.
        const leaf = 6 * caps.string + 6 * 4_096 + 12_000
        expect(text.length).toBeLessThan(6 * caps.bytes + leaf + caps.depth * 2 * 6 * (4_200 + 80))
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('loses nothing without a mark that says so', () => {
    fc.assert(
      fc.property(anyRecipes, (recipe) => {
        const value = built(recipe)
        const json = normalize(value, { caps: stateCaps, guard: openGuard })
        if (marksIn(json).length > 0) return
        // Unmarked, so what came back is the same again; an object that lies comes back as the plain one it showed.
        const back = denormalize(json)
        expect(isDeepStrictEqual(denormalize(normalize(back, { caps: stateCaps, guard: openGuard })), back)).toBe(true)
      }),
      { numRuns: runs(1_500) },
    )
  })

  it('comes back with a marker wherever it could not be kept', () => {
    fc.assert(
      fc.property(anyRecipes, smallCaps, (recipe, caps) => {
        const json = normalize(built(recipe), { caps })
        if (typeof json !== 'object' || json === null || !('$' in json)) return
        if (['truncated', 'threw', 'opaque', 'node', 'function', 'instance', 'redacted', 'url'].includes(String(json.$))) {
          expect(isMarker(denormalize(json))).toBe(true)
        }
      }),
      { numRuns: runs(1_000) },
    )
  })
})
