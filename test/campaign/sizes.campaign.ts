import { chromiumSizes, firefoxSizes } from '../harness/sizes/browser-sizes'
import { commandSizes } from '../harness/sizes/command-sizes'
import { type SizeRow, sizeFaults, sizeTable } from '../harness/sizes/size-row'
import { removeFolder, tempFolder } from '../harness/temp'

export const name = 'sizes'

const GB = 1e9
/** Bytes of the session file, as plain JSON. */
const sizes = { cli: 10 * GB, chromium: 2 * GB, firefox: 0.5 * GB }

type Place = keyof typeof sizes

/**
 * Takes session files through the command line and both browsers that are far larger
 * than memory may grow, and tells how far it grew. Needs Linux. `PLAYHEAD_SCALE=0.1`
 * tries files of a tenth, `PLAYHEAD_PARTS=cli,firefox` some of the places,
 * `PLAYHEAD_SANITIZE=no` leaves out the slowest command. Gives the faults.
 */
export async function run(log: (line: string) => void): Promise<readonly string[]> {
  if (process.platform !== 'linux') return ['memory of other processes is only looked at on Linux']
  const scale = Number(process.env.PLAYHEAD_SCALE ?? 1)
  const parts = (process.env.PLAYHEAD_PARTS ?? Object.keys(sizes).join()).split(',')
  const sanitize = process.env.PLAYHEAD_SANITIZE !== 'no'
  const tell = (row: SizeRow) => log(sizeTable([row]).at(-1) ?? '')
  const places: Readonly<Record<Place, (folder: string, bytes: number) => Promise<readonly SizeRow[]>>> = {
    cli: (folder, bytes) => commandSizes(folder, bytes, { sanitize, tell }),
    chromium: (folder, bytes) => chromiumSizes(folder, bytes, tell),
    firefox: (folder, bytes) => firefoxSizes(folder, bytes, tell),
  }
  const rows: SizeRow[] = []
  for (const place of Object.keys(sizes) as Place[]) {
    if (!parts.includes(place)) continue
    const folder = tempFolder(`sizes-${place}`)
    try {
      rows.push(...(await places[place](folder, sizes[place] * scale)))
    } finally {
      removeFolder(folder)
    }
  }
  for (const line of sizeTable(rows)) log(line)
  return sizeFaults(rows)
}
