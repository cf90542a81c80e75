import { expect } from 'vitest'
import { until } from '../../harness/until'
import { button, dialog, first, goToList, hasFocus, press, type Seat, second, tabAndEnter, tabTo, type } from './hands'

const merged = `${first} + ${second}`
const row = ({ panel }: Seat, name: string) => panel.locator('tr', { has: panel.getByRole('button', { name, exact: true }) })
const inRow = (seat: Seat, name: string, label: string) => row(seat, name).getByRole('button', { name: label, exact: true })
const names = ({ panel }: Seat) => panel.locator('.session-title').allTextContents()
const find = ({ panel }: Seat) => panel.getByRole('textbox', { name: 'Find sessions' })
const order = ({ panel }: Seat) => panel.getByRole('combobox', { name: 'Order' })
const counter = ({ panel }: Seat) => panel.locator('.counter')
const pick = ({ panel }: Seat, name: string) => panel.getByRole('checkbox', { name: `Pick ${name}`, exact: true })
const room = ({ panel }: Seat) => panel.getByRole('region', { name: 'Make room' })

async function listed(seat: Seat, ...wanted: readonly string[]): Promise<void> {
  await until(`the list to be ${wanted}`, async () => (await names(seat)).join() === wanted.join())
}

async function tellsStorage({ panel }: Seat): Promise<void> {
  expect(await panel.locator('.status-storage').textContent()).toMatch(/^[\d.]+\s\S+ of [\d.]+\s\S+ used$/)
}

/** The list of sessions: found, ordered, described, renamed, deleted and brought back, merged; and the room they take. */
export async function sessionsByMouse(seat: Seat): Promise<void> {
  const { panel } = seat
  await goToList(seat)
  await listed(seat, second, first)
  await find(seat).click()
  await type(seat, 'first')
  await listed(seat, first)
  await counter(seat).getByText('1 of 2 sessions').waitFor()
  await button(seat, 'Clear the search').click()
  await order(seat).selectOption('Oldest first')
  await listed(seat, first, second)
  await order(seat).selectOption('Newest first')

  await inRow(seat, first, 'Description and tags').click()
  await panel.locator('textarea:focus').waitFor()
  await type(seat, 'The total is wrong')
  await dialog(seat).getByRole('textbox', { name: 'Tags' }).click()
  await type(seat, 'total')
  await button(seat, 'Keep').click()
  await row(seat, first).getByText('The total is wrong').waitFor()
  await row(seat, first).getByText('@total').waitFor()

  await inRow(seat, first, 'Rename').click()
  await type(seat, 'By mistake')
  await counter(seat).click()
  await listed(seat, second, 'By mistake')
  await button(seat, 'Undo').click()
  await listed(seat, second, first)

  await inRow(seat, second, 'Delete').click()
  await listed(seat, first)
  await button(seat, 'Undo').click()
  await listed(seat, second, first)

  await pick(seat, first).click()
  await pick(seat, second).click()
  await button(seat, 'Merge').click()
  await button(seat, 'Open it').click()
  await panel.getByRole('heading', { level: 1, name: merged }).waitFor()
  await button(seat, 'Sessions').click()
  await inRow(seat, merged, 'Delete').click()
  await listed(seat, second, first)

  await tellsStorage(seat)
  await button(seat, 'Make room').click()
  await room(seat)
    .getByRole('button', { name: `Delete ${second}` })
    .first()
    .waitFor()
  await button(seat, 'Make room').click()
  await room(seat).waitFor({ state: 'detached' })
}

export async function sessionsByKeys(seat: Seat): Promise<void> {
  const { panel } = seat
  await goToList(seat)
  await tabTo(seat, find(seat))
  await type(seat, 'first')
  await listed(seat, first)
  await press(seat, 'Escape')
  await listed(seat, second, first)
  await press(seat, 'Tab')
  expect(await hasFocus(order(seat))).toBe(true)
  await press(seat, 'ArrowDown')
  await listed(seat, first, second)
  await press(seat, 'ArrowUp')
  await listed(seat, second, first)

  await tabAndEnter(seat, inRow(seat, second, 'Description and tags'))
  await panel.locator('textarea:focus').waitFor()
  await type(seat, 'The same again')
  await press(seat, 'Tab')
  await type(seat, 'again')
  await press(seat, 'ControlOrMeta+Enter')
  await row(seat, second).getByText('The same again').waitFor()
  await tabTo(seat, find(seat), 'Shift+Tab')
  await type(seat, '@again')
  await listed(seat, second)
  await press(seat, 'Escape')

  await tabTo(seat, button(seat, first))
  await press(seat, 'F2')
  await panel.getByRole('textbox', { name: 'Name of the session' }).waitFor()
  await type(seat, 'never kept')
  await press(seat, 'Escape')
  await until('the focus at the row', () => hasFocus(button(seat, first)))
  await press(seat, 'F2')
  await panel.getByRole('textbox', { name: 'Name of the session' }).waitFor()
  await type(seat, 'By mistake')
  await press(seat, 'Enter')
  await listed(seat, second, 'By mistake')
  await tabAndEnter(seat, button(seat, 'Undo'))
  await listed(seat, second, first)

  await tabTo(seat, button(seat, first), 'Shift+Tab')
  await press(seat, 'ArrowUp', 'Delete')
  await listed(seat, first)
  await until('the focus at the next row', () => hasFocus(button(seat, first)))
  await tabAndEnter(seat, button(seat, 'Undo'))
  await listed(seat, second, first)

  await tabTo(seat, pick(seat, second), 'Shift+Tab')
  await press(seat, 'Space')
  await tabTo(seat, pick(seat, first))
  await press(seat, 'Space')
  await tabAndEnter(seat, button(seat, 'Merge'), 'Shift+Tab')
  await tabAndEnter(seat, button(seat, 'Open it'))
  await panel.getByRole('heading', { level: 1, name: merged }).waitFor()
  await tabAndEnter(seat, button(seat, 'Sessions'))
  await tabTo(seat, button(seat, merged))
  await press(seat, 'Delete')
  await listed(seat, second, first)

  await tabAndEnter(seat, button(seat, 'Make room'), 'Shift+Tab')
  await room(seat)
    .getByRole('button', { name: `Delete ${second}` })
    .first()
    .waitFor()
  await press(seat, 'Enter')
  await room(seat).waitFor({ state: 'detached' })

  await tabTo(seat, button(seat, second))
  await press(seat, 'End')
  expect(await hasFocus(button(seat, first))).toBe(true)
  await press(seat, 'Home')
  expect(await hasFocus(button(seat, second))).toBe(true)
  await press(seat, 'ArrowDown', 'Enter')
  await panel.getByRole('heading', { level: 1, name: first, exact: true }).waitFor()
}
