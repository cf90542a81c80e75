import { expect } from 'vitest'
import { until } from '../../harness/until'
import {
  button,
  dialog,
  drag,
  filterBox,
  first,
  goToSession,
  grid,
  press,
  type Seat,
  second,
  selected,
  selectRow,
  tab,
  tabTo,
  type,
} from './hands'

const splitter = ({ panel }: Seat) => panel.getByRole('separator', { name: 'Width of the timeline' })
const width = async (seat: Seat) => Number(await splitter(seat).getAttribute('aria-valuenow'))
const finder = ({ panel }: Seat) => panel.getByRole('combobox', { name: 'Find a command or a session' })

async function isAsLeft(seat: Seat, entry: string | null, filter: string): Promise<void> {
  await until(
    'the entry',
    async () =>
      (await selected(seat)
        .getAttribute('id')
        .catch(() => null)) === entry,
  )
  expect(await filterBox(seat).inputValue()).toBe(filter)
  expect(await tab(seat, 'JSON').getAttribute('aria-selected')).toBe('true')
}

/** How a session was looked at is there again. */
export async function viewStateByMouse(seat: Seat): Promise<void> {
  await goToSession(seat)
  await filterBox(seat).click()
  await type(seat, 'cart/')
  await selectRow(seat, 'cart/ticketAdded', 1)
  await tab(seat, 'JSON').click()
  const entry = await selected(seat).getAttribute('id')
  await button(seat, 'Sessions').click()
  await button(seat, first).click()
  await isAsLeft(seat, entry, 'cart/')
  await tab(seat, 'Entry').click()
  await button(seat, 'Clear filter').click()
}

/** The same when the panel was closed meanwhile. */
export async function viewStateByKeys(seat: Seat): Promise<void> {
  await goToSession(seat)
  const before = await width(seat)
  await tabTo(seat, splitter(seat))
  await press(seat, 'ArrowLeft')
  await press(seat, '/')
  await type(seat, 'ticket')
  await tabTo(seat, grid(seat))
  await press(seat, 'End', 'ArrowUp')
  await tabTo(seat, tab(seat, 'Entry'))
  await press(seat, 'ArrowRight')
  const entry = await selected(seat).getAttribute('id')
  await press(seat, 'ControlOrMeta+k')
  await finder(seat).waitFor()
  await type(seat, 'back to the list')
  await press(seat, 'Enter')
  await button(seat, first).waitFor()
  await seat.reopen()
  await tabTo(seat, button(seat, first))
  await press(seat, 'Enter')
  await isAsLeft(seat, entry, 'ticket')
  expect(await width(seat)).toBe(before - 2)
  await tabTo(seat, tab(seat, 'JSON'))
  await press(seat, 'Home')
}

/** All commands by their words, and all keys. */
export async function commandsByMouse(seat: Seat): Promise<void> {
  await goToSession(seat)
  await button(seat, 'All commands').click()
  await dialog(seat).getByRole('option', { name: 'Back to the list of sessions' }).click()
  await button(seat, first).waitFor()
  await button(seat, 'Keyboard shortcuts').click()
  await dialog(seat).getByText('Zoom in on time').waitFor()
  await button(seat, 'Close').click()
  await dialog(seat).waitFor({ state: 'detached' })
}

export async function commandsByKeys(seat: Seat): Promise<void> {
  await goToSession(seat)
  await tabTo(seat, grid(seat))
  await press(seat, 'Shift+Slash')
  await dialog(seat).getByText('Zoom in on time').waitFor()
  await press(seat, 'Escape')
  await dialog(seat).waitFor({ state: 'detached' })
  const chosen = seat.window.waitForEvent('filechooser')
  await press(seat, 'ControlOrMeta+o')
  await press(seat, 'Enter')
  await chosen
  await press(seat, 'Escape')
  await dialog(seat).waitFor({ state: 'detached' })
  await press(seat, 'ControlOrMeta+k')
  await finder(seat).waitFor()
  await press(seat, 'Escape')
  await dialog(seat).waitFor({ state: 'detached' })
  await press(seat, 'ControlOrMeta+k')
  await finder(seat).waitFor()
  await type(seat, 'second')
  await press(seat, 'Enter')
  await seat.panel.getByRole('heading', { level: 1, name: second }).waitFor()
}

/** The sizes of the panes. */
export async function splittersByMouse(seat: Seat): Promise<void> {
  await goToSession(seat)
  const before = await width(seat)
  await drag(seat, splitter(seat), [0.5, 0.5], [40, 0.5])
  await until('a wider timeline', async () => (await width(seat)) > before)
  await splitter(seat).dblclick()
  await until('the width that it had', async () => (await width(seat)) === before)
}

export async function splittersByKeys(seat: Seat): Promise<void> {
  await goToSession(seat)
  const before = await width(seat)
  await tabTo(seat, splitter(seat))
  await press(seat, 'ArrowLeft', 'ArrowLeft')
  expect(await width(seat)).toBe(before - 4)
  await press(seat, 'Enter')
  expect(await width(seat)).toBe(15)
  await press(seat, 'Enter', 'ArrowRight', 'ArrowRight')
  expect(await width(seat)).toBe(before)
}
