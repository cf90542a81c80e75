import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CountingApp, countedSteps, countingApp, countingFaults } from '../harness/counting-app'
import { type Firefox, launchFirefox } from '../harness/firefox'
import type { FirefoxPanel } from '../harness/firefox-panel'
import { type Served, servePage } from '../harness/serve'
import { dumpDatabase, numberingFaults, readDump } from '../harness/stored'
import { until } from '../harness/until'

/** Sites that are not this machine's own name, though they are served here. */
const site = 'shop.example.test'
const otherSite = 'news.example.test'
let served: Served
let firefox: Firefox

beforeAll(async () => {
  served = await servePage(countingApp)
  firefox = await launchFirefox({
    preferences: {
      'network.dns.localDomains': `${site},${otherSite}`,
      // The browser's own question cannot be answered from outside: it is taken as answered with yes.
      'extensions.webextOptionalPermissionPrompts': false,
    },
  })
})
afterAll(async () => {
  await firefox.close()
  await served.close()
})

const rowWith = (panel: FirefoxPanel, text: string) =>
  until(`the row ${text}`, () =>
    panel.evaluate((wanted) => [...document.querySelectorAll('[role=row]')].some((row) => row.textContent?.includes(wanted)), text),
  )
const stored = async (panel: FirefoxPanel) => readDump(await panel.evaluate(dumpDatabase))
const buttons = (panel: FirefoxPanel) => panel.evaluate(() => [...document.querySelectorAll('button')].map((button) => button.textContent))

it('records another site once it was allowed on the settings page, from its first script on, and no longer when that is withdrawn', async () => {
  const url = `http://${site}:${served.port}/`
  const settings = 'Open Playhead’s settings'
  await firefox.open(url)
  const panel = await firefox.openPanel()
  await panel.press(settings)
  await firefox.switchTo(firefox.extensionUrl)
  const typed = await until('the page of settings', () => firefox.evaluate(() => document.querySelector('input')?.value))
  expect(typed).toBe(new URL(url).origin)
  await firefox.click("//button[.='Allow']")
  await until('the site among those allowed', () =>
    firefox.evaluate((name) => [...document.querySelectorAll('li')].some((line) => line.textContent?.includes(name)), site),
  )

  await firefox.switchTo(url)
  await panel.press('Record and reload')
  await rowWith(panel, 'Whole state (init)')
  await firefox.runInPage(() => void (window as unknown as CountingApp).run(5, 1))
  await rowWith(panel, 'step')
  await panel.press('Stop')
  await until('the session to end', async () => (await stored(panel)).at(-1)?.status === 'ended')
  const [session] = await stored(panel)
  expect(session?.entries.some(({ type }) => type === 'gap')).toBe(false)
  expect(session?.entries.filter(({ type }) => type === 'open').map(({ data }) => data.name)).toContain('counter')

  await firefox.switchTo(firefox.extensionUrl)
  await firefox.click("//li[contains(., 'shop')]//button")
  await until('no site among those allowed', () => firefox.evaluate((name) => !document.body.textContent?.includes(name), site))
  await firefox.switchTo(url)
  await until('the panel to say so', async () => (await buttons(panel)).includes(settings))
  await panel.close()
})

it('asks for a site at the press of the toolbar button, records it, and stops at the next press', async () => {
  const url = `http://${otherSite}:${served.port}/`
  await firefox.open(url)
  const session = async () => readDump(await firefox.evaluateInBackground(dumpDatabase)).find(({ name }) => name.includes(otherSite))
  await firefox.pressToolbarButton()
  await until('the first entries', async () => ((await session())?.entries.length ?? 0) > 0)
  // The app looks for DevTools when it starts, and these have only now come.
  await firefox.open(url)
  await firefox.evaluate(() => (window as unknown as CountingApp).run(20, 5))
  await until('the new document', async () => (await session())?.documents.length === 2)
  await firefox.pressToolbarButton()
  const recorded = await until('the session to end', async () => {
    const found = await session()
    return found?.status === 'ended' && found
  })
  expect([...numberingFaults(recorded), ...countingFaults(countedSteps(recorded), 20)]).toEqual([])
})

it('leaves the back/forward cache in use, and goes on with the document that comes back', async () => {
  await firefox.open(`${served.url}first`)
  const panel = await firefox.openPanel()
  await panel.press('Record')
  await rowWith(panel, 'recording began after the page had already run')
  const run = (count: number) => firefox.evaluate((actions) => (window as unknown as CountingApp).run(actions, 3), count)
  await run(60)
  await firefox.open(`${served.url}second`)
  await run(60)
  await firefox.back()
  // A page that was loaded anew would count from the beginning.
  expect(await run(60)).toBe(120)
  const going = (await stored(panel)).find(({ status }) => status === 'recording')
  await panel.press('Stop')
  const session = await until('the session to end', async () =>
    (await stored(panel)).find(({ id, status }) => id === going?.id && status === 'ended'),
  )
  await panel.close()
  expect(session.documents).toHaveLength(2)
  expect(numberingFaults(session)).toEqual([])
  const faults = session.documents.map(({ id, url }) => countingFaults(countedSteps(session, id), url.endsWith('first') ? 120 : 60))
  expect(faults).toEqual([[], []])
  const how = session.entries.filter(({ type }) => type === 'navigation').map(({ data }) => data.how)
  expect(how).toEqual(expect.arrayContaining(['freeze', 'restore']))
})
