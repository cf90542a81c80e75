import { afterEach, describe, expect, it } from 'vitest'
import { verifyIntegrity } from '../../../src/core/integrity'
import type { Entry } from '../../../src/core/model'
import type { SessionStore, Tables, WriteTx } from '../../../src/core/store'
import { evictHead } from '../../../src/core/transfer'
import { entries, newEntries, session } from '../../harness/notation'
import { naiveStates } from '../../property/transfer/naive-states'
import { entriesOf, range } from '../store/parts/support'
import { type StoreOnTables, storeOn, stores } from '../store/stores-on-tables'

const begin = 1_700_000_000_000
/** Ten entries, in segments of two. */
const told = session`open cart | state cart.total=1 | @frame throw boom | state cart.total=2 | click #a | state cart.total=3
  | @frame state user.name=ann | state cart.total=4 | gap overflow | click #end`
const note = { id: 'note', anchor: { document: 'page', n: 4 }, text: 'x', tags: [], pinned: false, createdAt: 1, editedAt: 1 } as const
const placesOf = (list: readonly Entry[]) => list.map(({ seq, document, n, type }) => `${seq} ${document}${n} ${type}`)

/** The states after each entry from `from` on. */
function statesFrom(list: readonly Entry[], from: number): readonly unknown[] {
  return list.flatMap(({ seq }, at) => (seq < from ? [] : [naiveStates(list.slice(0, at + 1))]))
}

