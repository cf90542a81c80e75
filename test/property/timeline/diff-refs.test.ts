import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyPatch, createRefDiffer, diffRefs, type Patch } from '../../../src/core/timeline'
import { type Caps, type Json, normalize, stateCaps } from '../../../src/core/value'
import { runs } from '../../harness/runs'
import { smallCaps } from '../value/small-caps'
import { histories, statesOf } from './immutable-edits'
import { naivelyPatched } from './naive-patch'

function drain<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value as Result
  }
}

function expectSame(actual: Json, wanted: Json): void {
  if (!isDeepStrictEqual(actual, wanted)) expect(actual).toEqual(wanted)
}

describe('the patch between two states, found by reference', () => {
  it('leads from the one written whole to the other written whole', () => {
    fc.assert(
      fc.property(histories, fc.oneof(smallCaps, fc.constant(stateCaps)), (history, caps) => {
        const [prev, next] = statesOf(history)
        const patch = drain(diffRefs(prev, next, { caps }))
        expectSame(applyPatch(normalize(prev, { caps }), patch), normalize(next, { caps }))
      }),
      { numRuns: runs(1_500) },
    )
  })

  it('is a patch by the letter of RFC 6902', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const [prev, next] = statesOf(history)
        const patch: Patch = drain(diffRefs(prev, next))
        expectSame(naivelyPatched(normalize(prev, { caps: stateCaps }), patch), normalize(next, { caps: stateCaps }))
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('survives JSON text, as every entry does', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const [prev, next] = statesOf(history)
        const patch = drain(diffRefs(prev, next))
        const text = JSON.parse(JSON.stringify(normalize(prev, { caps: stateCaps })))
        expectSame(applyPatch(text, JSON.parse(JSON.stringify(patch))), normalize(next, { caps: stateCaps }))
      }),
      { numRuns: runs(300) },
    )
  })
})

describe('a differ along a history', () => {
  /** What a reader knows after a keyframe and patches, whenever a patch cannot be had a keyframe again. */
  function replayOf(history: readonly unknown[], caps: Caps, patchSize: number, pieceSize: number): Json[] {
    const differ = createRefDiffer({ caps, patchSize, pieceSize })
    const known: Json[] = []
    let now: Json = null
    const keyframe = (value: unknown): void => {
      for (const piece of differ.keyframe(value)) {
        if (piece === undefined) continue
        now = 'value' in piece ? piece.value : applyPatch(now, piece.patch)
      }
    }
    for (const [i, state] of history.entries()) {
      const patch = i === 0 ? undefined : drain(differ.diff(history[i - 1], state))
      if (patch === undefined) keyframe(state)
      else now = applyPatch(now, patch)
      known.push(now)
    }
    return known
  }

  it('knows every state, whatever the caps, the limits and the way back', () => {
    fc.assert(
      fc.property(
        histories,
        fc.array(fc.nat(), { maxLength: 4 }),
        fc.oneof(smallCaps, fc.constant(stateCaps)),
        fc.integer({ min: 1, max: 2_000 }),
        fc.integer({ min: 1, max: 500 }),
        (steps, back, caps, patchSize, pieceSize) => {
          const forward = statesOf(steps)
          const history = [...forward, ...back.map((at) => forward[at % forward.length])]
          const known = replayOf(history, caps, patchSize, pieceSize)
          for (const [i, state] of history.entries()) expectSame(known[i] ?? null, normalize(state, { caps }))
        },
      ),
      { numRuns: runs(1_500) },
    )
  })

  it('knows every state of an object so wide that its keys are remembered', () => {
    const values = fc.oneof(fc.constantFrom(undefined, 0, -0, Number.NaN, true, 'text'), fc.record({ n: fc.nat(3) }))
    const edits = fc.array(fc.record({ key: fc.nat(310), how: fc.nat(3), value: values }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.constantFrom('', 'e'), values, edits, fc.array(fc.nat(), { maxLength: 6 }), (prefix, filling, steps, back) => {
        const forward: Record<string, unknown>[] = [
          Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${prefix}${i}`, i % 3 === 0 ? { i } : filling])),
        ]
        for (const { key, how, value } of steps) {
          const { [`${prefix}${key}`]: gone, ...rest } = forward.at(-1) ?? {}
          // Gone, called otherwise, or changed in its place.
          if (how === 0) forward.push(rest)
          else if (how === 1) forward.push({ ...rest, [`${prefix}${key + 1}`]: gone })
          else forward.push({ ...forward.at(-1), [`${prefix}${key}`]: value })
        }
        const history = [...forward, ...back.map((at) => forward[at % forward.length])]
        const known = replayOf(history, stateCaps, 100_000, 100_000)
        for (const [i, state] of history.entries()) expectSame(known[i] ?? null, normalize(state, { caps: stateCaps }))
      }),
      { numRuns: runs(200) },
    )
  })
})
