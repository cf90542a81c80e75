import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRefDiffer, createReplay, lastKeyframe, type ReplayedState, type StateFact, stateAt } from '../../../src/core/timeline'
import { type Json, normalize, stateCaps } from '../../../src/core/value'
import { runs } from '../../harness/runs'
import { histories, statesOf } from './immutable-edits'

const source = 'store'

/** An entry, and what a reader must know after it, worked out without any patch. */
interface Step {
  readonly entry: StateFact
  readonly known: Json | 'none' | 'partial' | 'unknown'
}

type Event = 'change' | 'keyframe' | 'gap'

/** Records a history as a probe would. After a gap nothing is known until the next keyframe. */
function recorded(states: readonly unknown[], events: readonly Event[], pieceSize: number): Step[] {
  const differ = createRefDiffer({ pieceSize })
  const steps: Step[] = []
  let lost = false
  const add = (entry: StateFact, known: Step['known']): void => void steps.push({ entry, known: lost ? 'unknown' : known })

  function keyframe(state: unknown, why: 'init' | 'replaced'): void {
    lost = false
    for (const piece of differ.keyframe(state)) {
      if (piece === undefined) continue
      const whole = normalize(state, { caps: stateCaps })
      if ('value' in piece) {
        add(
          { kind: 'state', type: 'keyframe', source, data: { value: piece.value, why, partial: piece.partial } },
          piece.partial ? 'partial' : whole,
        )
      } else add({ kind: 'state', type: 'part', source, data: piece }, piece.last ? whole : 'partial')
    }
  }

  add({ kind: 'state', type: 'open', source, data: { name: 'a', library: 'redux' } }, 'none')
  keyframe(states[0], 'init')
  for (const [i, state] of states.entries()) {
    const event = events[i % Math.max(1, events.length)] ?? 'change'
    if (i === 0) continue
    if (event === 'gap') {
      lost = true
      add({ kind: 'state', type: 'gap', source: i % 2 === 0 ? source : undefined, data: { reason: 'budget' } }, 'unknown')
    }
    const work = differ.diff(states[i - 1], state)
    let done = work.next()
    while (!done.done) done = work.next()
    if (event === 'keyframe' || done.value === undefined) keyframe(state, 'replaced')
    else add({ kind: 'state', type: 'change', source, data: { patch: done.value } }, normalize(state, { caps: stateCaps }))
  }
  return steps
}

function expectKnown(state: ReplayedState, known: Step['known']): void {
  if (known === 'none' || known === 'partial' || known === 'unknown') expect(state.status).toBe(known)
  else {
    expect(state.status).toBe('known')
    expect(isDeepStrictEqual(state.status === 'known' && state.value, known)).toBe(true)
  }
}

const events = fc.array(fc.constantFrom<Event>('change', 'change', 'keyframe', 'gap'), { minLength: 1, maxLength: 6 })

describe('the state at an entry', () => {
  it('is the state that was recorded there, or is said to be unknown', () => {
    fc.assert(
      fc.property(histories, events, fc.integer({ min: 100, max: 2_000 }), (history, what, size) => {
        const replay = createReplay(source)
        for (const { entry, known } of recorded(statesOf(history), what, size)) {
          replay.push(entry)
          expectKnown(replay.state(), known)
        }
      }),
      { numRuns: runs(500) },
    )
  })

  it('is the same in one go, and from the last keyframe on', () => {
    fc.assert(
      fc.property(histories, events, fc.nat(), (history, what, at) => {
        const steps = recorded(statesOf(history), what, 500)
        const entries = steps.map(({ entry }) => entry)
        const index = at % entries.length
        const { known } = steps[index] ?? { known: 'none' }
        const from = Math.max(0, lastKeyframe(entries, index, source))
        expectKnown(stateAt(entries.slice(0, index + 1), source), known)
        expectKnown(stateAt(entries.slice(from, index + 1), source), known)
      }),
      { numRuns: runs(500) },
    )
  })

  it('never changes once it was handed out, while the replay goes on', () => {
    fc.assert(
      fc.property(histories, events, (history, what) => {
        const replay = createReplay(source)
        const seen: { readonly state: ReplayedState; readonly text: string }[] = []
        for (const { entry } of recorded(statesOf(history), what, 200)) {
          replay.push(entry)
          const state = replay.state()
          seen.push({ state, text: JSON.stringify(state) })
        }
        for (const { state, text } of seen) expect(JSON.stringify(state)).toBe(text)
      }),
      { numRuns: runs(150) },
    )
  })
})
