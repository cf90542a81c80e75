import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp } from '../harness/apps'
import { type Chromium, launchChromium } from '../harness/chromium'
import { controlRecorder, type RecorderControl } from '../harness/recording'
import type { Served } from '../harness/serve'
import type { StoredSession } from '../harness/stored'

interface Seen {
  /** Types of the actions that the other tool saw its store take. */
  readonly actions: string[]
  readonly fetched: string[]
  readonly logged: string[]
  readonly pushed: string[]
}

/**
 * Another tool in the page, as a script: answers to the names of Redux DevTools
 * as the real one does (an enhancer that wraps the store and its reducer), and
 * patches what recorders of requests, logs and navigation patch.
 */
const otherTool = `
  (() => {
    const seen = { actions: [], fetched: [], logged: [], pushed: [] }
    window.otherTool = seen
    const enhancer = () => (createStore) => (reducer, ...rest) =>
      createStore((state, action) => {
        if (!action.type.startsWith('@@')) seen.actions.push(action.type)
        return reducer(state, action)
      }, ...rest)
    const compose = (...functions) => functions.reduceRight((inner, outer) => (...args) => outer(inner(...args)), (value) => value)
    window.__REDUX_DEVTOOLS_EXTENSION__ = Object.assign(enhancer, { connect() { throw new Error('not used here') } })
    window.__REDUX_DEVTOOLS_EXTENSION_COMPOSE__ = (...args) =>
      args.length === 1 && typeof args[0] === 'object'
        ? (...enhancers) => compose(...enhancers, enhancer())
        : args.length === 0 ? enhancer() : compose(...args, enhancer())
    const patch = (target, name, list, note) => {
      const original = target[name]
      target[name] = function (...args) { list.push(note(...args)); return original.apply(this, args) }
    }
    patch(window, 'fetch', seen.fetched, (input) => String(input.url ?? input))
    patch(console, 'log', seen.logged, (text) => text)
    patch(history, 'pushState', seen.pushed, (state, title, url) => url)
  })()
`

let chromium: Chromium
let control: RecorderControl
let app: Served

beforeAll(async () => {
  chromium = await launchChromium()
  control = await controlRecorder(chromium)
  app = await serveApp('toolkit')
})
afterAll(async () => {
  await chromium.close()
  await app.close()
})

/** Uses the app while it is recorded; gives what each side saw, and what the app itself did. */
async function recordBeside(
  page: Page,
): Promise<{ readonly seen: Seen; readonly session: StoredSession; readonly done: readonly string[] }> {
  await page.goto(app.url)
  const id = await control.start(page, true)
  await page.getByRole('textbox').fill('Buy milk')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('button', { name: 'Load' }).click()
  await page.getByText('Read it again').waitFor()
  await page.evaluate(() => {
    console.log('said once')
    history.pushState({}, '', '/#moved')
  })
  // What the toolkit says of its own accord, half a second after its last query: nothing happens by itself after that.
  await page.waitForFunction(() =>
    (globalThis as unknown as { otherTool: Seen }).otherTool.actions.some((type) => type.endsWith('/subscriptionsUpdated')),
  )
  const { seen, done } = await page.evaluate(() => {
    const { otherTool: seen, fixture } = globalThis as unknown as { otherTool: Seen; fixture: { steps: { action: string }[] } }
    return { seen, done: fixture.steps.map(({ action }) => String(JSON.parse(action).type)) }
  })
  await control.stop(page)
  return { seen, session: await control.session(id), done }
}

function expectAllToHaveSeenEverything({ seen, session, done }: Awaited<ReturnType<typeof recordBeside>>): void {
  const of = (type: string) => session.entries.filter((entry) => entry.type === type)
  const redux = session.entries.find(({ type, data }) => type === 'open' && data.library === 'redux')
  expect(done).toContain('todos/added')
  expect(seen.actions).toEqual(done)
  expect(
    of('change')
      .filter(({ source }) => source === redux?.source)
      .map(({ data }) => data.action?.type),
  ).toEqual(done)
  expect(seen.logged).toEqual(['said once'])
  expect(of('console').map(({ data }) => data.args)).toEqual([['said once']])
  expect(seen.pushed).toEqual(['/#moved'])
  expect(of('navigation').filter(({ data }) => data.how === 'push')).toHaveLength(1)
  expect(seen.fetched.length).toBeGreaterThan(1)
  expect(of('request').map(({ data }) => data.url)).toEqual(seen.fetched.map((url) => new URL(url, app.url).href))
  expect(of('gap')).toEqual([])
}

describe('beside another tool that watches the same things', () => {
  it('installed before ours, both see everything once', async () => {
    const page = await chromium.open()
    // Runs at the creation of each document, before the scripts of extensions.
    await page.addInitScript(otherTool)
    expectAllToHaveSeenEverything(await recordBeside(page))
    await page.close()
  })

  it('installed after ours, by the first script of the page, both see everything once', async () => {
    const page = await chromium.open()
    await page.route(app.url, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: (await response.text()).replace('<head>', `<head><script>${otherTool}</script>`) })
    })
    expectAllToHaveSeenEverything(await recordBeside(page))
    await page.close()
  })
})
