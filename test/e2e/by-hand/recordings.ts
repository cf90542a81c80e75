import type { Page } from 'playwright'
import { expect } from 'vitest'
import type { Downloads } from '../../harness/downloads'
import { until } from '../../harness/until'
import { button, dialog, grid, lines, press, type Seat, tabAndEnter, tabTo, type } from './hands'

/** The shop that is recorded, and where exported files come down. */
export interface Scene {
  readonly shop: Page
  readonly downloads: Downloads
}

const latest = (seat: Seat) => button(seat, 'Jump to latest')

/** Looks at concerts, fills the cart, and presses what goes wrong. `last` is what two visits differ in. */
async function visit(shop: Page, last: string): Promise<void> {
  const click = (name: string) => shop.getByRole('button', { name }).click()
  await click('Add a ticket for The Night Ferry')
  await click('Add a ticket for The Night Ferry')
  await click(`Add a ticket for ${last}`)
  await click('Remove a ticket for The Night Ferry')
  await click('Weather in Hamburg?')
  await shop.getByText('16 °C').waitFor()
  for (const name of ['Apply voucher', 'Ask for a refund', 'Warn']) await click(name)
  await shop.evaluate(() => {
    for (let times = 0; times < 4; times++) console.info('waiting')
  })
  await shop.getByRole('link', { name: /Checkout/ }).click()
  await shop.getByLabel('Name').pressSequentially('Grace')
}

/** Something more happens in the shop, and is in the timeline. */
async function happens(seat: Seat, { shop }: Scene): Promise<void> {
  const before = await lines(seat)
  await shop.getByRole('button', { name: 'Warn' }).click()
  await until('more entries', async () => (await lines(seat)) > before)
}

/** How far the timeline is from its end, in pixels. */
function fromTheEnd(seat: Seat): Promise<number> {
  return grid(seat).evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop)
}

/** The line that somebody reads who looks a little below the top. */
function lineInView(seat: Seat): Promise<string | null | undefined> {
  return grid(seat).evaluate((list) => {
    const eyes = list.getBoundingClientRect().top + 50
    return [...list.querySelectorAll('[role=row]')].find((row) => row.getBoundingClientRect().top > eyes)?.textContent
  })
}

/** What is being read stays where it is as entries come; back at the end, so does the end. */
async function lookBack(seat: Seat, scene: Scene, jump: () => Promise<void>): Promise<void> {
  await latest(seat).waitFor()
  const read = await lineInView(seat)
  await happens(seat, scene)
  expect(await lineInView(seat)).toBe(read)
  await jump()
  await latest(seat).waitFor({ state: 'detached' })
  await happens(seat, scene)
  await until('the end', async () => (await fromTheEnd(seat)) < 2)
}

async function isNamed(seat: Seat, name: string): Promise<void> {
  await seat.panel.getByRole('textbox', { name: 'Name of the session' }).waitFor()
  await type(seat, name)
  await press(seat, 'Enter')
  await seat.panel.getByRole('heading', { level: 1, name }).waitFor()
}

async function begun(seat: Seat, { shop }: Scene): Promise<void> {
  await shop.getByRole('heading', { name: 'Concerts this spring' }).waitFor()
  await button(seat, 'Stop').waitFor()
  await seat.panel.getByText(/^0:\d\d$/).waitFor()
  await seat.panel.getByText('stored in this browser only').waitFor()
}

/** Records a visit, looks back on the way, names it and exports it. Gives the path of the file. */
export async function recordByMouse(seat: Seat, scene: Scene, name: string): Promise<string> {
  await button(seat, 'Record and reload').first().click()
  await begun(seat, scene)
  await visit(scene.shop, 'Glass Orchard')
  await until('more than is in view', () => grid(seat).evaluate((list) => list.scrollHeight > list.clientHeight + 100))
  await grid(seat).hover()
  await seat.window.mouse.wheel(0, -80)
  await until('it to have scrolled', async () => (await fromTheEnd(seat)) >= 80)
  await lookBack(seat, scene, () => latest(seat).click())
  await button(seat, 'Stop').click()
  await button(seat, 'Record').waitFor()
  await button(seat, 'Rename').click()
  await isNamed(seat, name)
  const since = scene.downloads.list()
  await button(seat, 'Export').click()
  await button(seat, 'Export file').click()
  return scene.downloads.waitFor(/\.session\.json\.gz$/, { since })
}

export async function recordByKeys(seat: Seat, scene: Scene, name: string): Promise<string> {
  await press(seat, 'ControlOrMeta+Shift+e')
  await begun(seat, scene)
  await visit(scene.shop, 'Low Tide Ensemble')
  await until('more than is in view', () => grid(seat).evaluate((list) => list.scrollHeight > list.clientHeight + 100))
  await tabTo(seat, grid(seat))
  await press(seat, 'Home')
  await lookBack(seat, scene, () => press(seat, 'l'))
  await press(seat, 'ControlOrMeta+e')
  await button(seat, 'Record').waitFor()
  await tabAndEnter(seat, button(seat, 'Rename'), 'Shift+Tab')
  await isNamed(seat, name)
  const since = scene.downloads.list()
  await press(seat, 'ControlOrMeta+s')
  await dialog(seat).waitFor()
  await press(seat, 'Enter')
  return scene.downloads.waitFor(/\.session\.json\.gz$/, { since })
}
