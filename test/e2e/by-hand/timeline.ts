import type { Locator } from 'playwright'
import { expect } from 'vitest'
import { until } from '../../harness/until'
import {
  button,
  changed,
  drag,
  filterBox,
  goToSession,
  grid,
  hasFocus,
  lines,
  press,
  type Seat,
  selected,
  shown,
  tabAndEnter,
  tabTo,
  type,
} from './hands'

const strip = ({ panel }: Seat) => panel.locator('.overview')
const range = ({ panel }: Seat) => panel.locator('.range-words')
const facet = (seat: Seat, name: string) => button(seat, new RegExp(`^${name} `))
const ofNetwork = ({ panel }: Seat) => panel.locator('.row-network')
const columnHeads = ({ panel }: Seat) => panel.locator('.column-heads')
const column = ({ panel }: Seat, name: string) => panel.getByRole('menuitemcheckbox', { name })
const placeOf = async (row: Locator) => Number(await row.getAttribute('aria-rowindex'))

async function linesAre(seat: Seat, what: string, is: (count: number) => boolean): Promise<number> {
  return until(what, async () => {
    const count = await lines(seat)
    return count > 0 && is(count) && count
  })
}

/** The timeline: a long list of which what is in view exists, and its last entry. */
async function atItsEnd(seat: Seat, all: number): Promise<void> {
  await until('the last row', () => seat.panel.locator(`[role=row][aria-rowindex="${all}"]`).isVisible())
  expect(await seat.panel.getByRole('row').count()).toBeLessThan(all)
}

export async function timelineByMouse(seat: Seat): Promise<void> {
  const { panel, window } = seat
  await goToSession(seat)
  const all = await lines(seat)
  await grid(seat).hover()
  await window.mouse.wheel(0, 100_000)
  await atItsEnd(seat, all)

  await drag(seat, strip(seat), [0, 0.5], [0.5, 0.5])
  const some = await linesAre(seat, 'fewer lines', (count) => count < all)
  const early = await range(seat).textContent()
  await window.keyboard.down('Shift')
  await drag(seat, strip(seat), [0.2, 0.5], [0.6, 0.5])
  await window.keyboard.up('Shift')
  await changed('a later range', range(seat), early)
  await window.keyboard.down('Control')
  await strip(seat).hover()
  await window.mouse.wheel(0, -100)
  await window.keyboard.up('Control')
  await button(seat, 'Zoom in').click()
  const close = await range(seat).textContent()
  await button(seat, 'Zoom out').click()
  await changed('a longer range', range(seat), close)
  await strip(seat).dblclick()
  await linesAre(seat, 'all lines', (count) => count === all)
  expect(some).toBeGreaterThan(0)
  await strip(seat).click({ position: { x: 2, y: 5 } })
  await until('an early entry', async () => (await placeOf(selected(seat))) < all / 2)

  await facet(seat, 'Network').click()
  await linesAre(seat, 'nothing of the network', (count) => count < all)
  expect(await ofNetwork(seat).count()).toBe(0)
  await facet(seat, 'Network').click()
  await facet(seat, 'Network').click({ modifiers: ['Alt'] })
  await until('the network alone', async () => (await lines(seat)) === (await ofNetwork(seat).count()))
  await facet(seat, 'Network').click({ modifiers: ['Alt'] })
  await linesAre(seat, 'all lines', (count) => count === all)
  await panel
    .locator('.row-state .row-type')
    .first()
    .click({ modifiers: ['ControlOrMeta'] })
  await until('one source', async () => (await filterBox(seat).inputValue()).startsWith('source:'))
  await linesAre(seat, 'its lines', (count) => count < all)
  await button(seat, 'Clear filter').click()

  await button(seat, 'Group bursts').click()
  const grouped = await linesAre(seat, 'bursts as one line', (count) => count < all)
  await grid(seat).hover()
  await window.mouse.wheel(0, 100_000)
  await panel.locator('.row-burst').first().click()
  await linesAre(seat, 'an open burst', (count) => count > grouped)
  await button(seat, 'Group bursts').click()
  await linesAre(seat, 'all lines', (count) => count === all)

  await button(seat, 'Columns').click()
  await column(seat, 'Duration').click()
  await columnHeads(seat).getByText('Duration').waitFor()
  await column(seat, 'Duration').click()
  await columnHeads(seat).waitFor({ state: 'detached' })
  await button(seat, 'Columns').click()
}

