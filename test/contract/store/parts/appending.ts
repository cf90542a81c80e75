import { describe, expect, it } from 'vitest'
import type { Json } from '../../../../src/core/value/json'
import { entries, newDocument, newSession, record, session } from '../../../harness/notation'
import type { Subject } from '../store-contract'
import { entriesOf, expectConsistent, failureOf, range } from './support'

export function appending(subject: Subject): void {
  async function begin() {
    const { store } = subject()
    await store.createSession(newSession('s'))
    await store.putDocument('s', newDocument('page'))
    await store.putDocument('s', newDocument('frame'))
    return store
  }

  describe('append', () => {
    it('gives back what was recorded, numbered by document and by session', async () => {
      const { store } = subject()
      const told = session`
        go /cart | open cart | state cart={"total":0,"items":{}} | state cart.total=1 | click #pay
        @frame warn {"deep":[1,{"x":null}]} | @frame throw boom | fetch 500 /api/pay | error again | gap overflow
        state cart.items.a={"__proto__":"own key"} | mark here | close cart`
      await record(store, told)
      expect(await entriesOf(store, 'session')).toEqual(told.entries)
      await expectConsistent(store, 'session')
    })

    it('keeps every JSON value as it is', async () => {
      const store = await begin()
      const odd: readonly Json[] = [
        JSON.parse('{"__proto__":{"a":1},"constructor":"x","toString":null}'),
        'line\nfeed \u2028 \u0000 \ud800 lone "quote" \\ 🎬',
        [1e-7, 1.7976931348623157e308, -0.5, 9007199254740992, 0],
        { '': { ' ': [] }, $: 'undefined' },
      ]
      await store.append('s', 'page', 1, [{ t: 1.25, kind: 'event', type: 'console', data: { method: 'log', args: odd } }])
      const [entry] = await entriesOf(store, 's')
      expect(JSON.stringify(entry?.data)).toBe(JSON.stringify({ method: 'log', args: odd }))
    })

    it('acknowledges what it added', async () => {
      const store = await begin()
      expect(await store.append('s', 'page', 1, entries`click #a | click #b`)).toEqual({ lastN: 2, added: 2 })
      expect(await store.append('s', 'page', 3, entries`click #c`)).toEqual({ lastN: 3, added: 1 })
      expect(await store.append('s', 'frame', 1, entries`click #d`)).toEqual({ lastN: 1, added: 1 })
      expect((await entriesOf(store, 's')).map(({ document, n, seq }) => [document, n, seq])).toEqual([
        ['page', 1, 1],
        ['page', 2, 2],
        ['page', 3, 3],
        ['frame', 1, 4],
      ])
    })

    it('skips what it has: the same batch, an older one, the known part of an overlapping one', async () => {
      const store = await begin()
      const all = entries`click #1 | click #2 | click #3 | click #4 | click #5`
      await store.append('s', 'page', 1, all.slice(0, 3))
      expect(await store.append('s', 'page', 1, all.slice(0, 3))).toEqual({ lastN: 3, added: 0 })
      expect(await store.append('s', 'page', 2, all.slice(1, 2))).toEqual({ lastN: 3, added: 0 })
      expect(await store.append('s', 'page', 2, all.slice(1))).toEqual({ lastN: 5, added: 2 })
      expect((await entriesOf(store, 's')).map(({ document: _d, n: _n, seq: _s, ...entry }) => entry)).toEqual(all)
      await expectConsistent(store, 's')
    })

    it('adds nothing for a batch of nothing', async () => {
      const store = await begin()
      expect(await store.append('s', 'page', 1, [])).toEqual({ lastN: 0, added: 0 })
      expect(await store.listSegments('s')).toEqual([])
    })

    it('refuses a batch that would leave a hole, and says where to go on', async () => {
      const store = await begin()
      await store.append('s', 'page', 1, entries`click #a`)
      expect(await failureOf(store.append('s', 'page', 3, entries`click #c`))).toEqual({
        code: 'store/out-of-order',
        detail: { document: 'page', expected: 2, got: 3 },
      })
      expect(await entriesOf(store, 's')).toHaveLength(1)
      expect(await store.append('s', 'page', 2, entries`click #b`)).toEqual({ lastN: 2, added: 1 })
    })

    it('refuses entries of a document it does not know, and takes those sent beside them', async () => {
      const store = await begin()
      const [refused, taken] = await Promise.allSettled([
        store.append('s', 'stranger', 1, entries`click #a`),
        store.append('s', 'page', 1, entries`click #b`),
      ])
      expect(refused).toMatchObject({ reason: { code: 'store/unknown-document', detail: { session: 's', document: 'stranger' } } })
      expect(taken).toEqual({ status: 'fulfilled', value: { lastN: 1, added: 1 } })
    })

    it('takes many batches at once, in the order of the calls', async () => {
      const store = await begin()
      const calls = range(1, 60).map((n) =>
        store.append('s', n % 3 === 0 ? 'frame' : 'page', Math.ceil(n % 3 === 0 ? n / 3 : n - n / 3), entries`mark ${n}`),
      )
      expect((await Promise.all(calls)).every(({ added }) => added === 1)).toBe(true)
      expect((await entriesOf(store, 's')).map(({ data }) => data)).toEqual(range(1, 60).map((n) => ({ name: String(n) })))
      await expectConsistent(store, 's')
    })

    it('keeps sessions that are recorded at the same time apart', async () => {
      const store = await begin()
      await store.createSession(newSession('t'))
      await store.putDocument('t', newDocument('page'))
      await Promise.all(
        range(1, 20).flatMap((n) => [store.append('s', 'page', n, entries`mark s`), store.append('t', 'page', n, entries`mark t`)]),
      )
      for (const id of ['s', 't']) {
        expect((await entriesOf(store, id)).map(({ seq, data }) => [seq, data])).toEqual(range(1, 20).map((n) => [n, { name: id }]))
      }
    })

    it('is right when two contexts append the same document at once', async () => {
      const { another } = subject()
      if (another === undefined) return
      const store = await begin()
      const other = another()
      const all = range(1, 40).flatMap((n) => entries`mark ${n}`)
      const send = async (to: typeof store, size: number) => {
        for (let first = 0; first < all.length; first += size) await to.append('s', 'page', first + 1, all.slice(first, first + size))
      }
      // Each sends everything; one of them is behind or refused now and then, nothing comes twice.
      await Promise.allSettled([send(store, 3), send(other, 5), send(other, 1)])
      await send(store, 40)
      expect((await entriesOf(other, 's')).map(({ n, seq, data }) => [n, seq, data])).toEqual(
        range(1, 40).map((n) => [n, n, { name: String(n) }]),
      )
      await expectConsistent(store, 's')
    })

    it('cuts what comes at once into segments of ordinary size', async () => {
      const store = await begin()
      const big = 'x'.repeat(100_000)
      const all = [...range(1, 2500).flatMap((n) => entries`mark ${n}`), ...range(1, 6).flatMap(() => entries`log ${big}`)]
      expect(await store.append('s', 'page', 1, all)).toEqual({ lastN: 2506, added: 2506 })
      const segments = await store.listSegments('s')
      expect(Math.max(...segments.map(({ columns }) => columns.n.length))).toBeLessThanOrEqual(1000)
      expect(Math.max(...segments.map(({ bytes }) => bytes))).toBeLessThan(300 * 1024)
      await expectConsistent(store, 's')
    })

    it('goes on after the session has ended: what was on its way is kept', async () => {
      const store = await begin()
      await store.endSession('s', 'ended', 5)
      expect(await store.append('s', 'page', 1, entries`click #a`)).toEqual({ lastN: 1, added: 1 })
      expect(await store.getSession('s')).toMatchObject({ status: 'ended', endedAt: 5, counts: { entries: 1 } })
    })
  })
}
