import { describe, expect, it } from 'vitest'
import { readBatch } from '../../../src/background/record/read-batch'

const clock = { timeOrigin: 1_000_000, offset: 5 }
const mark = (name: string, at: unknown) => JSON.stringify({ kind: 'event', type: 'mark', data: { name }, at })

describe('reading a batch', () => {
  it('puts each entry on the clock of the world: origin plus offset plus its own time', () => {
    expect(readBatch([mark('a', 1.5), mark('b', 2)].join('\n'), clock)).toEqual([
      { kind: 'event', type: 'mark', data: { name: 'a' }, t: 1_000_006.5 },
      { kind: 'event', type: 'mark', data: { name: 'b' }, t: 1_000_007 },
    ])
  })

  it.each([
    ['no JSON', '{"kind":'],
    ['null', 'null'],
    ['an unknown kind', '{"kind":"dream","type":"mark","data":{},"at":1}'],
    ['a kind from a prototype', '{"kind":"constructor","type":"name","data":{},"at":1}'],
    ['an unknown type', '{"kind":"event","type":"toString","data":{},"at":1}'],
    ['a payload of another shape', '{"kind":"event","type":"mark","data":{"name":7},"at":1}'],
    ['a payload with more than its fields', '{"kind":"event","type":"mark","data":{"name":"a","more":1},"at":1}'],
    ['a state entry without a source', '{"kind":"state","type":"close","data":{},"at":1}'],
    ['no time', '{"kind":"event","type":"mark","data":{"name":"a"}}'],
    ['a time before the page', mark('a', -1)],
    ['a time ages away', mark('a', 1e15)],
    ['a time that is no number', mark('a', '1')],
    ['an empty line', ''],
  ])('keeps the place of a line that is no entry with a gap: %s', (_, line) => {
    const entries = readBatch([mark('before', 1), line, mark('after', 2)].join('\n'), clock)
    expect(entries).toHaveLength(3)
    expect(entries[1]).toMatchObject({ kind: 'event', type: 'gap', data: { reason: 'invalid' }, t: 1_000_006 })
    expect(entries[2]).toMatchObject({ data: { name: 'after' } })
  })

  it('passes on nothing but what an entry consists of', () => {
    const [entry] = readBatch(
      '{"kind":"event","type":"mark","data":{"name":"a"},"at":1,"seq":99,"session":"other","__proto__":{"x":1}}',
      clock,
    )
    expect(Object.keys(entry ?? {}).sort()).toEqual(['data', 'kind', 't', 'type'])
  })
})
