import { fork } from 'node:child_process'
import { inProject, rootPath } from '../../scripts/lib/paths.mjs'
import { type ArchiveFormat, archiveFormats } from '../../src/core/archive'
import { createTally, type Tally } from './archive-damage-tally'
import type { Told } from './archive-damage-worker'

export const name = 'archive-damage'

/** Files of each format. `PLAYHEAD_CASES` tries another number. */
const CASES = 20_000
/** A case that says nothing for so long hangs: the slowest takes a few seconds. */
const SILENCE = 120_000
/** What a worker's heap may hold. */
const HEAP = 2048
/** Of all cases one part is of large files, the rest of small ones, which damage meets more often in their rare parts. */
const shares = [
  { part: 0.1, typical: 300 },
  { part: 0.9, typical: 40 },
] as const

/** Damages archives of each format in tens of thousands of ways and reads them. Gives the cases that ended in anything but a refusal or the original. */
export async function run(log: (line: string) => void): Promise<readonly string[]> {
  const cases = Number(process.env.PLAYHEAD_CASES ?? CASES)
  const tally = createTally()
  const add: Take = (format, typical, told) => {
    tally.add(format, typical, told)
    if (told.number % 1000 === 999) log(tally.line(format))
  }
  const lanes: readonly (readonly ArchiveFormat[])[] = [['yaml'], archiveFormats.filter((format) => format !== 'yaml')]
  await Promise.all(
    lanes.map(async (formats) => {
      for (const format of formats) {
        for (const { part, typical } of shares) await tryCases(format, Math.ceil(cases * part), typical, add, tally.fault)
        log(tally.line(format))
      }
    }),
  )
  for (const line of tally.lines()) log(line)
  return tally.faults()
}

type Take = Tally['add']

/** In as many processes, one after the other, as hangs and crashes ask for. */
async function tryCases(format: ArchiveFormat, count: number, typical: number, add: Take, fault: (why: string) => void): Promise<void> {
  let next = 0
  let barren = 0
  while (next < count) {
    const { last, ended } = await work(format, next, count, typical, (told) => add(format, typical, told))
    if (last < next) {
      // No case is to blame for a process that begins none.
      barren++
      if (barren > 3) return fault(`${format}: no process lives long enough for a case; the last ${ended}`)
    } else barren = 0
    if (last + 1 < count) fault(`${format} of ${typical} typical entries, case ${last + 1}: the process ${ended}`)
    next = last + 2
  }
}

function work(
  format: ArchiveFormat,
  from: number,
  until: number,
  typical: number,
  take: (told: Told) => void,
): Promise<{ readonly last: number; readonly ended: string }> {
  const args = ['test/campaign/archive-damage-worker.ts', format, `${from}`, `${until}`, `${typical}`]
  const child = fork(inProject('scripts/lib/run-ts.mjs'), args, {
    cwd: rootPath,
    execArgv: [`--max-old-space-size=${HEAP}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  let last = from - 1
  let ended = ''
  let watch = setTimeout(hang, SILENCE)
  function hang(): void {
    ended = `said nothing for ${SILENCE / 1000} s`
    child.kill('SIGKILL')
  }
  child.on('message', (told: Told) => {
    clearTimeout(watch)
    watch = setTimeout(hang, SILENCE)
    last = told.number
    take(told)
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(watch)
      resolve({ last, ended: ended || `ended with ${signal ?? code}` })
    })
  })
}
