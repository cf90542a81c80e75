import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp } from '../harness/apps'
import { comparable, readArchiveFile } from '../harness/archive-file'
import { launchChromium } from '../harness/chromium'
import { type CountingApp, countedSteps, countingApp, countingFaults } from '../harness/counting-app'
import { callText, type Firefox, launchFirefox } from '../harness/firefox'
import type { FirefoxPanel } from '../harness/firefox-panel'
import { naiveStates } from '../harness/naive-replay'
import { controlRecorder } from '../harness/recording'
import { type Served, servePage } from '../harness/serve'
import { dumpDatabase, numberingFaults, readDump, type StoredSession } from '../harness/stored'
import { removeFolder, tempFolder } from '../harness/temp'
import { saysInUse, type ToolkitStep } from '../harness/toolkit-app'
import { until } from '../harness/until'
import { command } from './jobs/remote'

const rowsOf = (panel: FirefoxPanel) =>
  panel.evaluate(() => [...document.querySelectorAll('[role=row]')].map((row) => row.textContent ?? ''))

/** Waits for the row that says `text`. */
const row = (panel: FirefoxPanel, text: string) =>
  until(`the row ${text}`, async () => (await rowsOf(panel)).find((found) => found.includes(text)))

const sessionsIn = async (panel: FirefoxPanel) => readDump(await panel.evaluate(dumpDatabase))

/** Stops the recording as a person does, and gives what was stored. */
async function stop(panel: FirefoxPanel): Promise<StoredSession> {
  const going = (await sessionsIn(panel)).find(({ status }) => status === 'recording')
  await panel.press('Stop')
  return await until('the session to end', async () =>
    (await sessionsIn(panel)).find(({ id, status }) => id === going?.id && status === 'ended'),
  )
}

/** The states that the app itself had after each of its actions, with their types. */
async function account(firefox: Firefox): Promise<readonly ToolkitStep[]> {
  const steps = await firefox.evaluate(() => window.fixture.steps)
  return steps.map(({ action, state }) => ({ type: JSON.parse(action ?? '{}').type, state: JSON.parse(state) }))
}

/** The same, as it was recorded in one document. */
function recorded(session: StoredSession, document: string) {
  const open = session.entries.find((entry) => entry.type === 'open' && entry.data.library !== 'web-storage' && entry.document === document)
  const entries = session.entries.filter((entry) => entry.document === document && entry.source === open?.source)
  return naiveStates(entries)
    .filter(({ entry }) => entry.type === 'change')
    .map(({ entry, json }) => ({ type: entry.data.action.type, state: JSON.parse(json) }))
}

