import type { SessionStore } from '../store'
import { walkIndex } from './walk-index'

/** Which entries a session has, by their documents and numbers. */
export interface PlacedNumbers {
  readonly size: number
  /** Seq of the first entry; 1 where there is none. */
  readonly firstSeq: number
  has(document: string, n: number): boolean
}

/** Reads the index alone. Holds runs of numbers: little, as long as they follow each other. */
export async function createPlacedNumbers(store: Pick<SessionStore, 'listSegments'>, session: string): Promise<PlacedNumbers> {
  /** Of each document: first and last of every run, in order. */
  const runs = new Map<string, number[]>()
  let size = 0
  let firstSeq: number | undefined
  for await (const { segment, passed } of walkIndex(store, session)) {
    const { documents, columns } = segment
    firstSeq ??= segment.firstSeq
    size += columns.n.length - passed
    for (const [row, n] of columns.n.entries()) {
      if (row >= passed) add(runs, documents[columns.document[row] ?? 0] ?? '', n)
    }
  }
  return {
    size,
    firstSeq: firstSeq ?? 1,
    has(document, n) {
      const known = runs.get(document) ?? []
      let low = 0
      let high = known.length / 2
      while (low < high) {
        const middle = (low + high) >>> 1
        if ((known[middle * 2 + 1] ?? 0) < n) low = middle + 1
        else high = middle
      }
      return (known[low * 2] ?? Infinity) <= n
    },
  }
}

function add(runs: Map<string, number[]>, document: string, n: number): void {
  const known = runs.get(document)
  if (known === undefined) runs.set(document, [n, n])
  else if (known.at(-1) === n - 1) known[known.length - 1] = n
  else known.push(n, n)
}
