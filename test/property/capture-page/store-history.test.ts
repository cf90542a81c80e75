import fc from 'fast-check'
import { legacy_createStore as createStore } from 'redux'
import { describe, expect, it } from 'vitest'
import { normalize } from '../../../src/core/value'
import { runs } from '../../harness/runs'
import { recordPage } from '../../unit/capture-page/lib/page-recording'
import { lastState, replay } from '../../unit/capture-page/lib/replay'

/** What an immutable reducer does at a place of its state. */
interface Update {
  readonly path: readonly string[]
  /** Undefined: removed. */
  readonly value: unknown
  /** Milliseconds that pass afterwards. */
  readonly rest: number
  /** Dispatched again by a subscriber, before the dispatch returns. */
  readonly nested: boolean
}

const key = fc.constantFrom('a', 'b', 'c', '$', '__proto__', 'x/y', '~', '0', 'password')
const leaf = fc.oneof(
  fc.integer(),
  fc.string({ maxLength: 5 }),
  fc.constantFrom(null, undefined, Number.NaN, -0, true, 10n, new Date(0), new Map([['k', 1]]), new Set([1])),
  fc.array(fc.record({ id: fc.integer({ min: 0, max: 3 }), n: fc.integer() }), { maxLength: 4 }),
)
const value = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 3 }, leaf, fc.dictionary(key, tie('tree'), { maxKeys: 3 }), fc.array(tie('tree'), { maxLength: 3 })),
})).tree
const update: fc.Arbitrary<Update> = fc.record({
  path: fc.array(key, { maxLength: 3 }),
  value,
  rest: fc.constantFrom(0, 0, 0, 30, 200),
  nested: fc.boolean(),
})

function updated(state: unknown, path: readonly string[], to: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return to
  const before: object = typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {}
  const copy: Record<string, unknown> = Object.create(null)
  for (const [name, child] of Object.entries(before)) copy[name] = child
  if (rest.length === 0 && to === undefined) delete copy[first]
  else copy[first] = updated(copy[first], rest, to)
  return copy
}

describe('the history of a store', () => {
  it('is its state after every action, in order, whatever the app keeps in it', () => {
    fc.assert(
      fc.property(value, fc.array(update, { maxLength: 25 }), (initial, updates) => {
        const { extension, clock, settle } = recordPage()
        const states: unknown[] = []
        const reducer = (state: unknown = initial ?? {}, action: { type: string; at?: number }) => {
          const step = updates[action.at ?? -1]
          const next = step ? updated(state, step.path, step.value) : state
          if (step) states.push(normalize(next ?? {}))
          return next ?? {}
        }
        const store = createStore(reducer, extension())
        let at = 0
        store.subscribe(() => {
          if (updates[at]?.nested) store.dispatch({ type: 'nested', at: at++ })
        })
        while (at < updates.length) {
          const rest = updates[at]?.rest ?? 0
          store.dispatch({ type: 'step', at: at++ })
          clock.pass(rest)
        }
        const changes = replay(settle(), 'redux:1').filter(({ type }) => type === 'change')
        expect(changes.map(({ state }) => state)).toEqual(states)
      }),
      { numRuns: runs(150) },
    )
  })

  it('ends with the state it has, whatever was lost on the way', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ burst: fc.constantFrom(1, 7, 300, 9_000), rest: fc.integer({ min: 0, max: 300 }), away: fc.boolean() }), {
          minLength: 1,
          maxLength: 2,
        }),
        (bursts) => {
          const { extension, recorder, clock, background, settle } = recordPage()
          clock.cost = 0.002
          const store = createStore((state: { readonly n: number } = { n: 0 }) => ({ n: state.n + 1 }), extension())
          for (const { burst, rest, away } of bursts) {
            for (let i = 0; i < burst; i++) store.dispatch({ type: 'add' })
            clock.pass(rest)
            if (!away) continue
            recorder.suspend()
            recorder.resume()
            recorder.receive({ type: 'verdict', record: true, lastN: background.lastN })
          }
          for (let i = 0; i < 30; i++) settle()
          expect(lastState(background.entries, 'redux:1')).toEqual(store.getState())
        },
      ),
      { numRuns: runs(8) },
    )
  })
})
