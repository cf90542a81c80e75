import type { Entry } from '../model'
import { createReplay, type Replay, type StateFact } from '../timeline'

/** Stands for everything of a session before a cut: what replay needs so that every state after the cut is as it was. */
export interface HeadCut {
  /** Takes the next entry before the cut, in order of seq. */
  take(entry: Entry): void
  /**
   * What stands for the entries taken so far, in order of seq, each with the place that it had. May be asked more than
   * once; what it gives never changes.
   */
  entries(): readonly Entry[]
}

type StateEntry = Extract<Entry, { readonly kind: 'state' }>

/** One source that is open. */
interface Live {
  readonly document: string
  readonly replay: Replay
  open: StateEntry | undefined
  /** After `open`, some entries that lead to the same state as all there were. */
  kept: StateEntry[]
  /** Size of the changes among them, as JSON. */
  size: number
}

/**
 * Changes that are kept before they are made one keyframe. What the next of them
 * changes is then copied anew, and that costs as much as a large state has keys:
 * so seldom that it is not felt, and as often as memory must stay small.
 */
const fold = { changes: 1024, size: 1024 * 1024 }

/**
 * Of each source that is still open it keeps the `open` entry and the last
 * known state, as a keyframe (`derived`) in the place of the entry that brought
 * it about; a whole keyframe that nothing changed stays as it is, and so does a
 * streamed one that is not finished, with its parts. Where the state is not
 * known, the entry by which it was lost follows: a gap, of the source or of its
 * document, or what did not fit. Closed sources and all other entries leave
 * nothing. Memory holds the live states.
 */
export function createHeadCut(): HeadCut {
  const sources = new Map<string, Live>()

  function liveOf(document: string, source: string): Live {
    const key = JSON.stringify([document, source])
    const known = sources.get(key)
    if (known !== undefined) return known
    const made: Live = { document, replay: createReplay(), open: undefined, kept: [], size: 0 }
    sources.set(key, made)
    return made
  }

  return {
    take(entry) {
      if (entry.kind !== 'state') return
      if (entry.source === undefined) {
        // A gap of no source concerns all of its document.
        for (const live of sources.values()) if (live.document === entry.document) takeInto(live, entry)
      } else if (entry.type === 'close') sources.delete(JSON.stringify([entry.document, entry.source]))
      else takeInto(liveOf(entry.document, entry.source), entry)
    },
    entries() {
      // One gap may stand there for many sources.
      const bySeq = new Map<number, Entry>()
      for (const live of sources.values()) {
        if (live.replay.status() === 'known') keep(live, folded(live.kept, live.replay))
        for (const entry of [live.open, ...live.kept]) if (entry !== undefined) bySeq.set(entry.seq, entry)
      }
      return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
    },
  }
}

function takeInto(live: Live, entry: StateEntry): void {
  const before = live.replay.status()
  live.replay.push(entry)
  const after = live.replay.status()
  if (entry.type === 'open') {
    live.open = entry
    keep(live, [])
  } else if (entry.type === 'keyframe') keep(live, [entry])
  else if (after === 'none') {
    // A gap says why there is nothing yet: the last of its own, which names the source, else of its document.
    if (entry.source !== undefined || live.kept[0]?.source === undefined) keep(live, [entry])
  } else if (after === 'unknown') {
    // Once it is lost, nothing but a new beginning changes what is known.
    if (before === 'unknown') return
    keep(live, [...(before === 'known' ? folded(live.kept, replayOf(live.kept)) : live.kept), entry])
  } else {
    live.kept.push(entry)
    if (entry.type === 'change') live.size += JSON.stringify(entry.data.patch).length
    // The parts of a streamed keyframe are as large as the state itself: no longer than they are needed.
    const isFull = before === 'partial' || live.kept.length > fold.changes || live.size > fold.size
    if (after === 'known' && isFull) keep(live, folded(live.kept, live.replay))
  }
}

function keep(live: Live, kept: readonly StateEntry[]): void {
  live.kept = [...kept]
  live.size = 0
}

function replayOf(entries: readonly StateFact[]): Replay {
  const replay = createReplay()
  for (const entry of entries) replay.push(entry)
  return replay
}

/** The same as one keyframe in the place of the last; `replay` has taken them all and knows the state. */
function folded(kept: readonly StateEntry[], replay: Replay): readonly StateEntry[] {
  const last = kept.at(-1)
  const now = replay.state()
  if (last === undefined || kept.length === 1 || now.status !== 'known') return kept
  const { document, n, seq, t, source } = last
  return [{ document, n, seq, t, kind: 'state', type: 'keyframe', source, data: { value: now.value, why: 'derived' } }]
}
