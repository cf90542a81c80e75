import fc from 'fast-check'
import type { Entry, Fact } from '../../../src/core/model'
import { diffJson, type Patch } from '../../../src/core/timeline'
import type { Json } from '../../../src/core/value'
import { newDocument, newSession, type Told } from '../../harness/notation'
import { naivelyPatched } from '../timeline/naive-patch'

const leaf = fc.constantFrom<Json>(0, 1, 'x', null)
const state: fc.Arbitrary<Json> = fc.record(
  {
    list: fc.array(fc.record({ id: fc.nat(4), n: fc.nat(2) }), { maxLength: 4 }),
    deep: fc.record({ x: leaf, y: fc.record({ z: leaf }) }),
    a: leaf,
  },
  { requiredKeys: [] },
)

const whats = ['open', 'keyframe', 'stream', 'cut stream', 'change', 'many changes', 'misfit', 'gap', 'gap of all', 'close'] as const

interface Step {
  readonly what: (typeof whats)[number] | 'mark' | 'say' | 'throw'
  readonly state: Json
  readonly source: 's' | 't'
  readonly document: 'page' | 'frame'
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...whats, 'open', 'keyframe', 'keyframe', 'change', 'change', 'change', 'mark', 'say', 'throw'),
  state,
  source: fc.constantFrom('s', 's', 't'),
  document: fc.constantFrom('page', 'page', 'frame'),
})

/** Sessions of up to two documents in which sources open, change, get lost and close. */
export const histories: fc.Arbitrary<Told> = fc.array(step, { minLength: 1, maxLength: 24 }).map(tell)

function tell(steps: readonly Step[]): Told {
  const numbers = new Map<string, number>()
  const states = new Map<string, Json>()
  const entries: Entry[] = []
  for (const step of steps) {
    const { document } = step
    for (const fact of factsOf(step, states)) {
      const n = (numbers.get(document) ?? 0) + 1
      numbers.set(document, n)
      entries.push({ ...fact, t: 1_700_000_000_000 + entries.length * 10, document, n, seq: entries.length + 1 })
    }
  }
  return { session: newSession('session'), documents: ['page', 'frame'].map(newDocument), entries }
}

function factsOf({ what, state, source, document }: Step, states: Map<string, Json>): readonly Fact[] {
  const key = `${document}/${source}`
  const before = states.get(key)
  const change = (patch: Patch): Fact => ({ kind: 'state', type: 'change', source, data: { patch } })
  const part = (path: string, value: Json, last: boolean): Fact => ({
    kind: 'state',
    type: 'part',
    source,
    data: { patch: [{ op: 'replace', path, value }], last },
  })
  switch (what) {
    case 'mark':
      return [{ kind: 'event', type: 'mark', data: { name: 'm' } }]
    case 'say':
      return [{ kind: 'event', type: 'console', data: { method: 'log', args: [state] } }]
    case 'throw':
      return [{ kind: 'event', type: 'error', data: { from: 'error', message: 'boom\ntwo' } }]
    case 'open':
      return [{ kind: 'state', type: 'open', source, data: { name: source, library: 'test' } }]
    case 'keyframe':
      states.set(key, state)
      return [{ kind: 'state', type: 'keyframe', source, data: { value: state, why: 'init' } }]
    case 'stream':
    case 'cut stream': {
      const value = { one: { $: 'pending' }, two: { $: 'pending' } }
      states.set(key, { one: state, two: state })
      const pieces = [part('/one', state, false), part('/two', state, what === 'stream')]
      return [{ kind: 'state', type: 'keyframe', source, data: { value, why: 'init', partial: true } }, ...pieces]
    }
    case 'change':
      states.set(key, state)
      return [change(before === undefined ? [{ op: 'replace', path: '', value: state }] : diffJson(before, state))]
    case 'many changes': {
      const counts = Array.from({ length: 35 }, (_, i) => change([{ op: 'add', path: '/count', value: { i } }]))
      states.set(key, naivelyPatched(before ?? {}, [{ op: 'add', path: '/count', value: { i: 34 } }]))
      return counts
    }
    case 'misfit':
      return [
        change([
          { op: 'add', path: '/a', value: 7 },
          { op: 'remove', path: '/not/there' },
        ]),
      ]
    case 'gap':
      return [{ kind: 'state', type: 'gap', source, data: { reason: 'budget' } }]
    case 'gap of all':
      return [{ kind: 'state', type: 'gap', data: { reason: 'overflow', lost: 3 } }]
    case 'close':
      states.delete(key)
      return [
        { kind: 'state', type: 'close', source, data: {} },
        { kind: 'state', type: 'open', source: `${source}2`, data: { name: source, library: 'test' } },
      ]
  }
}
