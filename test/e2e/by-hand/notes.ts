import { until } from '../../harness/until'
import { button, dialog, goToSession, grid, press, type Seat, selected, selectRow, tab, tabAndEnter, tabTo, type } from './hands'

const box = ({ panel }: Seat) => panel.locator('.note-text:focus')
const here = ({ panel }: Seat) => panel.getByRole('region', { name: 'Notes on this entry' })
const list = ({ panel }: Seat) => panel.getByRole('region', { name: 'Notes', exact: true })

/** Notes and pins: set, written, listed, followed to their entry, removed. */
export async function notesByMouse(seat: Seat): Promise<void> {
  await goToSession(seat)
  await selectRow(seat, 'cart/ticketAdded')
  const pin = button(seat, 'Pin this entry')
  await pin.click()
  await selected(seat).getByText('Pinned').waitFor({ state: 'attached' })
  await button(seat, 'Note on this entry').click()
  await box(seat).waitFor()
  await type(seat, 'Here the total is wrong')
  await button(seat, 'Keep').click()
  await here(seat).getByText('Here the total is wrong').waitFor()

  const place = await selected(seat).getAttribute('aria-rowindex')
  await seat.panel.getByRole('row').first().click()
  await tab(seat, /^Notes/).click()
  await list(seat).getByTitle('Go to the entry').click()
  await until('the entry', async () => (await selected(seat).getAttribute('aria-rowindex')) === place)
  await list(seat).getByRole('button', { name: 'Remove the note' }).click()
  await list(seat).getByRole('listitem').waitFor({ state: 'detached' })
  await button(seat, 'Undo').click()
  await list(seat).getByText('Here the total is wrong').waitFor()
  await list(seat).getByRole('button', { name: 'Remove the note' }).click()
  await list(seat).getByRole('listitem').waitFor({ state: 'detached' })
  await tab(seat, 'Entry').click()
}

export async function notesByKeys(seat: Seat): Promise<void> {
  await goToSession(seat)
  await tabTo(seat, grid(seat))
  await press(seat, 'Home', 'ArrowDown', 'p')
  await selected(seat).getByText('Pinned').waitFor({ state: 'attached' })
  await press(seat, 'm')
  await box(seat).waitFor()
  await type(seat, 'Here it begins')
  await press(seat, 'ControlOrMeta+Enter')
  await here(seat).getByText('Here it begins').waitFor()
  await dialog(seat).waitFor({ state: 'detached' })

  const place = await selected(seat).getAttribute('aria-rowindex')
  await press(seat, 'End')
  await tabTo(seat, tab(seat, 'Entry'))
  await press(seat, 'End')
  await tabAndEnter(seat, list(seat).getByTitle('Go to the entry'))
  await until('the entry', async () => (await selected(seat).getAttribute('aria-rowindex')) === place)
  await tabAndEnter(seat, list(seat).getByRole('button', { name: 'Remove the note' }))
  await list(seat).getByRole('listitem').waitFor({ state: 'detached' })
  await tabTo(seat, tab(seat, 'Notes'), 'Shift+Tab')
  await press(seat, 'Home')
  // A dialog with a button in the focus closes by Escape too.
  await press(seat, 'm')
  await box(seat).waitFor()
  await tabTo(seat, button(seat, 'Keep'))
  await press(seat, 'Escape')
  await dialog(seat).waitFor({ state: 'detached' })
}
