import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildDemo } from '../../../scripts/lib/build-demo'
import { serveDemo } from '../../../scripts/lib/demo-server.mjs'
import { type Chromium, launchChromium } from '../../harness/chromium'
import { findingsOf } from '../../harness/panel-page/no-findings'
import type { Served } from '../../harness/serve'
import { until } from '../../harness/until'
import { serveViewerAt } from '../../harness/viewer'
import { compareByKeys, compareByMouse } from './compare'
import { copiesByKeys, copiesByMouse, copyByMouse } from './copies'
import { filterByKeys, filterByMouse } from './filter'
import { button, type Clipboard, first, goToList, goToSession, press, type Seat, second, selectRow, tabTo, type } from './hands'
import { commandsByKeys, commandsByMouse, splittersByKeys, splittersByMouse, viewStateByKeys, viewStateByMouse } from './looks'
import { notesByKeys, notesByMouse } from './notes'
import { recordByKeys, recordByMouse } from './recordings'
import { clipboardOf, sitAtDevtools, sitAtViewer, size } from './seats'
import { sessionsByKeys, sessionsByMouse } from './sessions'
import { playbackByKeys, playbackByMouse, stateByKeys, stateByMouse, storyByKeys, storyByMouse, viewsByKeys, viewsByMouse } from './state'
import { timelineByKeys, timelineByMouse } from './timeline'

type Walk = (seat: Seat) => Promise<void>

/** What the panel can do, in the order in which one meets it. */
const capabilities: readonly (readonly [what: string, byMouse: Walk, byKeys: Walk])[] = [
  ['sessions are found, described, renamed, deleted and merged', sessionsByMouse, sessionsByKeys],
  ['the timeline is scrolled, zoomed, thinned out and grouped', timelineByMouse, timelineByKeys],
  ['entries are pinned and noted', notesByMouse, notesByKeys],
  ['the filter is completed, counted and refused', filterByMouse, filterByKeys],
  ['the state is searched and followed from change to change', stateByMouse, stateByKeys],
  ['the state is seen as a tree, as text and as a difference', viewsByMouse, viewsByKeys],
  ['a session is played', playbackByMouse, playbackByKeys],
  ['a change leads from its action to its effect', storyByMouse, storyByKeys],
  ['an entry is copied in every form', copiesByMouse, copiesByKeys],
  ['two sessions are compared', compareByMouse, compareByKeys],
  ['a session is seen again as it was left', viewStateByMouse, viewStateByKeys],
  ['all commands and all keys are told', commandsByMouse, commandsByKeys],
  ['panes are sized', splittersByMouse, splittersByKeys],
]

let demo: Pick<Served, 'url' | 'close'>
let chromium: Chromium
let clipboard: Clipboard
let shop: Page
let seat: Seat
/** The exported recordings. */
const files: string[] = []

beforeAll(async () => {
  demo = await serveDemo({ folder: await buildDemo() })
  chromium = await launchChromium()
  clipboard = await clipboardOf(chromium.context)
  shop = await chromium.open(demo.url)
})
afterAll(async () => {
  await chromium.close()
  await demo.close()
})
// What one left open is not to be in the way of the next.
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await seat.reopen()
})

function walk(): void {
  it.each(capabilities)('%s, by mouse', (_, byMouse) => byMouse(seat))
  it.each(capabilities)('%s, by keys alone', (_, __, byKeys) => byKeys(seat))
}

describe('in the DevTools of Chromium', () => {
  const scene = () => ({ shop, downloads: chromium.downloads })

  beforeAll(async () => {
    seat = await sitAtDevtools(chromium, shop, clipboard)
  })
  // Above the panel are the tabs of DevTools. Their drawer or search below it would say that they took a key, too.
  afterEach(async () => {
    expect(await seat.panel.evaluate(() => innerHeight)).toBeGreaterThan(size.height - 40)
  })

  it('a visit is recorded and exported, by mouse', async () => {
    files.push(await recordByMouse(seat, scene(), first))
  })

  it('another is recorded and exported, by keys alone', async () => {
    await shop.goto(demo.url)
    await shop.evaluate(() => localStorage.clear())
    files.push(await recordByKeys(seat, scene(), second))
  })

  walk()

  it('an entry is copied also where the clipboard is kept from panels', async () => {
    await seat.panel.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('Blocked by a permissions policy', 'NotAllowedError'))
    })
    await copyByMouse(seat)
  })

  it('the panel follows the theme as it is switched by a command of DevTools, and axe finds nothing in either', async () => {
    await goToList(seat)
    for (const theme of ['dark', 'light']) {
      await tabTo(seat, button(seat, first))
      await press(seat, 'ControlOrMeta+Shift+p')
      await until('the commands of DevTools', () => seat.window.evaluate(() => document.activeElement?.tagName !== 'IFRAME'))
      const command = `Switch to ${theme} theme`
      await type(seat, command)
      await seat.window.getByRole('option', { selected: true }).filter({ hasText: command }).waitFor()
      await press(seat, 'Enter')
      await seat.panel.locator(`html[data-theme=${theme}]`).waitFor()
      expect(await findingsOf(seat.panel), `the sessions, ${theme}`).toEqual([])
      await goToSession(seat)
      await selectRow(seat, 'cart/ticketAdded')
      expect(await findingsOf(seat.panel), `a session, ${theme}`).toEqual([])
      await press(seat, '?')
      expect(await findingsOf(seat.panel), `the keys, ${theme}`).toEqual([])
      await press(seat, 'Escape')
      await goToList(seat)
    }
  })
})

describe('in the viewer', () => {
  let served: Served

  beforeAll(async () => {
    served = await serveViewerAt('/viewer/', [])
    seat = await sitAtViewer(chromium.context, `${served.url}viewer/`, clipboard)
  })
  afterAll(() => served.close())

  it.each([
    [first, 'mouse', () => button(seat, 'Open a session file…').click()],
    [second, 'keys alone', () => press(seat, 'ControlOrMeta+o').then(() => press(seat, 'Enter'))],
  ])('the file of the %s is opened, by %s', async (name, _, ask) => {
    const chosen = seat.window.waitForEvent('filechooser')
    await ask()
    await (await chosen).setFiles(files[name === first ? 0 : 1] ?? [])
    await seat.panel.getByRole('heading', { level: 1, name }).waitFor()
  })

  walk()
})
