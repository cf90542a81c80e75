import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { DocumentInfo, Entry, NewEntry } from '../../../src/core/model'
import { createMemoryStore } from '../../../src/core/store'
import { createReplay, type StateFact } from '../../../src/core/timeline'
import { neighbourChange } from '../../../src/panel/selectors/source-rows'
import { createTimelineIndex, type TimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { createEntryReader, type EntryReader } from '../../../src/panel/state/entry-reader'
import { createSourceStates, type SourceStates } from '../../../src/panel/state/source-states'
import { newEntries } from '../../harness/notation'
import { generateVisit, shopSource, storeVisit, type Visit } from '../../harness/panel-page/generated-session'
import { createTestEnv } from '../../harness/test-env'

interface Opened {
  readonly index: TimelineIndex
  readonly reader: EntryReader
  readonly states: SourceStates
}

async function open(visit: Visit): Promise<Opened> {
  const store = createMemoryStore(createTestEnv())
  await storeVisit(store, visit)
  const index = createTimelineIndex()
  index.add(await store.listSegments(visit.session.id))
  const reader = createEntryReader(store, visit.session.id, index)
  return { index, reader, states: createSourceStates(index, reader) }
}

const visit = generateVisit({ id: 'v', name: 'v', startedAt: 1_700_000_000_000, entries: 900, seed: 5 })

/** Positions at which the shop's source spoke, in order; the n-th led to the n-th of the visit's states. */
function spoken(index: TimelineIndex): readonly number[] {
  return Array.from({ length: index.order.length }, (_, at) => at).filter((at) => {
    const source = (index.source.data[index.order.data[at] ?? 0] ?? 0) - 1
    return index.sources[source]?.source === shopSource
  })
}

const sourceAt = (index: TimelineIndex, position: number): number => (index.source.data[index.order.data[position] ?? 0] ?? 0) - 1

describe('the state of a source', () => {
  it('at any entry is what the app had then, whichever way one comes', async () => {
    const { index, states } = await open(visit)
    const positions = spoken(index)
    expect(positions).toHaveLength(visit.states.length)
    // Forward, backward, and in leaps: each finds other states already known.
    const ways = [positions.keys(), [...positions.keys()].reverse(), [...positions.keys()].map((at) => (at * 37) % positions.length)]
    for (const way of ways) {
      for (const at of [...way].filter((step) => step % 3 === 0)) {
        const position = positions[at] ?? 0
        const moment = await states.at(sourceAt(index, position), position)
        if (moment.status !== 'none') expect(moment.value).toEqual(visit.states[at])
      }
    }
  })

  it('follows the same rules as the replay of core, also through gaps, closings, streamed and derived keyframes', async () => {
    const facts: readonly StateFact[] = [
      { kind: 'state', type: 'open', source: 's', data: { name: 's', library: 'page' } },
      { kind: 'state', type: 'keyframe', source: 's', data: { value: { a: 1, b: { $: 'pending' } }, why: 'init', partial: true } },
      { kind: 'state', type: 'part', source: 's', data: { patch: [{ op: 'replace', path: '/b', value: 2 }], last: true } },
      { kind: 'state', type: 'change', source: 's', data: { patch: [{ op: 'replace', path: '/a', value: 3 }] } },
      { kind: 'state', type: 'gap', source: 's', data: { reason: 'budget' } },
      { kind: 'state', type: 'change', source: 's', data: { patch: [{ op: 'replace', path: '/a', value: 4 }] } },
      { kind: 'state', type: 'keyframe', source: 's', data: { value: { a: 5 }, why: 'replaced' } },
      { kind: 'state', type: 'change', source: 's', data: { patch: [{ op: 'add', path: '/c', value: 6 }] } },
      { kind: 'state', type: 'keyframe', source: 's', data: { value: { a: 5, c: 6 }, why: 'derived' } },
      { kind: 'state', type: 'keyframe', source: 's', data: { value: { a: 7 }, why: 'replaced' } },
      { kind: 'state', type: 'change', source: 's', data: { patch: [{ op: 'remove', path: '/nowhere' }] } },
      { kind: 'state', type: 'keyframe', source: 's', data: { value: 8, why: 'replaced' } },
      { kind: 'state', type: 'close', source: 's', data: {} },
      { kind: 'state', type: 'open', source: 's', data: { name: 's', library: 'page' } },
    ]
    const entries = facts.map((fact, at): NewEntry => ({ ...fact, t: at }))
    const { states } = await open({
      ...visit,
      documents: visit.documents.slice(0, 1),
      facts: entries.map((entry) => ({ document: 'document-1', entry })),
    })
    const replay = createReplay('s')
    for (const [position, fact] of facts.entries()) {
      replay.push(fact)
      const expected = replay.state()
      const moment = await states.at(0, position)
      expect([position, moment.status]).toEqual([position, expected.status === 'known' && expected.closed ? 'closed' : expected.status])
      if ('value' in expected) expect(moment.value).toEqual(expected.value)
    }
    // What changed is told against the state before, a derived keyframe changes nothing.
    expect((await states.at(0, 3)).changes).toMatchObject([{ sign: '~', path: 'a', before: 1, after: 3 }])
    expect((await states.at(0, 5)).changes).toBeUndefined()
    expect((await states.at(0, 8)).changes).toMatchObject([{ sign: '+', path: 'c', after: 6 }])
    expect((await states.at(0, 9)).changes).toMatchObject([
      { sign: '−', path: 'c', before: 6 },
      { sign: '~', path: 'a', before: 5, after: 7 },
    ])
    expect((await states.at(0, 10)).doubt?.entry).toMatchObject({ n: 11 })
  })

  it.each([
    { kind: 'state', type: 'gap', source: 's', data: { reason: 'budget' } },
    { kind: 'state', type: 'close', source: 's', data: {} },
  ] satisfies StateFact[])('stays beside the state before its last change, with a $type behind that', async (end) => {
    const facts: readonly StateFact[] = [
      { kind: 'state', type: 'keyframe', source: 's', data: { value: { a: { b: 1, c: 2 } }, why: 'init' } },
      { kind: 'state', type: 'change', source: 's', data: { patch: [{ op: 'replace', path: '/a/b', value: 3 }] } },
      { kind: 'state', type: 'change', source: 's', data: { patch: [{ op: 'remove', path: '/a/c' }] } },
      end,
    ]
    const { states } = await open({
      ...visit,
      documents: visit.documents.slice(0, 1),
      facts: facts.map((fact, at) => ({ document: 'document-1', entry: { ...fact, t: at } })),
    })
    // From the end at once: nothing on the way is known yet.
    const moment = await states.at(0, 3)
    expect(moment.previous).toEqual({ a: { b: 3, c: 2 } })
    expect(moment.changes).toMatchObject([{ sign: '−', path: 'a.c', before: 2 }])
  })

  it('is told at every entry of a file of the first version', async () => {
    const file = new URL('../../fixtures/archives/v0.session.json', import.meta.url)
    const { documents, entries }: { readonly documents: readonly DocumentInfo[]; readonly entries: readonly Entry[] } = JSON.parse(
      readFileSync(file, 'utf8'),
    ).sessions[0]
    const facts = newEntries(entries).map((entry) => ({ document: 'document-1', entry }))
    const { index, states } = await open({ ...visit, documents, facts })
    const told = await Promise.all(Array.from(index.order.data.subarray(0, index.rows), (_, position) => states.at(0, position)))
    expect(told.map(({ changeCount }) => changeCount)).toEqual(entries.map(({ n }) => (n < 5 ? 0 : 2)))
    expect(told.at(-1)?.changes?.map(({ path }) => path)).toEqual(['list[2]', 'tags.nan'])
  })

  it('has not begun before its first entry, and changes nothing between two of them', async () => {
    const { index, states } = await open(visit)
    expect(await states.at(0, -1)).toMatchObject({ status: 'none' })
    const positions = spoken(index)
    const quiet = positions.find((position, at) => (positions[at + 1] ?? 0) > position + 1) ?? 0
    const moment = await states.at(sourceAt(index, quiet), quiet + 1)
    expect(moment.changed?.row).toBe(index.order.data[quiet])
  })

  it('leads from change to change', async () => {
    const { index } = await open(visit)
    const positions = spoken(index)
    const source = sourceAt(index, positions[5] ?? 0)
    expect(neighbourChange(index, source, positions[5] ?? 0, 1)).toBe(index.order.data[positions[6] ?? 0])
    expect(neighbourChange(index, source, positions[5] ?? 0, -1)).toBe(index.order.data[positions[4] ?? 0])
    expect(neighbourChange(index, source, 0, -1)).toBeUndefined()
  })

  it('is not read again where it is known', async () => {
    const { index, reader } = await open(visit)
    const read: number[] = []
    const states = createSourceStates(index, {
      ...reader,
      read(seq) {
        read.push(seq)
        return reader.read(seq)
      },
    })
    const position = spoken(index).at(-1) ?? 0
    await states.at(sourceAt(index, position), position)
    const first = read.length
    await states.at(sourceAt(index, position), position)
    expect(first).toBeGreaterThan(1)
    expect(read).toHaveLength(first)
  })
})
