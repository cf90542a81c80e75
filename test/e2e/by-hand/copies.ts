import { until } from '../../harness/until'
import { button, goToSession, press, type Seat, selectRow, tabTo } from './hands'

const menu = ({ panel }: Seat) => panel.getByRole('menu', { name: 'Copy as…' })

/** What can be made of an entry: what the menu calls it, the letters that lead there from its first item, and how it looks. */
const forms = {
  'cart/ticketAdded': [
    ['JSON', '', /^\{\n.*"type": "change"/s],
    ['YAML', 'y', /^kind: state$/m],
    ['JSON Patch', 'j', /^\[\n\s+\{\n\s+"op": /],
    ['expect(…) for a test', 'e', /^expect\(state\.cart\.tickets\.c1\)\.toBe\(\d\)$/m],
  ],
  'GET http': [
    ['curl', 'c', /^curl .*\/api\/concerts/ms],
    ['fetch', 'f', /^await fetch\("http:\/\/localhost:\d+\/api\/concerts", \{\n {2}method: "GET"/m],
  ],
} as const

type Form = readonly [label: string, letters: string, looks: RegExp]

async function startAt(seat: Seat, entry: string): Promise<void> {
  await goToSession(seat)
  await selectRow(seat, entry)
  await seat.panel.getByRole('tree', { name: 'State of the source' }).waitFor()
}

async function chooseByMouse(seat: Seat, [label, _, looks]: Form): Promise<void> {
  await seat.clipboard.clear()
  await button(seat, 'Copy as…').click()
  await menu(seat).getByRole('menuitem', { name: label, exact: true }).click()
  await until(`${label} on the clipboard`, async () => looks.test(await seat.clipboard.text()))
}

async function chooseByKeys(seat: Seat, [label, letters, looks]: Form): Promise<void> {
  await seat.clipboard.clear()
  await tabTo(seat, button(seat, 'Copy as…'))
  await press(seat, 'Enter')
  await menu(seat).waitFor()
  await press(seat, ...letters, 'Enter')
  await until(`${label} on the clipboard`, async () => looks.test(await seat.clipboard.text()))
}

/** An entry on the clipboard. */
export async function copyByMouse(seat: Seat): Promise<void> {
  await startAt(seat, 'cart/ticketAdded')
  await chooseByMouse(seat, forms['cart/ticketAdded'][0])
}

/** The same in each of its forms. */
export async function copiesByMouse(seat: Seat): Promise<void> {
  for (const [entry, ways] of Object.entries(forms)) {
    await startAt(seat, entry)
    for (const form of ways) await chooseByMouse(seat, form)
  }
}

export async function copiesByKeys(seat: Seat): Promise<void> {
  for (const [entry, ways] of Object.entries(forms)) {
    await startAt(seat, entry)
    for (const form of ways) await chooseByKeys(seat, form)
  }
  const tree = seat.panel.getByRole('tree', { name: 'State of the source' })
  await seat.clipboard.clear()
  await tabTo(seat, tree)
  await press(seat, 'Home', 'ControlOrMeta+c')
  await until('a value of the state', async () => /"concerts"|"list"|"status"/.test(await seat.clipboard.text()))
}
