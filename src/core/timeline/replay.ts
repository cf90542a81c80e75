import { AppError } from '../errors'
import type { Fact } from '../model'
import type { Json } from '../value'
import { applyPatch } from './apply'

/** An entry of kind `state`, with or without its envelope. */
export type StateFact = Extract<Fact, { readonly kind: 'state' }>

/** Why a state cannot be told: something was not recorded; a patch did not fit; a keyframe never got its parts. */
export type UnknownWhy = 'gap' | 'patch' | 'keyframe'

/** What is known of a source's state at an entry. */
export type ReplayedState =
  /** There was no keyframe yet. */
  | { readonly status: 'none' }
  /** `closed`: the source has ended; this was its last state. */
  | { readonly status: 'known'; readonly value: Json; readonly closed: boolean }
  /** A streamed keyframe of which parts are missing: `pending` tags mark the holes. */
  | { readonly status: 'partial'; readonly value: Json }
  /** From the entry `since` (counted from 0) until the next keyframe. */
  | { readonly status: 'unknown'; readonly why: UnknownWhy; readonly since: number }

/** Replays the entries of one source. */
export interface Replay {
  /** Takes the next entry, in order. Entries of other sources are passed over; state gaps of no source concern all. */
  push(entry: StateFact): void
  /** What is known of it, without its being handed out: costs nothing, however large the state is. */
  status(): ReplayedState['status']
  /** The state now. What it hands out never changes. */
  state(): ReplayedState
}

/** `source`: the id of the source; without it every entry is taken to be of the one. */
export function createReplay(source?: string): Replay {
  let now: ReplayedState = { status: 'none' }
  let owned = new WeakSet<object>()
  let count = 0

  function lost(why: UnknownWhy): ReplayedState {
    // Who lost track first says when: later patches cannot fit either.
    return now.status === 'unknown' ? now : { status: 'unknown', why, since: count }
  }

  function after(entry: StateFact): ReplayedState {
    switch (entry.type) {
      case 'open':
        return { status: 'none' }
      case 'keyframe': {
        const { value, partial } = entry.data
        return partial ? { status: 'partial', value } : { status: 'known', value, closed: false }
      }
      case 'part': {
        if (now.status !== 'partial') return lost('keyframe')
        const value = applyPatch(now.value, entry.data.patch, owned)
        return entry.data.last ? { status: 'known', value, closed: false } : { status: 'partial', value }
      }
      case 'change':
        if (now.status === 'known') return { ...now, value: applyPatch(now.value, entry.data.patch, owned) }
        return lost(now.status === 'partial' ? 'keyframe' : 'gap')
      case 'close':
        return now.status === 'known' ? { ...now, closed: true } : now
      case 'gap':
        return now.status === 'none' ? now : lost('gap')
    }
  }

  return {
    push(entry) {
      if (source === undefined || entry.source === source || (entry.type === 'gap' && entry.source === undefined)) {
        try {
          now = after(entry)
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          // The state is half changed now, and only ours: nobody sees it again.
          now = { status: 'unknown', why: 'patch', since: count }
        }
      }
      count++
    },
    status: () => now.status,
    state() {
      owned = new WeakSet()
      return now
    },
  }
}

/** The state of a source after all of `entries`, which must begin at or before a keyframe of it. */
export function stateAt(entries: Iterable<StateFact>, source?: string): ReplayedState {
  const replay = createReplay(source)
  for (const entry of entries) replay.push(entry)
  return replay.state()
}

/** The index of the last keyframe of the source at or before `index`, or -1: where a replay has to begin. */
export function lastKeyframe(
  entries: readonly { readonly kind: string; readonly type: string; readonly source?: string | null | undefined }[],
  index: number,
  source?: string,
): number {
  for (let at = Math.min(index, entries.length - 1); at >= 0; at--) {
    const entry = entries[at]
    if (entry?.kind === 'state' && entry.type === 'keyframe' && (source === undefined || entry.source === source)) return at
  }
  return -1
}
