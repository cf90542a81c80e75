import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ToPage } from '../../../src/bridge/capture-wire'
import { createRecorder } from '../../../src/capture/page/create-recorder'
import { runs } from '../../harness/runs'
import { createFakeBackground } from '../../unit/capture-page/lib/fake-background'
import { createHandClock } from '../../unit/capture-page/lib/hand-clock'

type Move =
  | { readonly do: 'capture'; readonly count: number; readonly later: boolean; readonly size: number }
  | { readonly do: 'pass'; readonly milliseconds: number }
  /** The next batch on its way arrives, perhaps twice. */
  | { readonly do: 'deliver'; readonly twice: boolean }
  /** The next answer on its way arrives. */
  | { readonly do: 'answer' }
  /** The connection breaks: what is on its way is lost. Another one asks for the verdict. */
  | { readonly do: 'break'; readonly arrived: number }
  /** The document goes into the back/forward cache and comes back. */
  | { readonly do: 'cache' }

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('capture'),
      count: fc.integer({ min: 1, max: 700 }),
      later: fc.boolean(),
      size: fc.constantFrom(1, 900),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass'), milliseconds: fc.integer({ min: 1, max: 400 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver'), twice: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('break'), arrived: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cache') }) },
) as fc.Arbitrary<Move>

describe('entries of a document', () => {
  it('arrive once each and in order, whatever is lost, repeated or late on the way', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), fc.integer({ min: 0, max: 10 }), (moves, verdictAfter) => {
        const clock = createHandClock()
        clock.cost = 0.001
        const background = createFakeBackground()
        let toStore: string[] = []
        let toPage: ToPage[] = []
        const recorder = createRecorder({
          natives: clock.natives,
          late: false,
          hidden: () => false,
          post: (text) => toStore.push(text),
          flush: (text) => void background.take(text),
        })
        let captured = 0

        function deliver(): void {
          const text = toStore.shift()
          const answer = text === undefined ? undefined : background.take(text)
          if (answer !== undefined) toPage.push(answer)
        }

        function verdict(): void {
          recorder.receive({ type: 'verdict', record: true, lastN: background.lastN })
        }

        for (const [i, step] of moves.entries()) {
          if (i === verdictAfter) verdict()
          switch (step.do) {
            case 'capture':
              for (let k = 0; k < step.count; k++) {
                const name = String(captured++).padStart(step.size, '.')
                if (step.later) {
                  recorder.defer(function* () {
                    yield undefined
                    yield { kind: 'event', type: 'mark', data: { name } }
                  })
                } else recorder.record({ kind: 'event', type: 'mark', data: { name } })
              }
              break
            case 'pass':
              clock.pass(step.milliseconds)
              break
            case 'deliver':
              if (step.twice && toStore[0] !== undefined) background.take(toStore[0])
              deliver()
              break
            case 'answer': {
              const answer = toPage.shift()
              if (answer !== undefined) recorder.receive(answer)
              break
            }
            case 'break':
              for (let k = 0; k < step.arrived; k++) deliver()
              toStore = []
              toPage = []
              if (i > verdictAfter) verdict()
              break
            case 'cache':
              recorder.suspend()
              toStore = []
              toPage = []
              recorder.resume()
              if (i > verdictAfter) verdict()
          }
        }
        // The last thing that happens is a loss that nothing captured later would show.
        clock.pass(300)
        toStore = []
        toPage = []
        verdict()
        for (let round = 0; round < 60; round++) {
          clock.pass(50)
          while (toStore.length > 0) deliver()
          for (const answer of toPage.splice(0)) recorder.receive(answer)
        }
        const stored = background.entries.flatMap(({ type, data }) =>
          type === 'mark' && 'name' in data ? [Number(String(data.name).replace(/^\.+/, ''))] : [],
        )
        const lost = background.entries.reduce((sum, { type, data }) => sum + (type === 'gap' && 'lost' in data ? Number(data.lost) : 0), 0)
        expect(stored).toEqual(stored.toSorted((a, b) => a - b))
        expect(new Set(stored).size).toBe(stored.length)
        expect(stored.length + lost).toBe(captured)
      }),
      { numRuns: runs(150) },
    )
  })
})
