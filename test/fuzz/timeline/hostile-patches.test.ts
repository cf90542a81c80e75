import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import { applyPatch, type Patch, type StateFact, stateAt } from '../../../src/core/timeline'
import type { Json } from '../../../src/core/value'
import { runs } from '../../harness/runs'

const jsons = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>
const tokens = fc.constantFrom(
  'a',
  'b',
  '0',
  '1',
  '-',
  '01',
  '-1',
  '__proto__',
  'constructor',
  'length',
  '',
  '~0',
  '~1',
  '~',
  '1e3',
  '99999999999',
)
const paths = fc.oneof(
  fc.array(tokens, { maxLength: 4 }).map((parts) => parts.map((part) => `/${part}`).join('')),
  fc.string({ maxLength: 5 }),
)
const patches: fc.Arbitrary<Patch> = fc.array(
  fc.oneof(
    fc.record({ op: fc.constantFrom('add' as const, 'replace' as const), path: paths, value: jsons }),
    fc.record({ op: fc.constant('remove' as const), path: paths }),
  ),
  { maxLength: 5 },
)
const states = fc.oneof(
  jsons,
  fc.constantFrom<Json>(
    { a: { a: [1, { b: 1 }], b: [] }, b: [0, { a: 1 }] },
    [[], {}],
    JSON.parse('{"__proto__":{"a":1},"a":{"constructor":1}}'),
  ),
)

describe('a patch of unknown origin', () => {
  it('either applies or is refused with its pointer, and never changes the state it was given', () => {
    fc.assert(
      fc.property(states, patches, (state, patch) => {
        const before = JSON.stringify(state)
        try {
          JSON.stringify(applyPatch(state, patch))
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          expect(error).toMatchObject({ code: expect.stringMatching(/^value\/bad-p/), detail: { pointer: expect.any(String) } })
        }
        expect(JSON.stringify(state)).toBe(before)
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns: runs(3_000) },
    )
  })

  it('leaves a replay with a state that is known or said to be unknown', () => {
    fc.assert(
      fc.property(states, fc.array(patches, { maxLength: 4 }), (value, changes) => {
        const entries: StateFact[] = [
          { kind: 'state', type: 'keyframe', source: 's', data: { value, why: 'init' } },
          ...changes.map((patch): StateFact => ({ kind: 'state', type: 'change', source: 's', data: { patch } })),
        ]
        const state = stateAt(entries)
        let wanted: Json | undefined = value
        try {
          for (const patch of changes) wanted = applyPatch(wanted, patch)
        } catch {
          wanted = undefined
        }
        expect(state.status === 'known' ? state.value : undefined).toEqual(wanted)
      }),
      { numRuns: runs(1_000) },
    )
  })
})
