import { formats, type LevelName } from './archive-formats'
import type { Place } from './archive-places'
import { median } from './figures'

/** Of one format at one level. Milliseconds and megabytes. */
export interface ArchiveFigures {
  readonly size: number
  readonly write: number
  readonly read: number
  /** The most that was held at one time. */
  readonly heldWriting: number
  readonly heldReading: number
}

export type FiguresOf = (format: string, level: LevelName) => ArchiveFigures

/** All formats at all levels of the place, over the session that it has taken, in turn: whatever slows the machine down slows all. */
export async function archiveFigures({ name, levels, work }: Place, rounds: number, log: (line: string) => void): Promise<FiguresOf> {
  const pairs = levels.flatMap((level) => formats.map((format) => ({ format: format.name, level })))
  const found = new Map(pairs.map(({ format, level }) => [`${format} ${level}`, { sizes: [0], writes: [0], reads: [0] }]))
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const { format, level } of pairs) {
      const figures = found.get(`${format} ${level}`)
      if (figures === undefined) continue
      const { time, bytes } = await work.write(format, level)
      const read = await work.read(format, level)
      if (round < 2) Object.assign(figures, { sizes: [], writes: [], reads: [] })
      figures.sizes.push(bytes / 1e6)
      figures.writes.push(time)
      figures.reads.push(read)
    }
  }
  const result = new Map<string, ArchiveFigures>()
  for (const { format, level } of pairs) {
    const { sizes = [], writes = [], reads = [] } = found.get(`${format} ${level}`) ?? {}
    const figures = {
      size: median(sizes),
      write: median(writes),
      read: median(reads),
      heldWriting: await work.held(format, level, 'write'),
      heldReading: await work.held(format, level, 'read'),
    }
    result.set(`${format} ${level}`, figures)
    log(`${name}, ${format} ${level}: ${lineOf(figures)}`)
  }
  return (format, level) => {
    const figures = result.get(`${format} ${level}`)
    if (figures === undefined) throw new Error(`${format} was not measured ${level}`)
    return figures
  }
}

const lineOf = ({ size, write, read, heldWriting, heldReading }: ArchiveFigures): string =>
  `${size.toFixed(3)} MB, written in ${write.toFixed(0)} ms with ${heldWriting.toFixed(1)} MB held, read in ${read.toFixed(0)} ms with ${heldReading.toFixed(1)} MB held`
