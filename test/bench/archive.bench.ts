import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import type { BenchRow } from '../../scripts/lib/bench'
import { type ArchiveFigures, archiveFigures, type FiguresOf } from './lib/archive-figures'
import { formats, type LevelName } from './lib/archive-formats'
import { inChromium, inNode, type Place } from './lib/archive-places'
import { median } from './lib/figures'
import { recordingNamed, recordingNames } from './lib/recordings'

export const name = 'Session files: size, time and memory of writing and reading them'
export const budget = 'on recorded apps json+gzip at most 100 %, msgpack+gzip at most 75 % of JSON.stringify + zlib level 6'
export const other =
  'JSON.stringify, @msgpack/msgpack 3.1.3, both with the same gzip, and dexie-export-import 4.4.0, all of the entries alone'

/** The other one is of no app’s own size: `reference-case` is about it. */
const recordings = recordingNames.filter((name) => name !== 'reference')
const generated = 100_000
const rounds = 3
/** Of a format's file, as a share of the plainest one. */
const largest: Readonly<Record<string, number>> = { json: 1, msgpack: 0.75 }

type Log = (line: string) => void

export async function run(log: Log): Promise<readonly BenchRow[]> {
  const paths: string[] = []
  for (const recording of recordings) paths.push(await recordingNamed(recording, log))
  const inPlace = async (place: Place): Promise<BenchRow[]> => {
    const rows: BenchRow[] = []
    for (const [i, path] of paths.entries()) {
      const entries = await place.work.take(readFileSync(path, 'utf8'))
      log(`${recordings[i]}: ${entries.toLocaleString('en')} entries`)
      rows.push(...rowsOf(`${recordings[i]}, ${place.name}`, place, await archiveFigures(place, rounds, log), true))
    }
    await place.work.generate(generated)
    rows.push(...rowsOf(`generated, ${place.name}`, place, await archiveFigures(place, rounds, log), false))
    return rows
  }
  const node = await inNode(inPlace)
  const chromium = await inChromium(async (place, page) => [...(await inPlace(place)), ...(await besideDexie(place, page, log))])
  return [...node, ...chromium]
}

function rowsOf(of: string, { levels }: Place, figures: FiguresOf, isRecorded: boolean): readonly BenchRow[] {
  const others = formats.filter(({ ours }) => !ours)
  return formats
    .filter(({ ours }) => ours)
    .flatMap((format) =>
      levels.flatMap((level) => {
        const mine = figures(format.name, level)
        const most = isRecorded && level === 'default' ? largest[format.name] : undefined
        return others
          .filter(({ name }) => name === 'JSON.stringify' || level === 'default' || level === 'plain')
          .flatMap((peer) => {
            const its = figures(peer.name, level)
            const label = `${of}, ${format.name} ${level}, other ${peer.name}`
            const holds = most === undefined || peer.name !== 'JSON.stringify' ? undefined : mine.size <= most * its.size
            return [{ ...row(`${label}: file`, mine.size, its.size, 'MB'), holds }, ...timesAndMemory(label, level, mine, its)]
          })
      }),
    )
}

function timesAndMemory(label: string, level: LevelName, mine: ArchiveFigures, its: ArchiveFigures): readonly BenchRow[] {
  const times = [row(`${label}: write`, mine.write, its.write, 'ms'), row(`${label}: read`, mine.read, its.read, 'ms')]
  // Levels take no more memory than each other.
  if (level !== 'default') return times
  return [
    ...times,
    row(`${label}: held writing`, mine.heldWriting, its.heldWriting, 'MB'),
    row(`${label}: held reading`, mine.heldReading, its.heldReading, 'MB'),
  ]
}

const row = (label: string, ours: number, other: number, unit: string): BenchRow => ({ label, ours, other, ratio: other / ours, unit })

/** In turn with the file of the same generated entries. What Dexie does, it does from a database. */
async function besideDexie({ work }: Place, page: Page, log: Log): Promise<readonly BenchRow[]> {
  await page.evaluate((count) => globalThis.archiveBench.storeRows(count), generated)
  const [ours, theirs]: [number[], number[]] = [[], []]
  const sizes = { ours: 0, theirs: 0 }
  for (let round = 0; round <= rounds; round++) {
    const mine = await work.write('json', 'default')
    const its = await page.evaluate(() => globalThis.archiveBench.exportRows())
    Object.assign(sizes, { ours: mine.bytes / 1e6, theirs: its.bytes / 1e6 })
    log(`round ${round}: ${mine.time.toFixed(0)} ms, dexie-export-import ${its.time.toFixed(0)} ms`)
    if (round === 0) continue
    ours.push(mine.time)
    theirs.push(its.time)
  }
  const label = 'generated, Chromium, json default, other dexie-export-import'
  return [row(`${label}: file`, sizes.ours, sizes.theirs, 'MB'), row(`${label}: write`, median(ours), median(theirs), 'ms')]
}
