import { signal } from '@preact/signals'
import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryStore, type SessionStore } from '../../../src/core/store'
import type { Json } from '../../../src/core/value'
import { packView, unpackView, type ViewParts } from '../../../src/panel/selectors/view-parts'
import { createLayout, type Layout } from '../../../src/panel/state/layout'
import { createOpenSession, type OpenSession } from '../../../src/panel/state/open-session'
import { keepView } from '../../../src/panel/state/view-state'
import { record, session } from '../../harness/notation'
import { createTestEnv } from '../../harness/test-env'
import { until as untilSlow } from '../../harness/until'

const env = createTestEnv()
const until = (what: string, look: () => boolean | Promise<boolean>) => untilSlow(what, look, { every: 5 })
const open: AbortController[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.abort()
})

const told = session`mark 1 | @frame mark 2 | mark 3 | warn 4 | throw 5 | state cart.total=1 | state user.name=Ada`

async function storeOf(view?: Json): Promise<SessionStore> {
  const store = createMemoryStore(env)
  await record(store, told)
  if (view !== undefined) await store.putView('session', view)
  return store
}

interface Opened {
  readonly at: OpenSession
  readonly layout: Layout
  close(): void
}

async function opened(store: SessionStore, recorded = false): Promise<Opened> {
  const ending = new AbortController()
  open.push(ending)
  const layout = createLayout(undefined)
  const at = createOpenSession({ store, env }, 'session', signal(await store.listSessions()), recorded, ending.signal)
  keepView(at, { store, layout, recorded }, ending.signal)
  await until('the entries', () => !at.loader.loading.value)
  return { at, layout, close: () => ending.abort() }
}

describe('the view of a session', () => {
  it('is there again when the session is opened again', async () => {
    const store = await storeOf()
    const first = await opened(store)
    first.at.filter.type('is:error')
    first.at.filter.toggleFacet('console')
    first.at.filter.setLevel('warn')
    first.at.tab.value = 'notes'
    first.at.stateView.tab.value = 'diff'
    first.at.stateView.tree.value = {
      open: new Map([
        ['/cart', true],
        ['/seen', false],
      ]),
      shown: new Map(),
    }
    first.at.source.pick(1)
    first.layout.resize('timeline', 33)
    first.at.time.show({ from: 1, until: 2e12 })
    first.at.shown.setGrouped(true)
    first.at.selection.select(4)
    first.close()
    await until('it is kept', async () => (await store.getView('session')) !== undefined)

    const { at, layout } = await opened(store)
    await until('the entry', () => at.selection.row.value === 4)
    expect(at.filter.typed.value).toBe('is:error')
    expect(at.filter.facets.value.has('console')).toBe(false)
    expect(at.filter.level.value).toBe('warn')
    expect(at.tab.value).toBe('notes')
    expect(at.stateView.tab.value).toBe('diff')
    expect([...at.stateView.tree.value.open]).toEqual([['/cart', true]])
    expect(at.source.picked.value).toBe(1)
    expect(layout.sizes.value.timeline).toBe(33)
    expect(at.time.range.value).toEqual({ from: 1, until: 2e12 })
    expect(at.shown.grouped.value).toBe(true)
  })

  it('stays kept when nothing was touched, also while its entry is not there', async () => {
    const view = packView({ selected: { document: 'gone', n: 7 }, typed: 'x' })
    const store = await storeOf(view)
    const first = await opened(store)
    await until('the filter', () => first.at.filter.typed.value === 'x')
    first.at.tab.value = 'json'
    first.close()
    await until('it is kept', async () => unpackView(await store.getView('session')).tab === 'json')
    expect(unpackView(await store.getView('session'))).toMatchObject({ selected: { document: 'gone', n: 7 }, typed: 'x' })
  })

  it('takes nothing from a person who was faster', async () => {
    const store = await storeOf(packView({ selected: { document: 'page', n: 1 }, typed: 'old' }))
    let answer = (): void => undefined
    const asked = new Promise<void>((resolve) => {
      answer = resolve
    })
    const slow = { ...store, getView: (id: string) => asked.then(() => store.getView(id)) }
    const { at } = await opened(slow)
    at.filter.type('new')
    at.selection.select(3)
    answer()
    at.tab.value = 'json'
    await until('it is kept', async () => unpackView(await store.getView('session')).typed === 'new')
    expect(at.selection.row.value).toBe(3)
    expect(at.filter.typed.value).toBe('new')
  })

  it('takes a source back that comes later, and leaves one alone that the person chose meanwhile', async () => {
    const store = await storeOf(packView({ source: { document: 'page', source: 'late' } }))
    const late = await opened(store)
    const append = (source: string, n: number) =>
      store.append('session', 'page', n, [{ kind: 'state', type: 'keyframe', source, data: { value: n, why: 'init' }, t: 2e12 + n }])
    await append('late', 7)
    await until('the source', () => late.at.source.picked.value === 2)
    late.close()

    await store.putView('session', packView({ source: { document: 'page', source: 'later' } }))
    const { at } = await opened(store)
    at.source.pick(0)
    await append('later', 8)
    await until('the other source', () => at.index.sources.length === 4)
    expect(at.source.picked.value).toBe(0)
  })

  it('leaves a recording at its end', async () => {
    const store = await storeOf(packView({ selected: { document: 'page', n: 1 }, level: 'warn' }))
    const { at } = await opened(store, true)
    await until('the level', () => at.filter.level.value === 'warn')
    expect(at.selection.row.value).toBeUndefined()
    expect(at.selection.follow.value).toBe(true)
  })

  it('that cannot be read or kept disturbs nobody', async () => {
    const store = await storeOf()
    const failing = () => Promise.reject(new Error('no'))
    const first = await opened({ ...store, getView: failing, putView: failing })
    first.at.filter.type('mark')
    first.close()
    expect(await store.getView('session')).toBeUndefined()
  })
})

