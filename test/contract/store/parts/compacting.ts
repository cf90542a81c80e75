import { describe, expect, it } from 'vitest'
import type { SessionStore } from '../../../../src/core/store'
import { entries, newDocument, newSession } from '../../../harness/notation'
import type { Subject } from '../store-contract'
import { entriesOf, expectConsistent, range } from './support'

export function compacting(subject: Subject): void {
  async function begin(): Promise<SessionStore> {
    const { store } = subject()
    await store.createSession(newSession('s'))
    await store.putDocument('s', newDocument('page'))
    return store
  }
  /** Appends `count` batches of `size`, each a segment of its own. */
  async function fill(store: SessionStore, count: number, size: number): Promise<void> {
    const [known] = await store.listDocuments('s')
    let next = (known?.lastN ?? 0) + 1
    for (let i = 0; i < count; i++) {
      await store.append(
        's',
        'page',
        next,
        range(next, next + size - 1).flatMap((n) => entries`mark ${n}`),
      )
      next += size
    }
  }
  const shape = async (store: SessionStore) =>
    (await store.listSegments('s')).map(({ firstSeq, lastSeq, tail }) => [firstSeq, lastSeq, tail])

  describe('compaction', () => {
    it('leaves tails alone while they are few', async () => {
      const store = await begin()
      await fill(store, 3, 10)
      expect(await store.compact('s')).toBe(0)
      expect(await shape(store)).toEqual([
        [1, 10, true],
        [11, 20, true],
        [21, 30, true],
      ])
    })

    it('joins tails into segments of about a thousand entries, and keeps every entry', async () => {
      const store = await begin()
      await fill(store, 23, 100)
      const before = await entriesOf(store, 's')
      expect(await store.compact('s')).toBe(2)
      expect(await shape(store)).toEqual([
        [1, 1000, false],
        [1001, 2000, false],
        [2001, 2100, true],
        [2101, 2200, true],
        [2201, 2300, true],
      ])
      expect(await entriesOf(store, 's')).toEqual(before)
      await expectConsistent(store, 's')
    })

    it('joins very many small tails at once', async () => {
      const store = await begin()
      await fill(store, 45, 1)
      expect(await store.compact('s', true)).toBe(1)
      expect(await shape(store)).toEqual([[1, 45, false]])
    })

    it('joins all that is left when told to, and goes on behind it', async () => {
      const store = await begin()
      await fill(store, 3, 10)
      expect(await store.compact('s', true)).toBe(1)
      expect(await store.compact('s', true)).toBe(0)
      await fill(store, 2, 5)
      expect(await shape(store)).toEqual([
        [1, 30, false],
        [31, 35, true],
        [36, 40, true],
      ])
      expect(await store.compact('s', true)).toBe(1)
      expect(await shape(store)).toEqual([
        [1, 30, false],
        [31, 40, false],
      ])
      expect((await entriesOf(store, 's')).map(({ n }) => n)).toEqual(range(1, 40))
      await expectConsistent(store, 's')
    })

    it('keeps apart what is more than half a minute apart', async () => {
      const store = await begin()
      const told = entries`mark 1 | wait 20000 | mark 2 | wait 20000 | mark 3 | mark 4`
      for (const [i, entry] of told.entries()) await store.append('s', 'page', i + 1, [entry])
      await store.compact('s', true)
      expect(await shape(store)).toEqual([
        [1, 2, false],
        [3, 4, false],
      ])
    })

    it('does not hurry or hinder appends that come meanwhile', async () => {
      const store = await begin()
      await fill(store, 12, 90)
      const work = [store.compact('s', true), fill(store, 6, 7), store.compact('s', true), entriesOf(store, 's')]
      await Promise.all(work)
      expect((await entriesOf(store, 's')).map(({ n }) => n)).toEqual(range(1, 12 * 90 + 42))
      await expectConsistent(store, 's')
    })

    it('shows a reader every entry once while it works', async () => {
      const store = await begin()
      await fill(store, 30, 40)
      const readings = range(1, 12).map(async () => (await entriesOf(store, 's')).map(({ seq }) => seq))
      const compacted = store.compact('s', true)
      readings.push(...range(1, 12).map(async () => (await entriesOf(store, 's')).map(({ seq }) => seq)))
      expect(await compacted).toBe(2)
      for (const seqs of await Promise.all(readings)) expect(seqs).toEqual(range(1, 1200))
    })

    it('may be begun by two contexts at once', async () => {
      const { another } = subject()
      const store = await begin()
      await fill(store, 25, 100)
      const other = another?.() ?? store
      const written = await Promise.all([store.compact('s', true), other.compact('s', true)])
      expect(written[0] + written[1]).toBe(3)
      expect((await entriesOf(other, 's')).map(({ n }) => n)).toEqual(range(1, 2500))
      await expectConsistent(store, 's')
    })

    it('neither hides nor spreads damage', async () => {
      const store = await begin()
      await fill(store, 3, 5)
      await subject().damage('s', 10, undefined)
      await store.compact('s', true)
      expect((await store.readSegment('s', 1)).map(({ n }) => n)).toEqual(range(1, 5))
      expect((await store.readSegment('s', 15)).map(({ n }) => n)).toEqual(range(11, 15))
      expect(await store.compact('s', true)).toBe(0)
    })
  })
}
