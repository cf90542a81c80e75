import { describe, expect, it } from 'vitest'
import { readEntries } from '../../../../src/core/store'
import { entries, newDocument, newSession, record, session } from '../../../harness/notation'
import type { Subject } from '../store-contract'
import { entriesOf, failureOf, range } from './support'

export function readingSegments(subject: Subject): void {
  /** One segment for each batch of `sizes`. */
  async function withSegments(...sizes: readonly number[]) {
    const { store } = subject()
    await store.createSession(newSession('s'))
    await store.putDocument('s', newDocument('page'))
    let next = 1
    for (const size of sizes) {
      await store.append(
        's',
        'page',
        next,
        range(next, next + size - 1).flatMap((n) => entries`mark ${n}`),
      )
      next += size
    }
    return store
  }
  const bounds = (segments: readonly { readonly firstSeq: number; readonly lastSeq: number }[]) =>
    segments.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])

  describe('reading', () => {
    it('lists segments in order of seq, all or page by page', async () => {
      const store = await withSegments(3, 1, 2)
      expect(bounds(await store.listSegments('s'))).toEqual([
        [1, 3],
        [4, 4],
        [5, 6],
      ])
      expect(bounds(await store.listSegments('s', 0, 2))).toEqual([
        [1, 3],
        [4, 4],
      ])
      expect(bounds(await store.listSegments('s', 4, 2))).toEqual([[5, 6]])
      expect(bounds(await store.listSegments('s', 6))).toEqual([])
    })

    it('lists a segment whose end is behind the place one asks for', async () => {
      const store = await withSegments(3, 3)
      expect(bounds(await store.listSegments('s', 2))).toEqual([
        [1, 3],
        [4, 6],
      ])
    })

    it('gives the segment that holds a seq, and nothing where there is none', async () => {
      const store = await withSegments(3, 2)
      const seqs = async (seq: number) => (await store.readSegment('s', seq)).map((entry) => entry.seq)
      expect(await seqs(1)).toEqual([1, 2, 3])
      expect(await seqs(3)).toEqual([1, 2, 3])
      expect(await seqs(4)).toEqual([4, 5])
      expect(await seqs(0)).toEqual([])
      expect(await seqs(6)).toEqual([])
    })

    it('shows labels on one line, text cut to what search needs, and what is an error', async () => {
      const { store } = subject()
      await record(store, session`throw boom${'\\n'}at line | log ${'word '.repeat(400)} | state cart.total=1`)
      const [first] = await store.listSegments('session')
      const labels = (await store.listSegments('session')).flatMap(({ columns }) => columns.label)
      expect(first?.columns.level).toEqual(['error'])
      expect(labels).toHaveLength(3)
      expect(labels.every((label) => !label.includes('\n') && label.length <= 201)).toBe(true)
      const texts = (await store.listSegments('session')).flatMap(({ columns }) => columns.text)
      expect(texts.every((text) => text.length <= 241)).toBe(true)
    })

    it('walks a session segment by segment, from anywhere', async () => {
      const store = await withSegments(3, 2, 4)
      const parts: (readonly number[])[] = []
      for await (const part of readEntries(store, 's', { afterSeq: 2 })) parts.push(part.map(({ seq }) => seq))
      expect(parts).toEqual([[3], [4, 5], [6, 7, 8, 9]])
    })

    it('names the segment that cannot be read, and the rest can', async () => {
      const store = await withSegments(2, 2, 2)
      await subject().damage('s', 4, '{"document":"page","n":3}\n[1,"event"')
      expect(await failureOf(store.readSegment('s', 3))).toMatchObject({ code: 'store/corrupt', detail: { session: 's', at: 3 } })
      expect(await store.readSegment('s', 5)).toHaveLength(2)
      expect(await failureOf(entriesOf(store, 's'))).toMatchObject({ code: 'store/corrupt' })
      const read: number[] = []
      const damaged: number[] = []
      const options = { damaged: ({ firstSeq }: { readonly firstSeq: number }) => damaged.push(firstSeq) }
      for await (const part of readEntries(store, 's', options)) read.push(...part.map(({ seq }) => seq))
      expect({ read, damaged }).toEqual({ read: [1, 2, 5, 6], damaged: [3] })
    })

    it('tells entries that are missing from entries that never were', async () => {
      const store = await withSegments(2, 2)
      await subject().damage('s', 2, undefined)
      expect(await failureOf(store.readSegment('s', 1))).toMatchObject({ code: 'store/corrupt', detail: { session: 's', at: 1 } })
      expect(await store.readSegment('s', 3)).toHaveLength(2)
      expect(await store.readSegment('s', 5)).toEqual([])
    })
  })
}
