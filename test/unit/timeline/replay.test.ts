import { describe, expect, it } from 'vitest'
import { lastKeyframe, type StateFact, stateAt } from '../../../src/core/timeline'

const source = 'cart'
const open: StateFact = { kind: 'state', type: 'open', source, data: { name: 'cart', library: 'redux' } }
const keyframe: StateFact = { kind: 'state', type: 'keyframe', source, data: { value: { n: 1 }, why: 'init' } }
const begun: StateFact = { kind: 'state', type: 'keyframe', source, data: { value: { n: { $: 'pending' } }, why: 'init', partial: true } }
const part = (last: boolean): StateFact => ({
  kind: 'state',
  type: 'part',
  source,
  data: { patch: [{ op: 'replace', path: '/n', value: 1 }], last },
})
const change = (n: number, path = '/n', of = source): StateFact => ({
  kind: 'state',
  type: 'change',
  source: of,
  data: { patch: [{ op: 'replace', path, value: n }] },
})
const gap = (of?: string): StateFact => ({ kind: 'state', type: 'gap', source: of, data: { reason: 'budget' } })
const close: StateFact = { kind: 'state', type: 'close', source, data: {} }

describe('the state of a source', () => {
  it('is none before the first keyframe', () => {
    expect(stateAt([])).toEqual({ status: 'none' })
    expect(stateAt([open, gap()])).toEqual({ status: 'none' })
  })

  it('is the keyframe and every change since', () => {
    expect(stateAt([open, keyframe, change(2), change(3)])).toEqual({ status: 'known', value: { n: 3 }, closed: false })
    expect(stateAt([open, keyframe, change(2), close])).toEqual({ status: 'known', value: { n: 2 }, closed: true })
    expect(stateAt([keyframe, close, open])).toEqual({ status: 'none' })
  })

  it('is partial until the last part of its keyframe', () => {
    expect(stateAt([begun])).toMatchObject({ status: 'partial' })
    expect(stateAt([begun, part(false)])).toMatchObject({ status: 'partial', value: { n: 1 } })
    expect(stateAt([begun, part(true)])).toEqual({ status: 'known', value: { n: 1 }, closed: false })
    expect(stateAt([begun, change(2), change(3)])).toEqual({ status: 'unknown', why: 'keyframe', since: 1 })
    expect(stateAt([keyframe, part(true)])).toEqual({ status: 'unknown', why: 'keyframe', since: 1 })
  })

  it('is unknown from a gap to the next keyframe', () => {
    expect(stateAt([keyframe, change(2), gap(source), change(3)])).toEqual({ status: 'unknown', why: 'gap', since: 2 })
    expect(stateAt([keyframe, gap(), change(3), keyframe])).toEqual({ status: 'known', value: { n: 1 }, closed: false })
    expect(stateAt([change(2)])).toEqual({ status: 'unknown', why: 'gap', since: 0 })
  })

  it('is unknown from a patch that does not fit', () => {
    expect(stateAt([keyframe, change(2), change(3, '/m'), change(4)])).toEqual({ status: 'unknown', why: 'patch', since: 2 })
  })

  it('is untouched by other sources, also by their gaps', () => {
    expect(stateAt([keyframe, change(2, '/n', 'other'), gap('other')], source)).toMatchObject({ status: 'known', value: { n: 1 } })
    expect(stateAt([keyframe, gap()], source)).toMatchObject({ status: 'unknown' })
  })

  it('is replayed from the last keyframe at or before the entry', () => {
    const entries = [open, keyframe, change(2), { ...keyframe, source: 'other' }, keyframe, change(3)]
    expect(lastKeyframe(entries, 3, source)).toBe(1)
    expect(lastKeyframe(entries, 3)).toBe(3)
    expect(lastKeyframe(entries, 99, source)).toBe(4)
    expect(lastKeyframe(entries, 0, source)).toBe(-1)
  })
})