describe('the thread, in the real toolbox of Firefox', () => {
  const files = tempFolder('firefox-thread')
  let app: Served
  let counting: Served
  let firefox: Firefox

  beforeAll(async () => {
    app = await serveApp('toolkit')
    counting = await servePage(countingApp)
    // Only the rows in view exist, so there is room for many.
    firefox = await launchFirefox({ preferences: { 'devtools.toolbox.footer.height': 600 } })
  })
  afterAll(async () => {
    await firefox.close()
    await app.close()
    await counting.close()
    removeFolder(files)
  })

  it('records the same as Chromium, shows it live, and every state is the one the app had', async () => {
    await firefox.open(app.url)
    const panel = await firefox.openPanel()
    await panel.press('Record')
    await row(panel, 'recording began after the page had already run')
    const before = (await account(firefox)).length

    await firefox.type('//input[not(@type)]', 'Buy milk')
    await firefox.click("//button[.='Add']")
    await row(panel, 'todos/added')
    await firefox.click("//button[.='Load']")
    await row(panel, 'todos/load/fulfilled')
    await firefox.click("//label[contains(., 'Read it again')]/input")
    await row(panel, 'todos/toggled')
    await firefox.runInPage(() => {
      console.warn('careful', { left: 3 })
      localStorage.setItem('layout', 'wide')
      history.pushState(null, '', '#list')
      void fetch('api/nothing')
      setTimeout(() => {
        throw new RangeError('too far')
      })
    })
    await row(panel, 'too far')
    await row(panel, '404 GET')
    const first = (await account(firefox)).slice(before)

    await firefox.open(`${app.url}index.html?again`)
    await firefox.click("//button[.='Next quote']")
    await until('the second quote, and that it is told to be in use', async () => {
      const steps = await account(firefox)
      return steps.filter(({ type }) => type.endsWith('fulfilled')).length === 2 && steps.some((step) => saysInUse(step, 2))
    })
    const second = await account(firefox)
    const session = await stop(panel)
    await panel.close()

    expect(numberingFaults(session)).toEqual([])
    const kinds = new Set(session.entries.map(({ kind, type }) => `${kind} ${type}`))
    for (const wanted of ['open', 'keyframe', 'change'].map((type) => `state ${type}`)) expect(kinds).toContain(wanted)
    for (const wanted of ['console', 'error', 'input', 'navigation', 'request', 'response']) expect(kinds).toContain(`event ${wanted}`)
    const told = session.entries.map(({ type, data }) => `${type} ${data.how ?? data.action ?? data.library ?? data.status ?? ''}`)
    expect(told).toEqual(
      expect.arrayContaining([
        'navigation push',
        'navigation leave',
        'navigation load',
        'input click',
        'input input',
        'response 404',
        'open web-storage',
      ]),
    )
    expect(session.entries.filter(({ type }) => type === 'gap').map(({ data }) => data.reason)).toEqual(['late'])
    expect(session.documents).toHaveLength(2)
    const [one, two] = session.documents.toSorted((a, b) => a.url.length - b.url.length)
    expect(first.map(({ type }) => type)).toEqual(expect.arrayContaining(['todos/added', 'todos/load/fulfilled', 'todos/toggled']))
    expect(recorded(session, one?.id ?? '')).toEqual(first)
    expect(recorded(session, two?.id ?? '')).toEqual(second)
  })

  it('loses no action and repeats none when the background is stopped again and again', async () => {
    const actions = 1000
    await firefox.open(counting.url)
    const panel = await firefox.openPanel()
    await panel.press('Record')
    await row(panel, 'recording began after the page had already run')
    await firefox.runInPage((count) => void (window as unknown as CountingApp).run(count, 3), actions)
    for (const part of [0.15, 0.3, 0.5, 0.7, 0.85]) {
      const due = Math.floor(actions * part)
      await until(`action ${due}`, () => firefox.evaluate((n) => (window as unknown as CountingApp).done() >= n, due))
      await firefox.stopBackground()
    }
    await until('the last action', () => firefox.evaluate((n) => (window as unknown as CountingApp).done() === n, actions))
    const session = await stop(panel)
    await panel.close()
    expect([...numberingFaults(session), ...countingFaults(countedSteps(session), actions)]).toEqual([])
  })

  it('opens a file that Chromium exported, with the same entries', async () => {
    const file = join(files, 'from-chromium.session.json.gz')
    const chromium = await launchChromium()
    try {
      const page = await chromium.open(app.url)
      const control = await controlRecorder(chromium)
      const id = await control.start(page, true)
      await page.getByRole('button', { name: 'Load' }).click()
      await page.getByText('Read it again').waitFor()
      await control.stop(page)
      const own = await chromium.openExtensionPage('options.html')
      await own.evaluate(callText(command, ['jobs/start', { job: 'export', request: { kind: 'export', sessions: [id] } }]))
      copyFileSync(await chromium.downloads.waitFor(/\.session\.json\.gz$/), file)
    } finally {
      await chromium.close()
    }
    const [exported] = readArchiveFile(file).sessions

    await firefox.open(app.url)
    const panel = await firefox.openPanel()
    await panel.drop('body', file)
    // Stored sessions have a button of that name too.
    await panel.click(() => [...document.querySelectorAll('[data-job=import] button')].find((button) => button.textContent === 'Open'))
    await row(panel, 'todos/load/fulfilled')
    const imported = (await sessionsIn(panel)).find(({ id }) => id === exported?.meta.id)
    expect(exported?.entries.length).toBeGreaterThan(10)
    expect(comparable(imported?.entries ?? [])).toEqual(comparable(exported?.entries ?? []))
    await panel.close()
  })

  it('follows the theme of the toolbox', async () => {
    await firefox.open(app.url)
    const panel = await firefox.openPanel()
    const theme = () => panel.evaluate(() => document.documentElement.dataset.theme)
    await until('the light theme', async () => (await theme()) === 'light')
    for (const name of ['dark', 'light']) {
      await firefox.runPrivileged(`Services.prefs.setStringPref('devtools.theme', '${name}')`)
      await until(`the ${name} theme`, async () => (await theme()) === name)
    }
    await panel.close()
  })
})