export async function timelineByKeys(seat: Seat): Promise<void> {
  await goToSession(seat)
  const all = await lines(seat)
  await tabTo(seat, grid(seat))
  await press(seat, 'Home')
  await shown(seat, 'load http')
  await press(seat, 'PageDown', 'ArrowDown')
  expect(await placeOf(selected(seat))).toBeGreaterThan(10)
  await press(seat, 'End')
  await until('the last entry', async () => (await placeOf(selected(seat))) === all)
  await atItsEnd(seat, all)
  expect(await grid(seat).getAttribute('aria-activedescendant')).toBe(await selected(seat).getAttribute('id'))
  await press(seat, ',')
  await until('the entry before', async () => (await placeOf(selected(seat))) === all - 1)
  await press(seat, '.')

  await press(seat, 'w', 'w')
  await linesAre(seat, 'fewer lines', (count) => count < all)
  const late = await range(seat).textContent()
  await press(seat, 'a')
  await changed('an earlier range', range(seat), late)
  await press(seat, 'd')
  await until('the range before', async () => (await range(seat).textContent()) === late)
  await press(seat, 's')
  await changed('a longer range', range(seat), late)
  await press(seat, 'f')
  await press(seat, '0')
  await linesAre(seat, 'all lines', (count) => count === all)
  await press(seat, 'r')
  await linesAre(seat, 'a range around the entry', (count) => count < all)
  await press(seat, 'l')
  await linesAre(seat, 'all lines', (count) => count === all)
  await atItsEnd(seat, all)

  await tabTo(seat, facet(seat, 'Network'), 'Shift+Tab')
  await press(seat, 'Space')
  await linesAre(seat, 'nothing of the network', (count) => count < all)
  expect(await ofNetwork(seat).count()).toBe(0)
  await press(seat, 'Space')
  await linesAre(seat, 'all lines', (count) => count === all)
  await press(seat, '/')
  await type(seat, 'source:')
  await press(seat, 'ArrowDown', 'Enter')
  await linesAre(seat, 'the lines of a source', (count) => count < all)
  await press(seat, 'Escape', 'Escape')

  await tabTo(seat, grid(seat))
  await press(seat, 'g')
  const grouped = await linesAre(seat, 'bursts as one line', (count) => count < all)
  await press(seat, 'Home')
  await until('a burst', async () => {
    if ((await selected(seat).locator('.row-burst').count()) > 0) return true
    await press(seat, 'ArrowDown')
    return false
  })
  await press(seat, 'ArrowRight')
  await linesAre(seat, 'an open burst', (count) => count > grouped)
  await press(seat, 'ArrowLeft')
  await linesAre(seat, 'the burst closed', (count) => count === grouped)
  await press(seat, 'g')
  await linesAre(seat, 'all lines', (count) => count === all)
  await tabAndEnter(seat, button(seat, 'Zoom in'), 'Shift+Tab')
  await linesAre(seat, 'fewer lines', (count) => count < all)
  await press(seat, '0')

  await tabTo(seat, button(seat, 'Columns'), 'Shift+Tab')
  await press(seat, 'ArrowDown', 'd', 'Space')
  await columnHeads(seat).getByText('Duration').waitFor()
  await press(seat, 'Space')
  await columnHeads(seat).waitFor({ state: 'detached' })
  await press(seat, 'Escape')
  expect(await hasFocus(button(seat, 'Columns'))).toBe(true)
}
