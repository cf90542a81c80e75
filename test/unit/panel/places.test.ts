import { effect, signal } from '@preact/signals'
import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryTable } from '../../../src/core/jobs'
import { createMemoryStore } from '../../../src/core/store'
import type { PanelDeps, Place } from '../../../src/panel/deps'
import { createPanel } from '../../../src/panel/state/panel'
import { generateVisit, storeVisit } from '../../harness/panel-page/generated-session'
import { createTestEnv } from '../../harness/test-env'
import { until } from '../../harness/until'

let ending = new AbortController()
afterEach(() => {
  ending.abort()
  ending = new AbortController()
})

const at = (session: string, n?: number, filter = ''): Place => ({
  session,
  entry: n === undefined ? undefined : { document: 'document-1', n },
  filter,
})

/** A panel without a recorder whose address begins with `place`. */
function stage(place: Place | undefined) {
  const env = createTestEnv()
  const store = createMemoryStore(env)
  const wanted = signal<{ readonly place: Place | undefined }>({ place })
  const moves: (Place | undefined)[] = []
  const nothing = async (): Promise<void> => undefined
  const deps: PanelDeps = {
    env,
    store,
    theme: signal('light'),
    places: { wanted, moved: (to) => void moves.push(to), linkTo: (to) => `link to ${to.session} ${to.entry?.n} ${to.filter}` },
    jobs: {
      list: signal([]),
      exportFile: async () => 'job',
      redact: async () => 'redact-1',
      importFiles: async () => undefined,
      answer: async () => undefined,
      cancel: nothing,
      dismiss: nothing,
      save: nothing,
      exported: async () => [],
    },
    rules: createMemoryTable(),
    saveFile: () => undefined,
  }
  const panel = createPanel(deps, ending.signal)
  const put = (id: string) => storeVisit(store, generateVisit({ id, name: id, startedAt: 1_700_000_000_000, entries: 200, seed: 2 }))
  const go = (to: Place | undefined): void => {
    wanted.value = { place: to }
  }
  const moved = (what: string, is: (to: Place | undefined) => boolean) => until(what, () => moves.length > 0 && is(moves.at(-1)))
  return { panel, put, go, moves, moved }
}

describe('a panel with an address', () => {
  it('waits for the session of a link, and goes to its entry and filter when it comes', async () => {
    const { panel, put, moves, moved } = stage(at('a', 20, 'cart'))
    await until('the list', () => panel.sessions.list.value !== undefined)
    expect(panel.whereabouts.lost.value).toBe(true)
    expect(moves).toEqual([])
    await put('a')
    await moved('the entry', (to) => to?.entry?.n === 20)
    expect(moves.at(-1)).toEqual(at('a', 20, 'cart'))
    expect(panel.whereabouts.lost.value).toBe(false)
    const here = panel.whereabouts.here()
    expect(here && panel.whereabouts.linkTo?.(here)).toBe('link to a 20 cart')
  })

  it('tells each move of the person, and none while it follows a link', async () => {
    const { panel, put, go, moves, moved } = stage(undefined)
    await put('a')
    await put('b')
    await until('the list', () => panel.sessions.list.value?.length === 2)
    panel.openSession('a')
    await until('the entries', () => panel.open.value?.loader.loading.value === false)
    panel.open.value?.selection.select(3)
    expect(moves.at(-1)?.entry).toBeDefined()
    const before = moves.length
    go(at('b', 5))
    await moved('the other session', (to) => to?.session === 'b')
    expect(moves.slice(before)).toEqual([at('b', 5)])
    go(undefined)
    expect(panel.open.value).toBeUndefined()
  })

  it('says that an entry is not there, and lets go of it as soon as the person selects another', async () => {
    const { panel, put, moves, moved } = stage(at('a', 99_999))
    const said: (string | undefined)[] = []
    effect(() => void said.push(panel.whereabouts.missing.value))
    await put('a')
    await until('the word', () => panel.whereabouts.missing.value === 'entry')
    expect(panel.open.value?.index.rows).toBeGreaterThan(150)
    expect(moves).toEqual([])
    panel.open.value?.selection.select(0)
    await moved('the first entry', (to) => to?.entry?.n === 1)
    expect(said).toEqual([undefined, 'entry', undefined])
  })

  it('says nothing while it looks for an entry that is there', async () => {
    const { panel, put, moved } = stage(at('a', 20))
    const said: (string | undefined)[] = []
    effect(() => void said.push(panel.whereabouts.missing.value))
    await put('a')
    await moved('the entry', (to) => to?.entry?.n === 20)
    expect(said).toEqual([undefined])
  })

  it('says that a link cannot be read, until the person has seen it', async () => {
    const { panel, put, moves } = stage({ session: 'a', unclear: true, filter: 'cart' })
    await put('a')
    await until('the word', () => panel.whereabouts.missing.value === 'words')
    expect(panel.open.value?.filter.typed.value).toBe('cart')
    panel.whereabouts.giveUp()
    expect(panel.whereabouts.missing.value).toBeUndefined()
    expect(moves.at(-1)).toEqual({ session: 'a', entry: undefined, filter: 'cart' })
  })

  it('moves nowhere when the panel ends', async () => {
    const { panel, put, moves } = stage(undefined)
    await put('a')
    panel.openSession('a')
    const before = moves.length
    ending.abort()
    expect(moves.length).toBe(before)
  })
})

it('without a recorder nothing is recorded, whatever is pressed', async () => {
  const { panel } = stage(undefined)
  const states: string[] = []
  effect(() => void states.push(panel.recording.status.value.state))
  await panel.recording.toggle()
  await panel.recording.start({ reload: true })
  expect(panel.recording.possible).toBe(false)
  expect(states).toEqual(['unknown'])
})
