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

  it('makes one gap of all lines beyond what a recorder ever sends at once', () => {
    const entries = readBatch([mark('first', 1), ...Array<string>(100_000).fill('')].join('\n'), clock)
    expect(entries).toHaveLength(1000)
    expect(entries[0]).toMatchObject({ data: { name: 'first' } })
    expect(entries.at(-1)).toMatchObject({ type: 'gap', data: { reason: 'invalid' } })
  })

  it('refuses what is nested deeper than a file may hold, and counts no brackets in texts', () => {
    const custom = (data: string) => `{"kind":"event","type":"custom","data":{"name":"n","data":${data}},"at":1}`
    const nested = (levels: number) => custom('['.repeat(levels) + ']'.repeat(levels))
    const text = custom(JSON.stringify(`${'['.repeat(5000)}"\\`))
    const entries = readBatch([nested(990), nested(1001), nested(1_000_000), text, '['.repeat(1_000_000)].join('\n'), clock)
    expect(entries.map(({ type }) => type)).toEqual(['custom', 'gap', 'gap', 'custom', 'gap'])
  })

  it('passes on nothing but what an entry consists of', () => {
    const [entry] = readBatch(
      '{"kind":"event","type":"mark","data":{"name":"a"},"at":1,"seq":99,"session":"other","__proto__":{"x":1}}',
      clock,
    )
    expect(Object.keys(entry ?? {}).sort()).toEqual(['data', 'kind', 't', 'type'])
  })
})
