import { describe, expect, it } from 'vitest'
import { faultOf } from '../../../src/core/model'
import { entries, session } from '../../harness/notation'

describe('the notation of test data', () => {
  const told = session`
    open cart | state cart.total=1 | state cart.total=2 | state cart.items.a.price=9.5 | state cart={"total":0} | close cart
    click #pay | input #name | log {"a":[1]} | warn careful | error oh no | throw boom | go /next | fetch 404 /api/x
    mark here | gap overflow | @frame state cart.total=7`

  it('makes entries the model accepts', () => {
    expect(told.entries.map(faultOf).filter((fault) => fault !== undefined)).toEqual([])
    expect(told.entries.map(({ kind, type }) => `${kind}/${type}`)).toEqual([
      'state/open',
      'state/keyframe',
      'state/change',
      'state/change',
      'state/keyframe',
      'state/close',
      'event/input',
      'event/input',
      'event/console',
      'event/console',
      'event/console',
      'event/error',
      'event/navigation',
      'event/response',
      'event/mark',
      'event/gap',
      'state/keyframe',
    ])
  })

  it('says the change between two states as the smallest patch', () => {
    expect(entries`state s.a=1 | state s.a=2 | state s.b.c=3 | state s.b.c=4 | state s.a.x=5`.slice(1).map(({ data }) => data)).toEqual([
      { patch: [{ op: 'replace', path: '/a', value: 2 }] },
      { patch: [{ op: 'add', path: '/b', value: { c: 3 } }] },
      { patch: [{ op: 'replace', path: '/b/c', value: 4 }] },
      { patch: [{ op: 'replace', path: '/a', value: { x: 5 } }] },
    ])
  })

  it('numbers entries by document and session, and lets time pass', () => {
    const { entries, documents } = session`click #a | @frame click #b | wait 1000 | click #c`
    expect(entries.map(({ document, n, seq }) => [document, n, seq])).toEqual([
      ['page', 1, 1],
      ['frame', 1, 2],
      ['page', 2, 3],
    ])
    expect(entries.map(({ t }, i) => t - (entries[i - 1]?.t ?? t))).toEqual([0, 10, 1010])
    expect(documents.map(({ id }) => id)).toEqual(['page', 'frame'])
  })

  it('refuses what it does not know', () => {
    expect(() => session`juggle 3`).toThrow('There is no step juggle')
    expect(() => session`gap teeth`).toThrow('There is no gap teeth')
  })
})
