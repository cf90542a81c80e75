import type { Entry } from '../../../src/core/model'
import type { Json } from '../../../src/core/value'
import { naivelyPatched } from '../timeline/naive-patch'

export interface NaiveState {
  readonly status: 'none' | 'known' | 'partial' | 'unknown'
  readonly why?: 'gap' | 'patch' | 'keyframe'
  /** As JSON. */
  readonly value?: string
}

/** What is known of every source after these entries, those apart that have closed. Works on texts, so nothing is shared. */
export function naiveStates(entries: readonly Entry[]): ReadonlyMap<string, NaiveState> {
  const states = new Map<string, NaiveState>()
  for (const entry of entries) {
    if (entry.kind !== 'state') continue
    const keys =
      entry.source === undefined
        ? [...states.keys()].filter((key) => key.startsWith(`${entry.document}/`))
        : [`${entry.document}/${entry.source}`]
    for (const key of keys) {
      if (entry.type === 'close') states.delete(key)
      else states.set(key, after(states.get(key) ?? { status: 'none' }, entry))
    }
  }
  return states
}

function after(before: NaiveState, entry: Extract<Entry, { kind: 'state' }>): NaiveState {
  const lost = (why: 'gap' | 'patch' | 'keyframe'): NaiveState => (before.status === 'unknown' ? before : { status: 'unknown', why })
  if (entry.type === 'open') return { status: 'none' }
  if (entry.type === 'gap') return before.status === 'none' ? before : lost('gap')
  if (entry.type === 'keyframe') return { status: entry.data.partial ? 'partial' : 'known', value: JSON.stringify(entry.data.value) }
  if (entry.type === 'close') return before
  if (entry.type === 'part' && before.status !== 'partial') return lost('keyframe')
  if (entry.type === 'change' && before.status !== 'known') return lost(before.status === 'partial' ? 'keyframe' : 'gap')
  try {
    const value = JSON.stringify(naivelyPatched(JSON.parse(before.value ?? 'null') as Json, entry.data.patch))
    return { status: entry.type === 'part' && !entry.data.last ? 'partial' : 'known', value }
  } catch {
    return { status: 'unknown', why: 'patch' }
  }
}