describe.each(stores)('A session without its beginning, in a store %s', (_, create) => {
  let open: StoreOnTables | undefined
  afterEach(() => {
    open?.close()
    open = undefined
  })

  async function stored(): Promise<StoreOnTables> {
    open = create()
    const { store } = open
    await store.createSession(told.session)
    for (const document of told.documents) await store.putDocument('session', document)
    for (const entry of told.entries) {
      await store.append('session', entry.document, entry.n, newEntries([entry]))
      if (entry.seq % 2 === 0) await store.compact('session', true)
    }
    return open
  }

  it('begins with what stands for it, and has every later state as it was', async () => {
    const { store } = await stored()
    await store.putNote('session', note)
    expect(await evictHead(store, 'session', { before: begin + 65 })).toEqual({ entries: 4, head: 2, keptFrom: 7 })
    const left = await entriesOf(store, 'session')
    expect(placesOf(left)).toEqual([
      ...['5 page1 open', '6 page5 keyframe'],
      ...['7 frame2 keyframe', '8 page6 change', '9 page7 gap', '10 page8 input'],
    ])
    expect(left[1]).toMatchObject({ t: told.entries[5]?.t, data: { value: { total: 3 }, why: 'derived' } })
    expect(left.slice(2)).toEqual(told.entries.slice(6))
    expect(statesFrom(left, 7)).toEqual(statesFrom(told.entries, 7))
    expect(await store.getSession('session')).toMatchObject({ revision: 1, counts: { entries: 6, errors: 0, gaps: 1 } })
    expect(await store.listNotes('session')).toEqual([{ ...note, session: 'session' }])
    expect((await verifyIntegrity(store)).findings).toMatchObject([{ what: 'note', missing: 'entry' }])
  })

  it('goes on being recorded where it was, and can lose more of its beginning', async () => {
    const { store } = await stored()
    await evictHead(store, 'session', { before: begin + 45 })
    expect(await evictHead(store, 'session', { before: begin + 45 })).toEqual({ entries: 0, head: 0, keptFrom: 3 })
    expect(await store.append('session', 'page', 9, entries`click #more`)).toEqual({ lastN: 9, added: 1 })
    await store.compact('session', true)
    await evictHead(store, 'session', { before: begin + 85 })
    const left = await entriesOf(store, 'session')
    expect(placesOf(left)).toEqual([
      ...['6 page1 open', '7 frame2 keyframe', '8 page6 keyframe'],
      ...['9 page7 gap', '10 page8 input', '11 page9 input'],
    ])
    expect((await verifyIntegrity(store)).findings).toEqual([])
  })

  it('keeps at most the bytes that are asked for, and its last segment', async () => {
    const { store } = await stored()
    const sizes = (await store.listSegments('session')).map(({ bytes }) => bytes)
    const keepBytes = (sizes[3] ?? 0) + (sizes[4] ?? 0)
    expect(await evictHead(store, 'session', { keepBytes })).toMatchObject({ keptFrom: 7 })
    expect(await evictHead(store, 'session', { keepBytes: 0 })).toMatchObject({ keptFrom: 9 })
    expect((await entriesOf(store, 'session')).slice(-2)).toEqual(told.entries.slice(8))
    expect((await verifyIntegrity(store)).findings).toEqual([])
  })

  it('is left alone where there is nothing to gain', async () => {
    const { store } = await stored()
    const whole = await entriesOf(store, 'session')
    for (const options of [{}, { before: begin }, { keepBytes: 1e6 }]) {
      expect(await evictHead(store, 'session', options)).toEqual({ entries: 0, head: 0, keptFrom: 1 })
    }
    // The first segment holds nothing but what would stand for it.
    expect(await evictHead(store, 'session', { before: begin + 25 })).toEqual({ entries: 0, head: 0, keptFrom: 1 })
    expect(await entriesOf(store, 'session')).toEqual(whole)
    expect(await store.getSession('session')).toMatchObject({ revision: 0 })
    await expect(evictHead(store, 'gone', {})).rejects.toMatchObject({ code: 'store/unknown-session' })
  })

  it('loses nothing that is appended and compacted meanwhile', async () => {
    const { store } = await stored()
    let n = 9
    const busy: SessionStore = {
      ...store,
      async readSegment(id, seq) {
        await store.append(id, 'page', n++, entries`click #meanwhile`)
        await store.compact(id, true)
        return store.readSegment(id, seq)
      },
      async evictHead(id, cut) {
        const [done] = await Promise.all([store.evictHead(id, cut), store.append(id, 'page', n++, entries`click #meanwhile`)])
        return done
      },
    }
    await evictHead(busy, 'session', { before: begin + 65 })
    const left = await entriesOf(store, 'session')
    expect(left.map(({ seq }) => seq)).toEqual(range(5, 10 + n - 9))
    expect(left.filter(({ document }) => document === 'page').at(-1)?.n).toBe(n - 1)
    expect((await verifyIntegrity(store)).findings).toEqual([])
  })

  it('is what it was when that is killed in the middle', async () => {
    const { store, tables } = await stored()
    const before = [await store.getSession('session'), await entriesOf(store, 'session')]
    for (let last = 1; last <= 5; last++) {
      await expect(evictHead(storeOn(dyingAt(tables, last)), 'session', { before: begin + 65 })).rejects.toThrow()
      expect([await store.getSession('session'), await entriesOf(store, 'session')]).toEqual(before)
    }
    expect((await verifyIntegrity(store)).findings).toEqual([])
  })

  it('is cut anew when its segments were merged or it was rewritten meanwhile', async () => {
    const { store } = await stored()
    for (const n of [9, 10, 11]) await store.append('session', 'page', n, entries`click #tail`)
    let calls = 0
    const busy: SessionStore = {
      ...store,
      async evictHead(id, cut) {
        // The cut would be between two tails, which become one segment first; then another comes first.
        calls++
        if (calls === 1) await store.compact(id, true)
        if (calls === 2) await evictHead(store, id, { before: begin + 45 })
        return store.evictHead(id, cut)
      },
    }
    await evictHead(busy, 'session', { keepBytes: 1 })
    expect(calls).toBe(3)
    const left = await entriesOf(store, 'session')
    expect(statesFrom(left, 11)).toEqual(
      statesFrom(told.entries, 10)
        .slice(-1)
        .flatMap((state) => [state, state, state]),
    )
    expect(left.slice(-3).map(({ n }) => n)).toEqual([9, 10, 11])
    expect((await verifyIntegrity(store)).findings).toEqual([])
    const never: SessionStore = { ...store, evictHead: async () => false }
    await store.append('session', 'page', 12, entries`click #last`)
    await expect(evictHead(never, 'session', { keepBytes: 1 })).rejects.toMatchObject({ code: 'store/changed' })
  })

  it('is not cut when that is cancelled', async () => {
    const { store } = await stored()
    const stop = new AbortController()
    const reading: SessionStore = {
      ...store,
      async readSegment(id, seq) {
        stop.abort(new Error('enough'))
        return store.readSegment(id, seq)
      },
    }
    await expect(evictHead(reading, 'session', { before: begin + 65, signal: stop.signal })).rejects.toThrow('enough')
    expect(await entriesOf(store, 'session')).toEqual(told.entries)
  })
})

/** Tables that die within a transaction, at its change number `last`. */
function dyingAt(tables: Tables, last: number): Tables {
  return {
    read: tables.read,
    write: (names, body) =>
      tables.write(names, (tx) => {
        let changes = 0
        const dying = async <T>(change: () => Promise<T>): Promise<T> => {
          if (++changes >= last) throw new Error('killed')
          return change()
        }
        const mortal: WriteTx = {
          ...tx,
          put: (table, row) => dying(() => tx.put(table, row)),
          delete: (table, key) => dying(() => tx.delete(table, key)),
          deleteRange: (table, span) => dying(() => tx.deleteRange(table, span)),
        }
        return body(mortal)
      }),
  }
}
