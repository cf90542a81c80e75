import { expect } from 'vitest'
import { until } from '../../harness/until'
import { filterBox as box, button, goToSession, grid, hasFocus, lines, press, type Seat, tabTo, type } from './hands'

const options = ({ panel }: Seat) => panel.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')
const counter = ({ panel }: Seat) => panel.locator('.counter')

/** Fewer entries than `all` pass, and the counter says how many. */
async function counts(seat: Seat, all: number): Promise<void> {
  const shown = await until('the counter', async () => {
    const count = Number(/^(\d+) of \d+$/.exec((await counter(seat).textContent()) ?? '')?.[1])
    return count > 0 && count < all && count
  })
  expect(await lines(seat)).toBe(shown)
}

/** The filter: completed, counted, refused with the reason, cleared. */
export async function filterByMouse(seat: Seat): Promise<void> {
  const { panel } = seat
  await goToSession(seat)
  const all = await lines(seat)
  await box(seat).click()
  await type(seat, 'act')
  await options(seat).filter({ hasText: 'action:' }).click()
  await options(seat).filter({ hasText: 'cart/ticketAdded' }).click()
  expect(await box(seat).inputValue()).toBe('action:cart/ticketAdded ')
  await counts(seat, all)
  await type(seat, 'larger-than:much')
  await panel.getByRole('alert').getByText('is no size').waitFor()
  await counts(seat, all)
  await panel.locator('.search-box').getByRole('button', { name: 'Clear filter' }).click()
  await until('all lines', async () => (await lines(seat)) === all)
  await panel
    .locator('.row-label', { hasText: 'cart/ticketAdded' })
    .first()
    .click({ modifiers: ['ControlOrMeta'] })
  await until('the value of the row', async () => (await box(seat).inputValue()) === 'action:cart/ticketAdded')
  await panel.getByRole('combobox', { name: 'Level' }).selectOption('Errors only')
  await button(seat, 'Clear filter').last().click()
  await until('all lines', async () => (await lines(seat)) === all)
}

export async function filterByKeys(seat: Seat): Promise<void> {
  const { panel } = seat
  await goToSession(seat)
  const all = await lines(seat)
  await tabTo(seat, grid(seat))
  await press(seat, '/')
  await type(seat, 'act')
  await options(seat).first().waitFor()
  await press(seat, 'ArrowDown', 'Enter')
  expect(await box(seat).inputValue()).toBe('action:')
  await type(seat, 'ticketAdd')
  await options(seat).first().waitFor()
  await press(seat, 'ArrowDown', 'Tab')
  expect(await box(seat).inputValue()).toBe('action:cart/ticketAdded ')
  await counts(seat, all)
  await type(seat, '/(/')
  await panel.getByRole('alert').getByText('is not a valid pattern').waitFor()
  await counts(seat, all)
  await press(seat, 'Escape')
  await until('all lines', async () => (await lines(seat)) === all)
  await tabTo(seat, grid(seat))
  await press(seat, 'ControlOrMeta+f')
  await until('the focus in the filter', () => hasFocus(box(seat)))
  await tabTo(seat, panel.getByRole('combobox', { name: 'Level' }))
  await press(seat, 'End')
  await counts(seat, all)
  await press(seat, 'Home')
  await until('all lines', async () => (await lines(seat)) === all)
}
