import { readFileSync } from 'node:fs'
import type { BenchRow } from '../../scripts/lib/bench'
import { archiveFigures, type FiguresOf } from './lib/archive-figures'
import { formats, type LevelName } from './lib/archive-formats'
import { inNode } from './lib/archive-places'
import { recordingNamed } from './lib/recordings'

export const name = 'The sizes and times that the guide of another such tool gives for its case, beside ours'
export const budget = 'ahead in every cell'
export const other = 'that guide’s figures, of its own machine: 100 components, 1,000 events, 5 minutes, 2 MB of JSON'

const rounds = 20

/** Per cent of the JSON. */
const guideSizes = [
  { format: 'json', level: 'default', share: 20 },
  { format: 'yaml', level: 'plain', share: 110 },
  { format: 'yaml', level: 'default', share: 22 },
  { format: 'msgpack', level: 'plain', share: 60 },
  { format: 'msgpack', level: 'default', share: 12.5 },
] as const

/** Megabytes and milliseconds, of 2 MB of JSON; its levels are ours. */
const guideLevels: readonly {
  readonly level: LevelName
  readonly size: number
  readonly write: number
  readonly read: number
}[] = [
  { level: 'fast', size: 1, write: 50, read: 15 },
  { level: 'default', size: 0.8, write: 100, read: 20 },
  { level: 'small', size: 0.6, write: 200, read: 25 },
]

export async function run(log: (line: string) => void): Promise<readonly BenchRow[]> {
  const document = readFileSync(await recordingNamed('reference', log), 'utf8')
  return inNode(async (place) => {
    const entries = await place.work.take(document)
    log(`${entries.toLocaleString('en')} entries, ${(document.length / 1e6).toFixed(2)} MB`)
    const figures = await archiveFigures(place, rounds, log)
    return [...sizeRows(figures), ...levelRows(figures)]
  })
}

/** Of the formats that there are. */
function sizeRows(figures: FiguresOf): readonly BenchRow[] {
  const whole = figures('json', 'plain').size
  return guideSizes
    .filter(({ format }) => formats.some(({ name }) => name === format))
    .map(({ format, level, share }) =>
      row(`${format}${level === 'plain' ? '' : ' + gzip'}`, (figures(format, level).size / whole) * 100, share, '% of the JSON'),
    )
}

function levelRows(figures: FiguresOf): readonly BenchRow[] {
  return guideLevels.flatMap(({ level, size, write, read }) => {
    const mine = figures('json', level)
    return [
      row(`gzip ${level}: file`, mine.size, size, 'MB'),
      row(`gzip ${level}: written`, mine.write, write, 'ms'),
      row(`gzip ${level}: read back`, mine.read, read, 'ms'),
    ]
  })
}

const row = (label: string, ours: number, guide: number, unit: string): BenchRow => ({
  label,
  ours,
  other: guide,
  ratio: guide / ours,
  unit,
  holds: ours < guide,
})
