import type { ArchiveDelta } from '../archive'
import { AppError } from '../errors'

/** A file of a chain, known by what its header says. */
export interface ChainedFile {
  readonly delta: ArchiveDelta
}

/**
 * The deltas in the order in which they apply to the file with this checksum,
 * whatever order they were given in. Throws `delta/repeat` for one that is given
 * twice or is in the file already, `delta/fork` for two that follow the same file,
 * `delta/gap` where one is missing in between, `delta/base` for one of another chain.
 */
export function orderDeltas<File extends ChainedFile>(sha256: string, files: readonly File[]): readonly File[] {
  for (const [index, { delta }] of files.entries()) {
    const other = files.findIndex((file) => file.delta.base === delta.base)
    if (other === index) continue
    const code = files[other]?.delta.result === delta.result ? 'delta/repeat' : 'delta/fork'
    throw new AppError(code, { number: delta.number })
  }
  const following = new Map(files.map((file) => [file.delta.base, file]))
  const ordered: File[] = []
  // A file may say anything, also that deltas follow each other in a circle.
  for (let next = following.get(sha256); next !== undefined && !ordered.includes(next); next = following.get(next.delta.result)) {
    ordered.push(next)
  }
  const [left] = files.filter((file) => !ordered.includes(file)).sort((a, b) => a.delta.number - b.delta.number)
  if (left === undefined) return ordered
  const { number } = left.delta
  if (isPast(sha256, files)) throw new AppError('delta/repeat', { number })
  const reached = ordered.at(-1)?.delta
  if (reached !== undefined && reached.full === left.delta.full) throw new AppError('delta/gap', { number: reached.number + 1 })
  if (reached === undefined && left.delta.full === sha256) throw new AppError('delta/gap', { number: 1 })
  throw new AppError('delta/base', { number, why: 'it is of another chain, or a delta before it is missing' })
}

/** Whether the file with this checksum is one that a delta led to. */
function isPast(sha256: string, files: readonly ChainedFile[]): boolean {
  return files.some(({ delta }) => delta.result === sha256)
}
