import { isDeepStrictEqual } from 'node:util'
import type { Frame, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppName, serveApp } from '../harness/apps'
import { type Chromium, launchChromium } from '../harness/chromium'
import { naiveStates, naiveValues } from '../harness/naive-replay'
import { controlRecorder, type RecorderControl } from '../harness/recording'
import { shownMoment } from '../harness/shown-moment'
import type { StoredSession } from '../harness/stored'
import { saysInUse } from '../harness/toolkit-app'
import { until } from '../harness/until'

interface Step {
  readonly action?: string
  readonly state: string
}

let chromium: Chromium
let control: RecorderControl

beforeAll(async () => {
  chromium = await launchChromium()
  control = await controlRecorder(chromium)
})
afterAll(() => chromium.close())

/** What the app did so far, by its own account. */
function stepsOf(page: Page): Promise<readonly Step[]> {
  return page.evaluate(() => (globalThis as unknown as { readonly fixture: { readonly steps: Step[] } }).fixture.steps)
}

/** Records `app` from its first script on while `use` uses it; gives the recording and the app's own account. */
async function record(
  app: AppName,
  use: (page: Page) => Promise<void>,
): Promise<{ readonly session: StoredSession; readonly steps: readonly Step[] }> {
  const server = await serveApp(app)
  try {
    const page = await chromium.open(server.url)
    const id = await control.start(page, true)
    await use(page)
    const steps = await stepsOf(page)
    await control.stop(page)
    const session = await control.session(id)
    await page.close()
    return { session, steps }
  } finally {
    await server.close()
  }
}

/** The entries of the one source whose library speaks to Redux DevTools, or of the one that it gave this name. */
function sourceEntries(session: StoredSession, name?: string) {
  const open = session.entries.find(
    ({ type, data }) => type === 'open' && data.library !== 'web-storage' && (name === undefined || data.name === name),
  )
  expect(open, 'a source was opened').toBeDefined()
  return session.entries.filter(({ source, document }) => source === open?.source && document === open?.document)
}

/** The same JSON with the keys of every object in one order. */
const sorted = (json: string) =>
  JSON.stringify(JSON.parse(json), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )

const gapsOf = (session: StoredSession) => session.entries.filter(({ type }) => type === 'gap').map(({ kind, data }) => ({ kind, ...data }))

describe('an app that nobody here wrote is recorded through its own integration', () => {
  it('Redux Toolkit with RTK Query: each action with the state the app had after it', async () => {
    const { session, steps } = await record('toolkit', async (page) => {
      await page.getByRole('textbox').fill('Buy milk')
      await page.getByRole('button', { name: 'Add' }).click()
      await page.getByRole('checkbox').first().click()
      await page.getByRole('button', { name: 'Load' }).click()
      await page.getByText('Read it again').waitFor()
      await page.getByRole('button', { name: 'Clear' }).click()
      await page.getByText('Buy milk').waitFor({ state: 'detached' })
      await until('the last action of the page itself', async () =>
        (await stepsOf(page)).some(({ action, state }) =>
          saysInUse({ type: JSON.parse(action ?? '{}').type, state: JSON.parse(state) }, 1),
        ),
      )
    })
    const states = naiveStates(sourceEntries(session))
    const changes = states.filter(({ entry }) => entry.type === 'change')
    expect(changes.map(({ entry }) => entry.data.action.type)).toEqual(steps.map(({ action }) => JSON.parse(action ?? '{}').type))
    expect(changes.map(({ json }) => JSON.parse(json))).toEqual(steps.map(({ state }) => JSON.parse(state)))
    expect(gapsOf(session)).toEqual([])
  })

  it('Zustand with its devtools middleware: each named set with the state after it', async () => {
    const { session, steps } = await record('zustand', async (page) => {
      for (const name of ['Bear is born', 'Bear is born', 'Bears eat', 'Refill honey']) await page.getByRole('button', { name }).click()
      await until('the honey', async () => (await page.locator('#honey').textContent()) === '12')
      await page.getByRole('button', { name: 'Start over' }).click()
    })
    const states = naiveStates(sourceEntries(session)).map(({ json }) => json)
    expect(states.slice(-steps.length)).toEqual(steps.map(({ state }) => state))
    const types = sourceEntries(session)
      .filter(({ type }) => type === 'change')
      .map(({ data }) => data.action.type)
    expect(types).toEqual(expect.arrayContaining(['forest/born', 'forest/eat', 'forest/refill']))
    expect(gapsOf(session)).toEqual([])
  })

  it('Swagger UI as published, with its Immutable.js state', async () => {
    const { session, steps } = await record('swagger', async (page) => {
      await page.getByText('/pets', { exact: true }).first().click()
      await page.getByRole('button', { name: 'Try it out' }).first().click()
      await page.getByRole('button', { name: 'Execute' }).first().click()
      await page.getByText('Rex').first().waitFor()
    })
    // Objects of Immutable.js keep keys in the order of their hashes: what counts is what they hold.
    const states = naiveStates(sourceEntries(session)).map(({ json }) => sorted(json))
    // The app tells after each dispatch that its subscribers hear of; what it told last is what was recorded last.
    const told = [...new Set(steps.map(({ state }) => sorted(state)))]
    expect(told.length).toBeGreaterThan(5)
    expect(states.at(-1)).toEqual(told.at(-1))
    expect(told.filter((state) => !states.includes(state))).toEqual([])
  })
})

