import { expect } from 'vitest'
import { until } from '../../harness/until'
import { button, goToSession, grid, hasFocus, press, type Seat, selected, selectRow, tab, tabAndEnter, tabTo, type } from './hands'

const tree = ({ panel }: Seat) => panel.getByRole('tree', { name: 'State of the source' })
const leaf = (seat: Seat, words: RegExp) => tree(seat).getByRole('treeitem').filter({ hasText: words }).first()
/** How many tickets of the first concert are in the cart. */
const tickets = (seat: Seat) => leaf(seat, /^c1: \d/)
const said = ({ panel }: Seat) => panel.locator('#state-find-said')
const crumbs = ({ panel }: Seat) => panel.getByRole('navigation', { name: 'Path in the state' })
const history = ({ panel }: Seat) => panel.getByRole('region', { name: 'Changes of cart.tickets.c1' })
const raw = ({ panel }: Seat) => panel.getByRole('region', { name: 'The state as JSON' })
const diff = ({ panel }: Seat) => panel.getByRole('tree', { name: 'Differences of the state' })
const place = (seat: Seat) => selected(seat).getAttribute('aria-rowindex')
const speed = ({ panel }: Seat) => panel.getByRole('combobox', { name: 'Speed' })
const titles = ({ panel }: Seat) => panel.locator('.story .section-head h3').allTextContents()

async function startAt(seat: Seat, words: string, nth = 0): Promise<void> {
  await goToSession(seat)
  await selectRow(seat, words, nth)
  await tree(seat).waitFor()
}

/** The state at an entry: searched, asked who changed it, walked from change to change. */
export async function stateByMouse(seat: Seat): Promise<void> {
  await startAt(seat, 'cart/ticketAdded', 1)
  await button(seat, 'Search in the state').click()
  await type(seat, 'Hamburg')
  await until('a match', async () => /^1 of \d+$/.test((await said(seat).textContent()) ?? ''))
  await seat.panel.locator('.tree-hit').waitFor()
  await button(seat, 'Next match').click()
  await button(seat, 'Close the search').click()

  await tickets(seat).click()
  await button(seat, 'Who changed this').click()
  const entries = history(seat).locator('.path-change')
  await until('the changes', async () => (await entries.count()) >= 2)
  await entries.last().click()
  await until('its entry', async () => (await entries.last().getAttribute('aria-current')) === 'true')
  await button(seat, 'Close the list of changes').click()
  await history(seat).waitFor({ state: 'detached' })

  const before = await place(seat)
  await button(seat, 'Next change of this path').click()
  await until('the next change of the path', async () => (await place(seat)) !== before)
  await button(seat, 'Previous change of this path').click()
  await until('the one before', async () => (await place(seat)) === before)
  await button(seat, 'Next change').click()
  await until('the next change of the source', async () => (await place(seat)) !== before)
  await button(seat, 'Previous change').click()
  await until('the one before', async () => (await place(seat)) === before)
}

export async function stateByKeys(seat: Seat): Promise<void> {
  await startAt(seat, 'cart/ticketAdded', 1)
  await tabTo(seat, tree(seat))
  await press(seat, 'ControlOrMeta+f')
  await type(seat, 'Hamburg')
  await until('a match', async () => /^1 of \d+$/.test((await said(seat).textContent()) ?? ''))
  await press(seat, 'Enter', 'Shift+Enter', 'Escape')
  await until('the focus in the tree', () => hasFocus(tree(seat)))

  await press(seat, 'Home', 'ArrowLeft')
  const active = tree(seat).getByRole('treeitem', { selected: true })
  expect(await active.getAttribute('aria-expanded')).toBe('false')
  await press(seat, 'ArrowRight')
  expect(await active.getAttribute('aria-expanded')).toBe('true')
  await press(seat, 'ArrowLeft')
  await until('the tickets', async () => {
    if (/cart\.tickets\.c1$/.test((await crumbs(seat).textContent()) ?? '')) return true
    await press(seat, (await active.getAttribute('aria-expanded')) === 'false' ? 'ArrowRight' : 'ArrowDown')
    return false
  })
  await press(seat, 'ArrowLeft', 'ArrowLeft')
  expect(await active.getAttribute('aria-expanded')).toBe('false')
  await press(seat, '*')
  expect(await active.getAttribute('aria-expanded')).toBe('true')
  await press(seat, 'ArrowDown', 'h')
  const entries = history(seat).locator('.path-change')
  await until('the changes', async () => (await entries.count()) >= 2)
  await tabAndEnter(seat, entries.last())
  await until('its entry', async () => (await entries.last().getAttribute('aria-current')) === 'true')
  await tabAndEnter(seat, button(seat, 'Close the list of changes'), 'Shift+Tab')
  await history(seat).waitFor({ state: 'detached' })

  const before = await place(seat)
  await press(seat, 'Shift+BracketRight')
  await until('the next change of the path', async () => (await place(seat)) !== before)
  await press(seat, 'Shift+BracketLeft')
  await until('the one before', async () => (await place(seat)) === before)
  await press(seat, ']')
  await until('the next change of the source', async () => (await place(seat)) !== before)
  await press(seat, '[')
  await until('the one before', async () => (await place(seat)) === before)
}

