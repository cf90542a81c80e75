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

async function inEach(seat: Seat, choose: (label: string, letters: string) => Promise<void>): Promise<void> {
  for (const [entry, ways] of Object.entries(forms)) {
    await goToSession(seat)
    await selectRow(seat, entry)
    await seat.panel.getByRole('tree', { name: 'State of the source' }).waitFor()
    for (const [label, letters, looks] of ways) {
      await seat.clipboard.clear()
      await choose(label, letters)
      await until(`${label} on the clipboard`, async () => looks.test(await seat.clipboard.text()))
    }
  }
}

/** An entry on the clipboard, in each of its forms. */
export async function copiesByMouse(seat: Seat): Promise<void> {
  await inEach(seat, async (label) => {
    await button(seat, 'Copy as…').click()
    await menu(seat).getByRole('menuitem', { name: label, exact: true }).click()
  })
}

export async function copiesByKeys(seat: Seat): Promise<void> {
  await inEach(seat, async (_, letters) => {
    await tabTo(seat, button(seat, 'Copy as…'))
    await press(seat, 'Enter')
    await menu(seat).waitFor()
    await press(seat, ...letters, 'Enter')
  })
  const tree = seat.panel.getByRole('tree', { name: 'State of the source' })
  await seat.clipboard.clear()
  await tabTo(seat, tree)
  await press(seat, 'Home', 'ControlOrMeta+c')
  await until('a value of the state', async () => /"concerts"|"list"|"status"/.test(await seat.clipboard.text()))
}