/** What the tree says of `everyType` of the fixtures in its second round, of which the app has changed what changes. */
const secondRound = [
  'text: "round 2"',
  'nothing: undefined',
  'none: null',
  'even: true',
  'notANumber: NaN',
  'minusZero: -0',
  'endless: Infinity',
  'large: 18014398509481986n',
  'symbol: Symbol(symbol 2)',
  'when: 2026-03-02T09:00:00.000Z',
  'never: Invalid Date',
  'pattern: /a{2}/gi',
  'address: https://shop.example/page?round=2',
  'prices: Map(2)',
  '"tea": 7',
  '1970-01-01T00:00:00.000Z: Set(1) {"since 2"}',
  'seen: Set(2)',
  '"tea"',
  '2',
  'bytes: Uint8Array(3 bytes)',
  'total: Money',
  'amount: 2',
  'currency: "EUR"',
  'failure: RangeError: no 2',
  'onPay: ƒ onPay',
  'holed: [3]',
  '0: 2',
  '1: empty',
  '2: 2',
  'deep:',
  'list: [1]',
  '0:',
  'of:',
  'things: 2',
  'family: {child: {name: "Ada", parent: ↑ 2}}',
]

/** What the difference to the round before says. */
const firstToSecond = [
  '~text: "round 1" → "round 2"',
  '~even: false → true',
  '~large: 9007199254740993n → 18014398509481986n',
  '~symbol: Symbol(symbol 1) → Symbol(symbol 2)',
  '~when: 2026-03-01T09:00:00.000Z → 2026-03-02T09:00:00.000Z',
  '~pattern: /a{1}/gi → /a{2}/gi',
  '~address: https://shop.example/page?round=1 → https://shop.example/page?round=2',
  'prices: Map(2)',
  '~"tea": 3.5 → 7',
  '1970-01-01T00:00:00.000Z: Set(1)',
  '~0: "since 1" → "since 2"',
  'seen: Set(2)',
  '1 unchanged',
  '~1: 1 → 2',
  '~bytes: Uint8Array(3 bytes) → Uint8Array(3 bytes)',
  'total: Money',
  '~amount: 1 → 2',
  '1 unchanged',
  '~failure: RangeError: no 1 → RangeError: no 2',
  'holed: [3]',
  '~0: 1 → 2',
  '1 unchanged',
  '~2: 1 → 2',
  'deep:',
  'list: [1]',
  '0:',
  'of:',
  '~things: 1 → 2',
  '8 unchanged',
]

const without = (lines: readonly string[], key: string) => lines.filter((line) => !line.replace('~', '').startsWith(`${key}: `))

