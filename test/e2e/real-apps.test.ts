import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppName, serveApp } from '../harness/apps'
import { type Chromium, launchChromium } from '../harness/chromium'
import { naiveStates } from '../harness/naive-replay'
import { controlRecorder, type RecorderControl } from '../harness/recording'
import type { StoredSession } from '../harness/stored'
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
    const steps = await page.evaluate(() => (globalThis as unknown as { readonly fixture: { readonly steps: Step[] } }).fixture.steps)
    await control.stop(page)
    const session = await control.session(id)
    await page.close()
    return { session, steps }
  } finally {
    await server.close()
  }
}

/** The entries of the one source whose library speaks to Redux DevTools. */
function sourceEntries(session: StoredSession) {
  const open = session.entries.find(({ type, data }) => type === 'open' && data.library !== 'web-storage')
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
