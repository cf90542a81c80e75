import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import type { Entry } from '../../../src/core/model'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import { exportSession, importSession, importTarget } from '../../../src/core/transfer'
import { entriesIn, fixedEnv, page, record, sampleEntries, session } from '../jobs/support'

async function gather(batches: AsyncIterable<readonly Entry[]>): Promise<readonly Entry[]> {
  const all: Entry[] = []
  for await (const batch of batches) all.push(...batch)
  return all
}

async function stored(entries = sampleEntries(200)): Promise<SessionStore> {
  const store = createMemoryStore(fixedEnv())
  await record(store, entries)
  return store
}

/** A store in which the segment that holds `seq` cannot be read. */
function damagedAt(store: SessionStore, seq: number): SessionStore {
  return {
    ...store,
    async readSegment(id, at) {
      const [segment] = await store.listSegments(id, at - 1, 1)
      if (segment !== undefined && segment.firstSeq <= seq && seq <= segment.lastSeq)
        throw new AppError('store/corrupt', { at, session: id, why: 'bits' })
      return store.readSegment(id, at)
    },
  }
}

describe('exporting from a store', () => {
  it('gives documents and entries in order, each once, also while segments are merged', async () => {
    const store = await stored()
    const { entries, documents } = await exportSession(store, session.id)
    const seen: Entry[] = []
    for await (const batch of entries) {
      seen.push(...batch)
      await store.compact(session.id, true)
    }
    expect(seen).toEqual(sampleEntries(200))
    expect(documents).toEqual([page])
  })

  it('ends where a first pass ended, whatever came since', async () => {
    const store = await stored()
    const first = await gather((await exportSession(store, session.id)).entries)
    await store.append(session.id, page.id, 201, sampleEntries(3))
    const cut = { lastSeq: first.at(-1)?.seq ?? 0, entries: first.length }
    expect(await gather((await exportSession(store, session.id, cut)).entries)).toEqual(first)
    expect(await gather((await exportSession(store, session.id)).entries)).toHaveLength(203)
  })

  it('[E2] [M3] puts a gap in the place of each entry that cannot be read', async () => {
    const store = damagedAt(await stored(), 100)
    const entries = await gather((await exportSession(store, session.id)).entries)
    expect(entries.map(({ seq, n }) => [seq, n])).toEqual(sampleEntries(200).map(({ seq, n }) => [seq, n]))
    const gaps = entries.filter(({ type }) => type === 'gap')
    expect(gaps).toHaveLength(60)
    const lost = sampleEntries(200).filter(({ seq }) => gaps.some((gap) => gap.seq === seq))
    expect(gaps.map(({ t, source }) => [t, source])).toEqual(lost.map(({ t, kind, source }) => [t, kind === 'state' ? source : undefined]))
    expect(gaps[0]?.data).toEqual({ reason: 'damaged', lost: 1 })
  })
})

describe('importing into a store', () => {
  const { status, ...rest } = { ...session, status: 'ended' as const }
  const incoming = { ...rest, status }

  async function* batches(entries: readonly Entry[]): AsyncGenerator<readonly Entry[]> {
    for (let at = 0; at < entries.length; at += 7) yield entries.slice(at, at + 7)
  }

  it('keeps numbers, also those of a session whose beginning was dropped', async () => {
    const store = createMemoryStore(fixedEnv())
    const late = sampleEntries(50).slice(20)
    await importSession(store, fixedEnv(), incoming, [page], batches(late))
    expect(await entriesIn(store, session.id)).toEqual(late)
  })

  it('[T1] finds a name for a copy that no session has', async () => {
    const store = await stored()
    const env = fixedEnv('copy')
    expect(await importTarget(store, env, { id: 'other', name: 'x' })).toEqual({ session: 'other', name: 'x' })
    expect(await importTarget(store, env, incoming)).toEqual({ session: 'copy-0', name: 'Checkout fails (copy)' })
    await store.editSession(session.id, { name: 'Checkout fails (copy)' })
    expect(await importTarget(store, env, incoming)).toEqual({ session: 'copy-1', name: 'Checkout fails (copy 2)' })
  })

  it('leaves the store as it was when it is aborted or fails midway', async () => {
    const store = createMemoryStore(fixedEnv())
    const abort = new AbortController()
    async function* aborting(): AsyncGenerator<readonly Entry[]> {
      yield* batches(sampleEntries(20))
      abort.abort(new AppError('job/cancelled'))
      yield* batches(sampleEntries(40).slice(20))
    }
    await expect(importSession(store, fixedEnv(), incoming, [page], aborting(), abort.signal)).rejects.toMatchObject({
      code: 'job/cancelled',
    })
    const strange = sampleEntries(10).map((entry) => ({ ...entry, document: 'elsewhere' }))
    await expect(importSession(store, fixedEnv(), incoming, [page], batches(strange))).rejects.toMatchObject({
      code: 'store/unknown-document',
    })
    expect(await store.listSessions()).toEqual([])
    expect(await store.sweepStages(Number.MAX_SAFE_INTEGER)).toBe(0)
  })
})