describe('a kept view', () => {
  const whole: ViewParts = {
    selected: { document: 'page', n: 1 },
    typed: 'cart',
    facets: ['state', 'error'],
    level: 'error',
    range: { from: 1, until: 2 },
    bursts: true,
    tab: 'json',
    stateTab: 'raw',
    source: { document: 'page', source: 'cart' },
    open: ['/cart', '/cart/lines/0'],
    sizes: { timeline: 40 },
  }

  it('comes back as it was', () => {
    expect(unpackView(packView(whole))).toEqual(whole)
    expect(unpackView(JSON.parse(JSON.stringify(packView(whole))))).toEqual(whole)
  })

  const broken: Readonly<Record<keyof ViewParts, readonly Json[]>> = {
    selected: [null, 7, { document: 'page' }, { document: 'page', n: 0 }, { document: 1, n: 1 }],
    typed: [7, null, 'x'.repeat(2001)],
    facets: ['state', ['state', 'unheard of'], [1]],
    level: ['loud', 1],
    range: [{ from: 2, until: 1 }, { from: '1', until: 2 }, []],
    bursts: ['yes', 1],
    tab: ['elsewhere', null],
    stateTab: ['json', 1],
    source: ['cart', { document: 'page' }, { document: 1, source: 'cart' }],
    open: ['/cart', {}, [1], ['cart'], Array(501).fill('/a'), [`/${'x'.repeat(20_000)}`]],
    sizes: [{ timeline: 200 }, { timeline: '40' }, [], 4],
  }
  it.each(Object.entries(broken).flatMap(([part, values]) => values.map((value) => [part, value] as const)))(
    'loses its part %s when that is %j, and no other',
    (part, value) => {
      const view = { ...JSON.parse(JSON.stringify(packView(whole))), [part]: value }
      expect(unpackView(view)).toEqual({ ...whole, [part]: undefined })
    },
  )

  it('keeps what was opened last, where that is more than can be kept', () => {
    const many = Array.from({ length: 700 }, (_, at) => `/${at}`)
    expect(unpackView(packView({ open: many })).open).toEqual(many.slice(200))
    const long = Array.from({ length: 10 }, (_, at) => `/${at}${'x'.repeat(2998)}`)
    expect(unpackView(packView({ open: long })).open).toEqual(long.slice(4))
  })

  it.each([undefined, null, 7, 'x', [], {}, { version: 2, typed: 'x' }, { version: '1', typed: 'x' }])('that is %j is none', (view) => {
    expect(Object.values(unpackView(view as Json | undefined)).filter((part) => part !== undefined)).toEqual([])
  })
})
