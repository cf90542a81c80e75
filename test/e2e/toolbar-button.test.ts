import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Chromium, launchChromium } from '../harness/chromium'
import { browserSession } from '../harness/chromium-devtools'
import { type CountingApp, countedSteps, countingApp, countingFaults } from '../harness/counting-app'
import { controlRecorder, type RecorderControl } from '../harness/recording'
import { type Served, servePage } from '../harness/serve'
import { numberingFaults } from '../harness/stored'
import { until } from '../harness/until'

/** Sites that are not this machine's own name, though they are served here. */
const site = 'shop.example.test'
const otherSite = 'news.example.test'
let served: Served
let chromium: Chromium
let recorder: RecorderControl

beforeAll(async () => {
  served = await servePage(countingApp)
  chromium = await launchChromium({
    // Without the first, nobody but a hand on the mouse can press the button of an extension.
    args: ['--enable-unsafe-extension-debugging', '--host-resolver-rules=MAP *.example.test 127.0.0.1'],
  })
  recorder = await controlRecorder(chromium)
})
afterAll(async () => {
  await chromium.close()
  await served.close()
})

const addressOf = (name: string) => `http://${name}:${served.port}/`
const patternOf = (name: string) => `http://${name}/*`

/** Presses the extension's button in the toolbar, for the tab of `page`: Chrome takes it for a person's click. */
async function pressToolbarButton(page: Page): Promise<void> {
  const browser = await browserSession(chromium.context)
  const { targetInfos } = await browser.send('Target.getTargets', { filter: [{ type: 'tab' }] })
  const tab = targetInfos.find(({ url }) => url === page.url())
  // Newer than Playwright's types.
  await browser.send('Extensions.triggerAction' as 'Target.activateTarget', { id: chromium.extensionId, targetId: tab?.targetId } as never)
}

/**
 * Has Chrome remember that the person once allowed a site, through its own page of extensions. The extension does not
 * have the site by that: it has to ask, and Chrome then says yes without showing the question, which nobody could
 * answer here.
 */
async function rememberConsent(name: string): Promise<void> {
  const extensions = await chromium.open('chrome://extensions')
  await extensions.evaluate(
    async ([id, pattern]) => {
      const { developerPrivate } = chrome as unknown as {
        readonly developerPrivate: { addHostPermission(id: string, pattern: string): Promise<void> }
      }
      await developerPrivate.addHostPermission(id, pattern)
    },
    [chromium.extensionId, patternOf(name)] as const,
  )
  await extensions.close()
}

const isAllowed = async (name: string) => {
  const worker = await chromium.worker()
  return worker.evaluate((pattern) => chrome.permissions.contains({ origins: [pattern] }), patternOf(name))
}

it('asks for a site at the press of the toolbar button, records it, and stops at the next press', async () => {
  const worker = await chromium.worker()
  await worker.evaluate(() => {
    const pressed: (string | undefined)[] = []
    Object.assign(globalThis, { pressed })
    chrome.action.onClicked.addListener(({ url }) => pressed.push(url))
  })
  const pressed = () => worker.evaluate(() => (globalThis as unknown as { readonly pressed: string[] }).pressed)

  // The question of this one stays without an answer.
  const unanswered = await chromium.open(addressOf(otherSite))
  await pressToolbarButton(unanswered)
  await until('the press', async () => (await pressed()).includes(unanswered.url()))

  await rememberConsent(site)
  expect(await isAllowed(site)).toBe(false)
  const page = await chromium.open(addressOf(site))
  await pressToolbarButton(page)
  const { id } = await until('the first entries', async () =>
    (await recorder.sessions()).find(({ name, entries }) => name.includes(site) && entries.length > 0),
  )
  expect(await isAllowed(site)).toBe(true)

  // The app looks for DevTools when it starts, and these have only now come.
  await page.reload()
  await page.evaluate(() => (window as unknown as CountingApp).run(20, 5))
  await recorder.sessionWhen(id, 'the new document', ({ documents }) => documents.length === 2)
  await pressToolbarButton(page)
  const recorded = await recorder.sessionWhen(id, 'the session to end', ({ status }) => status === 'ended')
  expect([...numberingFaults(recorded), ...countingFaults(countedSteps(recorded), 20)]).toEqual([])

  expect(await isAllowed(otherSite)).toBe(false)
  expect((await recorder.sessions()).map((session) => session.id)).toEqual([id])
})