/** The views of a state, and what it is compared with. */
export async function viewsByMouse(seat: Seat): Promise<void> {
  const { panel } = seat
  await startAt(seat, 'cart/ticketAdded')
  await tab(seat, 'Raw').click()
  await raw(seat).getByText('"concerts": {').waitFor()
  await tab(seat, 'Diff').click()
  await diff(seat).waitFor()
  await button(seat, 'Compare with this entry').click()
  await panel.getByText('Both states are the same.').waitFor()
  await selectRow(seat, 'cart/ticketAdded', 2)
  await diff(seat).waitFor()
  await button(seat, 'Compare with the state before each change again').click()
  await panel.getByText('Compared with the state before').waitFor()
  await tab(seat, 'Tree').click()
  await tree(seat).waitFor()
}

export async function viewsByKeys(seat: Seat): Promise<void> {
  const { panel } = seat
  await startAt(seat, 'cart/ticketAdded')
  await tabTo(seat, tab(seat, 'Tree'))
  await press(seat, 'ArrowRight')
  await raw(seat).getByText('"concerts": {').waitFor()
  await press(seat, 'ArrowRight')
  await diff(seat).waitFor()
  await press(seat, 'b')
  await panel.getByText('Both states are the same.').waitFor()
  await press(seat, ']')
  await diff(seat).waitFor()
  await tabAndEnter(seat, button(seat, 'Compare with the state before each change again'))
  await panel.getByText('Compared with the state before').waitFor()
  await tabTo(seat, tab(seat, 'Diff'), 'Shift+Tab')
  await press(seat, 'Home')
  await tree(seat).waitFor()
  await press(seat, '6')
  await raw(seat).waitFor()
  await press(seat, '7')
  await diff(seat).waitFor()
  await press(seat, '3')
  await tab(seat, 'JSON').and(panel.locator('[aria-selected=true]')).waitFor()
  await press(seat, '1', '5')
  await tree(seat).waitFor()
}

/** Playback goes from entry to entry until it is paused. */
export async function playbackByMouse(seat: Seat): Promise<void> {
  await startAt(seat, 'cart/ticketAdded')
  await speed(seat).selectOption('0.25×')
  const start = await place(seat)
  await button(seat, 'Play').click()
  await until('another entry', async () => (await place(seat)) !== start)
  await button(seat, 'Pause').click()
  await button(seat, 'Play').waitFor()
}

export async function playbackByKeys(seat: Seat): Promise<void> {
  await startAt(seat, 'cart/ticketAdded')
  await tabTo(seat, speed(seat), 'Shift+Tab')
  await press(seat, 'Home')
  await tabTo(seat, grid(seat))
  const start = await place(seat)
  await press(seat, 'Space')
  await until('another entry', async () => (await place(seat)) !== start)
  await press(seat, 'Space')
  await button(seat, 'Play').waitFor()
}

/** A change reads as action, patch and effect, which leads into the state. */
export async function storyByMouse(seat: Seat): Promise<void> {
  await startAt(seat, 'cart/ticketAdded')
  expect(await titles(seat)).toEqual(['Action', 'Patch', 'Effect'])
  await seat.panel.locator('.story .change-link').filter({ hasText: 'cart.tickets.c1' }).click()
  await crumbs(seat).getByText('.c1').waitFor()
}

export async function storyByKeys(seat: Seat): Promise<void> {
  await startAt(seat, 'cart/ticketAdded', 1)
  expect(await titles(seat)).toEqual(['Action', 'Patch', 'Effect'])
  await tabAndEnter(seat, seat.panel.locator('.story .change-link').filter({ hasText: 'cart.tickets.c1' }))
  await crumbs(seat).getByText('.c1').waitFor()
}
