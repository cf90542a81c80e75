import { until } from '../../harness/until'
import { button, dialog, first, goToSession, grid, press, type Seat, second, tabAndEnter, tabTo, type } from './hands'

const rows = ({ panel }: Seat) => panel.getByRole('grid', { name: 'Both sessions, row by row' })
const here = (seat: Seat) => rows(seat).getByRole('row', { selected: true })
const place = (seat: Seat) => here(seat).getAttribute('aria-rowindex')

/** Two sessions beside each other, from their first difference on, and back. */
export async function compareByMouse(seat: Seat): Promise<void> {
  const { panel } = seat
  await goToSession(seat)
  await button(seat, 'Compare with…').click()
  await dialog(seat).getByRole('button', { name: second }).click()
  await here(seat).getByText('First difference').waitFor()
  const start = await place(seat)
  await button(seat, 'Next difference').click()
  await until('the next', async () => (await place(seat)) !== start)
  await button(seat, 'First difference').click()
  await until('the first', async () => (await place(seat)) === start)
  await button(seat, 'Open in the left session').click()
  await grid(seat).waitFor()
  await button(seat, 'Back to the comparison').click()
  await here(seat).getByText('First difference').waitFor()
  await button(seat, 'Close the comparison').click()
  await panel.getByRole('heading', { level: 1, name: first, exact: true }).waitFor()
}

export async function compareByKeys(seat: Seat): Promise<void> {
  const { panel } = seat
  await goToSession(seat)
  await tabTo(seat, grid(seat))
  await press(seat, 'c')
  await panel.getByRole('textbox', { name: 'Find a session' }).waitFor()
  await type(seat, 'second')
  await press(seat, 'Tab', 'Enter')
  await here(seat).getByText('First difference').waitFor()
  const start = await place(seat)
  await press(seat, ']')
  await until('the next', async () => (await place(seat)) !== start)
  await press(seat, '[')
  await until('the first', async () => (await place(seat)) === start)
  await press(seat, 'Enter')
  await grid(seat).waitFor()
  await tabAndEnter(seat, button(seat, 'Back to the comparison'), 'Shift+Tab')
  await here(seat).getByText('First difference').waitFor()
  await tabAndEnter(seat, button(seat, 'Close the comparison'), 'Shift+Tab')
  await panel.getByRole('heading', { level: 1, name: first, exact: true }).waitFor()
}
