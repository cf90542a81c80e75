import { AppError } from '../../core/errors'
import type { Entry } from '../../core/model'
import { applyPatch } from '../../core/timeline'
import type { Json } from '../../core/value'

/** An entry with its row in the index. */
export interface RowEntry {
  readonly row: number
  readonly entry: Entry
}

/** What is known of a source after some of its entries. */
export interface Folded {
  /** `none`: it has not begun; `unknown`: something is missing since the last known state; `partial`: its whole state is still arriving. */
  readonly status: 'none' | 'known' | 'partial' | 'unknown' | 'closed'
  /** The state; where it is not known, the last that was. */
  readonly value: Json | undefined
  /** The last entry that changed it. */
  readonly changed: RowEntry | undefined
  /** The state before `changed`, where that is known. */
  readonly previous: Json | undefined
  /** Why it is unknown: a gap, or a patch that did not fit. */
  readonly doubt: RowEntry | undefined
}

export const unborn: Folded = { status: 'none', value: undefined, changed: undefined, previous: undefined, doubt: undefined }

/**
 * The state after one more entry of the source; the same rules as the replay of
 * `core/timeline`, but it also remembers what changed the state last, and from
 * what. `owned`: see `applyPatch`.
 */
export function foldEntry(before: Folded, told: RowEntry, owned?: WeakSet<object>): Folded {
  const { entry } = told
  // Who lost track first says why: what comes after cannot fit either.
  const lost = (): Folded => ({ ...before, status: 'unknown', doubt: before.status === 'unknown' ? before.doubt : told })
  if (entry.type === 'gap') return before.status === 'none' ? before : lost()
  if (entry.kind !== 'state') return before
  const { value, status } = before
  switch (entry.type) {
    case 'open':
      return unborn
    case 'close':
      return status === 'known' ? { ...before, status: 'closed' } : before
    case 'keyframe': {
      const { why, partial } = entry.data
      const now: Folded = { ...before, status: partial ? 'partial' : 'known', value: entry.data.value, doubt: undefined }
      // Kept by Playhead to find states faster: nothing changed in the page.
      if (why === 'derived') return now
      return { ...now, changed: told, previous: status === 'known' && !partial ? value : undefined }
    }
    case 'part':
      if (status !== 'partial' || value === undefined) return lost()
      return attempt(lost, () => ({
        ...before,
        status: entry.data.last ? 'known' : 'partial',
        value: applyPatch(value, entry.data.patch, owned),
      }))
    case 'change': {
      const unknown = (): Folded => ({ ...lost(), changed: told, previous: undefined })
      if (status !== 'known' || value === undefined) return unknown()
      return attempt(unknown, () => ({
        ...before,
        value: applyPatch(value, entry.data.patch, owned),
        changed: told,
        previous: value,
      }))
    }
    default:
      return before
  }
}

/** A patch that does not fit says that something is missing, nothing worse. */
function attempt(otherwise: () => Folded, apply: () => Folded): Folded {
  try {
    return apply()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return otherwise()
  }
}
