import type { Entry } from '../model'
import type { StateFact } from '../timeline'
import type { StatePlace } from './compare-states'
import type { Side } from './side'

/**
 * Hands on what decides the states of a side, source by source, up to the place
 * it is asked for. Gives the entry at that place when it is one of a source.
 */
export function createReplayer(
  side: Side,
  read: (place: number) => Promise<Entry | undefined>,
  push: (source: number, entry: StateFact) => void,
): (place: number) => Promise<StatePlace | undefined> {
  const passed = new Uint32Array(side.histories.length)

  async function next(source: number): Promise<StateFact | undefined> {
    const place = side.histories[source]?.[passed[source] ?? 0]
    if (place === undefined) return undefined
    const entry = await read(place)
    // What cannot be read is a hole, and a hole means that the state is not known.
    return entry?.kind === 'state' ? entry : { kind: 'state', type: 'gap', data: { reason: 'damaged' } }
  }

  return async (place) => {
    const source = side.source[place] ?? -1
    const history = side.histories[source]
    if (history === undefined) return undefined
    let last: StateFact | undefined
    for (let at = passed[source] ?? 0; at < history.length; at++) {
      // The pieces of a whole state belong to it, though they come after it.
      const isPiece = (history[at] ?? 0) > place
      if (isPiece && !(last?.type === 'keyframe' && last.data.partial === true) && last?.type !== 'part') break
      const entry = await next(source)
      if (entry === undefined || (isPiece && entry.type !== 'part')) break
      push(source, entry)
      passed[source] = at + 1
      if (!isPiece) last = entry
      else if (entry.type === 'part' && entry.data.last) break
    }
    return last === undefined ? undefined : { source, entry: last }
  }
}