describe('values of every type are recorded, and shown, as what they are', () => {
  let panel: Frame
  beforeAll(async () => {
    // Tall enough for all lines of a tree.
    panel = (await chromium.openPanel(await chromium.open(), { width: 1400, height: 1400 })).panel
  })

  const press = (page: Page, name: string) => page.getByRole('button', { name }).click()
  const jsons = (texts: readonly (string | undefined)[]) => texts.map((text) => JSON.parse(text ?? 'null'))

  /** What the panel shows of the last entry of the session whose row has these words. */
  async function shownAt({ name }: StoredSession, words: string) {
    await panel.getByRole('button', { name }).click()
    const shown = await shownMoment(panel, words)
    await panel.getByRole('button', { name: 'Sessions', exact: true }).click()
    return shown
  }

  it('NgRx with its store devtools: actions with what they carry, and a reducer that comes later', async () => {
    const { session, steps } = await record('ngrx', async (page) => {
      for (const name of ['Next round', 'Serve a guest', 'Open the kitchen', 'Serve a guest', 'Next round']) await press(page, name)
    })
    const changes = naiveValues(sourceEntries(session)).filter(({ entry }) => entry.type === 'change')
    expect(changes.map(({ entry }) => entry.data.action)).toEqual(jsons(steps.map(({ action }) => action)))
    expect(changes.map(({ value }) => value)).toEqual(jsons(steps.map(({ state }) => state)))
    expect(changes.map(({ entry }) => entry.data.action.type)).toEqual([
      '[Cafe] Next round',
      '[Cafe] Guest served',
      '[Kitchen] Opened',
      '@ngrx/store/update-reducers',
      '[Cafe] Guest served',
      '[Cafe] Next round',
    ])
    expect(gapsOf(session)).toEqual([])
    const { action, state, difference } = await shownAt(session, '[Cafe] Next round')
    expect(action).toEqual(['at: 2026-03-01T00:00:00.000Z', 'by: Set(1) {"Ada"}', 'type: "[Cafe] Next round"'])
    const guests = 'guests: Map(1) {"Ada" → 2026-03-01T00:00:00.000Z}'
    expect(state).toEqual(['cafe:', 'round: 2', 'values:', ...without(secondRound, 'bytes'), guests, 'kitchen: {orders: Set(1) {"Ada"}}'])
    expect(difference).toEqual(['cafe:', '~round: 1 → 2', 'values:', ...without(firstToSecond, 'bytes'), '1 unchanged', '1 unchanged'])
  })

  it('Jotai with its devtools: all atoms together, and one by itself', async () => {
    const { session, steps } = await record('jotai', async (page) => {
      await page.getByText('Welcome to round 0').waitFor()
      for (const name of ['Next round', 'Serve a guest', 'Next round']) await press(page, name)
      await page.getByText('Welcome to round 2').waitFor()
    })
    const all = naiveValues(sourceEntries(session, 'cafe')).filter(({ entry }) => entry.type === 'change')
    expect(all.map(({ entry }) => entry.data.action.type)).toEqual(all.map((_, i) => String(i + 1)))
    // It also tells of atoms that come to be read, of which the app does not speak.
    const values = all.map(({ value }) => (value as { readonly values: unknown }).values)
    const distinct = values.filter((value, i) => !isDeepStrictEqual(value, values[i - 1]))
    expect(distinct.slice(-steps.length)).toEqual(jsons(steps.map(({ state }) => state)))
    const guests = naiveValues(sourceEntries(session, 'guests'))
    expect(guests.map(({ value }) => value)).toEqual([
      { $: 'map', v: [] },
      { $: 'map', v: [['Ada', { $: 'date', v: '2026-03-01T00:00:00.000Z' }]] },
    ])
    expect(guests.at(-1)?.entry.data.action.type).toMatch(/^guests - /)
    expect(gapsOf(session)).toEqual([])
    const last = all.at(-1)?.entry.data.action
    const { action, state, difference } = await shownAt(session, last.type)
    expect(action).toEqual([`type: "${last.type}"`, `updatedAt: "${last.updatedAt}"`])
    expect(state.slice(0, -1)).toEqual([
      'values:',
      'atom1:round: 2',
      'atom3:cafe.guests: Map(1) {"Ada" → 2026-03-01T00:00:00.000Z}',
      'atom2:values:',
      ...secondRound,
      'atom4:greeting: Promise',
    ])
    expect(difference).toEqual(['values:', '~atom1:round: 1 → 2', 'atom2:values:', ...firstToSecond, '2 unchanged', '1 unchanged'])
  })

  it('Valtio with its devtools: a Map and a Set of its own too', async () => {
    const { session, steps } = await record('valtio', async (page) => {
      for (const name of ['Next round', 'Serve a guest', 'The guest leaves', 'Serve a guest', 'Next round']) await press(page, name)
    })
    const states = naiveValues(sourceEntries(session))
    expect(states.map(({ value }) => value)).toEqual(jsons(steps.map(({ state }) => state)))
    const types = states.map(({ entry }) => entry.data.action?.type)
    expect(types).toEqual(jsons(steps.map(({ action }) => action)).map((action) => action?.type))
    expect(gapsOf(session)).toEqual([])
    const { action, state, difference } = await shownAt(session, 'set:round, set:values')
    expect(action[0]).toBe('type: "set:round, set:values"')
    expect(state).toEqual([
      'round: 2',
      'values:',
      ...without(secondRound, 'address'),
      'guests: Map(1) {"Ada" → {tea: 1, since: 2026-03-01T00:00:00.000Z}}',
      'tables: Set(2) {2, 7}',
    ])
    expect(difference).toEqual(['~round: 1 → 2', 'values:', ...without(firstToSecond, 'address'), '2 unchanged'])
  })
})
