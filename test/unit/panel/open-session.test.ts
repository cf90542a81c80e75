import { signal } from '@preact/signals'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import type { Session } from '../../../src/core/model'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import { createOpenSession, type OpenSession } from '../../../src/panel/state/open-session'
import { generateVisit, storeVisit } from '../../harness/panel-page/generated-session'
import { createTestEnv } from '../../harness/test-env'
import { until as untilSlow } from '../../harness/until'

const visit = generateVisit({ id: 'visit', name: 'visit', startedAt: 1_700_000_000_000, entries: 1500, seed: 11 })
const until = (what: string, look: () => boolean) => untilSlow(what, look, { every: 5 })
let ending = new AbortController()
afterEach(() => {
  ending.abort()
  ending = new AbortController()
})

const env = createTestEnv()

async function stored(end: Session['status'] = 'ended'): Promise<SessionStore> {
  const store = createMemoryStore(env)
  await storeVisit(store, visit, end)
  return store
}

async function open(store: SessionStore, recorded = false): Promise<OpenSession> {
  const session = createOpenSession({ store, env }, 'visit', signal(await store.listSessions()), recorded, ending.signal)
  await until('the entries', () => !session.loader.loading.value || session.loader.failure.value !== undefined)
  return session
}

describe('an open session', () => {
  it('holds every entry that is stored, read page by page', async () => {
    const store = await stored()
    const limits: (number | undefined)[] = []
    const watched: SessionStore = {
      ...store,
      listSegments(session, afterSeq, limit) {
        limits.push(limit)
        return store.listSegments(session, afterSeq, limit)
      },
    }
    const session = await open(watched)
    expect(session.index.rows).toBe(visit.facts.length)
    expect(limits.every((limit) => limit !== undefined && limit <= 64)).toBe(true)
  })

  it('grows as entries are stored', async () => {
    const store = await stored('recording')
    const session = await open(store, true)
    const last = (await store.listDocuments('visit')).find(({ id }) => id === 'document-2')
    const t = visit.facts.at(-1)?.entry.t ?? 0
    await store.append('visit', 'document-2', (last?.lastN ?? 0) + 1, [{ kind: 'event', type: 'mark', data: { name: 'now' }, t: t + 5000 }])
    await until('the new entry', () => session.index.rows === visit.facts.length + 1)
    const { rows } = session.filter.filtered
    expect(session.index.text.label(rows.data[rows.length - 1] ?? 0)).toBe('now')
    expect(session.selection.follow.value).toBe(true)
  })

  it('goes by the names that sources gave themselves', async () => {
    const session = await open(await stored())
    await until('the source’s name', () => session.source.nameOf(0) === 'shop')
    expect(session.source.groups.value.flatMap(({ sources }) => sources.map(({ name }) => name))).toContain('shop')
    await until('the document’s name', () => session.source.groups.value[0]?.name === 'shop.example')
  })

  it('finds text in labels, and counts what it found', async () => {
    const session = await open(await stored())
    session.filter.type('cart/lineAdded')
    await until('the search', () => !session.filter.searching.value)
    const expected = visit.facts.filter(({ entry }) => JSON.stringify(entry.data).includes('cart/lineAdded'))
    expect(session.filter.filtered.rows.length).toBe(expected.length)
    session.filter.type('/(/')
    expect(session.filter.fault.value).toBeDefined()
    expect(session.filter.filtered.rows.length).toBe(expected.length)
    session.filter.clear()
    expect(session.filter.fault.value).toBeUndefined()
    expect(session.filter.filtered.rows.length).toBeGreaterThan(expected.length)
  })

  it('shows the entry that is selected, and the state at it', async () => {
    const session = await open(await stored())
    session.selection.move(Number.POSITIVE_INFINITY)
    const row = session.selection.row.value
    await until('the entry', () => session.entry.value.value?.seq === session.index.seq.data[row ?? 0])
    await until('its state', () => session.source.moment.value.value !== undefined)
    expect(session.source.moment.value.value?.value).toEqual(visit.states.at(-1))
    expect(session.source.step(-1)).toBe(true)
    expect(session.selection.row.value).not.toBe(row)
  })

  it('says why it cannot be read, and reads it when asked again', async () => {
    const store = await stored()
    let broken = true
    const session = await open({
      ...store,
      async listSegments(...wanted) {
        if (broken) throw new AppError('store/unavailable', { why: 'closed' })
        return store.listSegments(...wanted)
      },
    })
    expect(session.loader.failure.value?.code).toBe('store/unavailable')
    broken = false
    session.loader.retry()
    await until('the end of the failure', () => session.loader.failure.value === undefined)
    expect(session.index.rows).toBe(visit.facts.length)
  })

  it('shows what recording cost last', async () => {
    const session = await open(await stored())
    const told = visit.facts.filter(({ entry }) => entry.kind === 'performance').at(-1)
    await until('the overhead', () => session.overhead.latest.value !== undefined)
    expect(session.overhead.latest.value).toEqual(told?.entry.data)
  })
})
