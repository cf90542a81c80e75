import type { Entry } from '../../core/model'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { EntryReader } from './entry-reader'

/** The other half of a request or response, and its row. */
export interface NetworkPair {
  readonly row: number
  readonly entry: Entry
}

/** Entries read before giving up: a document with thousands of open requests is not worth reading through. */
const MOST_READ = 40
const CUT = '…'

/** Looks for the response of a request, or the request of a response, in its document. Undefined when there is none near. */
export async function findPair(index: TimelineIndex, reader: EntryReader, entry: Entry): Promise<NetworkPair | undefined> {
  if (entry.kind !== 'event' || (entry.type !== 'request' && entry.type !== 'response')) return undefined
  const start = index.rowOfSeq(entry.seq)
  if (start === undefined) return undefined
  const wanted = entry.type === 'request' ? 'response' : 'request'
  const step = entry.type === 'request' ? 1 : -1
  const ending = `${entry.data.method} ${entry.data.url}`.slice(0, 80)
  let reads = 0
  for (let at = index.positionOf(start) + step; at >= 0 && at < index.order.length && reads < MOST_READ; at += step) {
    const row = index.order.data[at] ?? 0
    const type = index.types[index.type.data[row] ?? 0]
    if (type?.kind !== 'event' || type.type !== wanted || index.document.data[row] !== index.document.data[start]) continue
    // Labels hold method and address: most others are told apart without reading them.
    const label = index.text.label(row)
    if (label !== undefined && !label.includes(ending) && !label.endsWith(CUT)) continue
    reads++
    const other = await reader.read(index.seq.data[row] ?? 0)
    if (other?.kind === 'event' && other.type === wanted && other.data.id === entry.data.id) return { row, entry: other }
  }
  return undefined
}
