import type { Frame, Locator, Page } from 'playwright'
import { until } from '../../harness/until'

/** Where somebody sits before the panel: in DevTools, or at the viewer. */
export interface Seat {
  /** What shows the panel: its frame in DevTools, or the page. */
  readonly panel: Frame | Page
  /** What keys and the mouse go to: the DevTools around that frame, or the page. */
  readonly window: Page
  readonly clipboard: Clipboard
  /** Loads the panel anew, as on another day. */
  reopen(): Promise<void>
}

export interface Clipboard {
  text(): Promise<string>
  clear(): Promise<void>
}

/** The two recordings that are there, the older one first. */
export const first = 'First visit'
export const second = 'Second visit'

export const grid = ({ panel }: Seat): Locator => panel.getByRole('grid', { name: 'Timeline' })
export const selected = ({ panel }: Seat): Locator => panel.getByRole('row', { selected: true })
export const dialog = ({ panel }: Seat): Locator => panel.locator('dialog')
export const filterBox = ({ panel }: Seat): Locator => panel.getByRole('combobox', { name: 'Filter' })
export const tab = ({ panel }: Seat, name: string | RegExp): Locator =>
  panel.getByRole('tab', typeof name === 'string' ? { name, exact: true } : { name })

/** A button by its whole name, or by a part of it. */
export function button({ panel }: Seat, name: string | RegExp): Locator {
  return panel.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
}

/** Lines of the timeline. */
export async function lines(seat: Seat): Promise<number> {
  return Number(await grid(seat).getAttribute('aria-rowcount'))
}

export async function press({ window }: Seat, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await window.keyboard.press(key)
}

export async function type({ window }: Seat, text: string): Promise<void> {
  await window.keyboard.type(text)
}

/** So many presses of Tab go around the panel and all of DevTools. */
const AROUND = 150

/** Goes to an element by Tab alone, as somebody without a mouse does. */
export async function tabTo({ window }: Seat, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  // Looked for once: a look by role takes longer than a press.
  const element = await target.elementHandle()
  for (let presses = 0; presses < AROUND; presses++) {
    if (await element?.evaluate((wanted) => wanted === document.activeElement)) return
    await window.keyboard.press(key)
  }
  throw new Error(`${AROUND} presses of ${key} do not lead to ${target}`)
}

export function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement)
}

/** Tab to a button, and Enter. */
export async function tabAndEnter(seat: Seat, target: Locator, key?: 'Shift+Tab'): Promise<void> {
  await tabTo(seat, target, key)
  await press(seat, 'Enter')
}

/** Draws with the mouse over an element, from one share of its width and height to another. */
export async function drag({ window }: Seat, over: Locator, from: Share, to: Share): Promise<void> {
  const box = await over.boundingBox()
  if (box === null) throw new Error(`${over} is not on screen`)
  const at = ([x, y]: Share) => [box.x + box.width * x, box.y + box.height * y] as const
  await window.mouse.move(...at(from))
  await window.mouse.down()
  await window.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]))
  await window.mouse.move(...at(to))
  await window.mouse.up()
}

export type Share = readonly [x: number, y: number]

/** The list of sessions, from wherever the panel is. */
export async function goToList(seat: Seat): Promise<void> {
  const back = button(seat, 'Sessions')
  if ((await back.count()) > 0) await back.click()
  await button(seat, first).waitFor()
}

/** A session, all of it, from wherever the panel is. */
export async function goToSession(seat: Seat, name = first): Promise<void> {
  const { panel } = seat
  if ((await panel.getByRole('heading', { level: 1, name, exact: true }).count()) === 0) {
    await goToList(seat)
    await button(seat, name).click()
  }
  await filterBox(seat).fill('')
  await panel.getByRole('combobox', { name: 'Level' }).selectOption('All levels')
  const whole = button(seat, 'Show the whole session')
  if (await whole.isEnabled()) await whole.click()
  await panel.getByRole('row').nth(3).waitFor()
}

/** Selects a row that says this, and waits until its entry is shown. */
export async function selectRow(seat: Seat, words: string, place = 0): Promise<void> {
  const row = seat.panel.getByRole('row').filter({ hasText: words }).nth(place)
  await grid(seat).evaluate((list) => list.scrollTo(0, 0))
  await until(`the row ${words}`, async () => {
    if ((await row.count()) > 0) return true
    await grid(seat).evaluate((list) => list.scrollBy(0, list.clientHeight / 2))
    return false
  })
  await row.click()
  await shown(seat, words)
}

/** The head of the entry says this. */
export async function shown({ panel }: Seat, words: string): Promise<void> {
  await panel.locator('.entry-label').filter({ hasText: words }).waitFor()
}

/** Waits until the words of an element are others than they were. */
export async function changed(what: string, element: Locator, before: string | null): Promise<void> {
  await until(what, async () => (await element.textContent()) !== before)
}
