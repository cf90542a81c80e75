import { kinds } from '../../core/model'
import { type Json, jsonEqual, previewOf } from '../../core/value'
import { touches } from '../selectors/filter/paths'
import { lookUp } from '../selectors/json-at'
import { hidesPaths, mayChange, wholePosition } from '../selectors/path-touch'
import type { Folded } from '../selectors/source-fold'
import { stepOf } from '../selectors/source-rows'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { SourceStates } from './source-states'
import type { StoredWords } from './stored-words'
import { createTurns } from './turns'

/** One change of the value at a path. */
export interface PathChange {
  readonly row: number
  readonly label: string
  /** `first`: the source began with it; `unsure`: the state around it is not known, its patch names the path. */
  readonly is: 'first' | 'added' | 'removed' | 'changed' | 'unsure'
  /** On one line each: a list of them must not keep a thousand states alive. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What is looked for: a path in the states of a source and its namesakes. */
export interface PathQuestion {
  readonly sources: ReadonlySet<number>
  readonly pointer: string
}

/** A change, or how far the walk is: a position of the order. */
export type PathNews = { readonly found: PathChange } | { readonly reached: number }

export interface PathChanges {
  /**
   * Walks through the session from beyond a position, and tells each change of the
   * path on the way. Pauses often; the reader may stop at any time. Rejects with
   * the store's `AppError`.
   */
  walk(question: PathQuestion, position: number, direction: 1 | -1): AsyncGenerator<PathNews, void>
}

const PREVIEW_LENGTH = 80
const derivedLabel = kinds.state.keyframe.label({ value: null, why: 'derived' })

export function createPathChanges(index: TimelineIndex, states: SourceStates, words: StoredWords): PathChanges {
  /** Whether the entry may have changed the value; asks nothing but the index. */
  async function isCandidate(row: number, step: string | undefined, pointer: string): Promise<boolean> {
    if (step !== 'change' && step !== 'keyframe') return false
    if (step === 'change' && hidesPaths(index, row)) return true
    const told = words.known(row) ?? (await words.of(row))
    if (told === undefined) return false
    return step === 'change' ? mayChange(told.text, pointer) : told.label !== derivedLabel
  }

  async function judge(row: number, source: number, position: number, pointer: string): Promise<PathChange | undefined> {
    const end = stepOf(index, row, source) === 'keyframe' ? wholePosition(index, source, position) : position
    const now = await states.folded(source, end)
    if (now.changed?.row !== row || now.value === undefined) return undefined
    const label = words.known(row)?.label ?? ''
    if (now.status === 'unknown') return unsure(row, label, now, pointer)
    const was = now.previous ?? (await states.folded(source, position - 1)).value
    const before = was === undefined ? undefined : lookUp(was, pointer)
    const after = lookUp(now.value, pointer)
    if (before === after || (before !== undefined && after !== undefined && jsonEqual(before, after))) return undefined
    const is = was === undefined ? 'first' : before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
    return { row, label, is, before: shown(before), after: shown(after) }
  }

  return {
    async *walk({ sources, pointer }, position, direction) {
      const turns = createTurns()
      for (let at = position + direction; at >= 0 && at < index.order.length; at += direction) {
        const row = index.order.data[at] ?? 0
        const source = (index.source.data[row] ?? 0) - 1
        if (sources.has(source) && (await isCandidate(row, stepOf(index, row, source), pointer))) {
          const found = await judge(row, source, at, pointer)
          if (found !== undefined) yield { found }
        }
        if (!turns.over) continue
        yield { reached: at }
        await turns.pause()
      }
    },
  }
}

function unsure(row: number, label: string, { changed }: Folded, pointer: string): PathChange | undefined {
  const entry = changed?.entry
  if (entry?.kind !== 'state' || entry.type !== 'change') return undefined
  if (!entry.data.patch.some(({ path }) => touches(path, pointer))) return undefined
  const told = entry.data.patch.findLast(({ path }) => path === pointer)
  return { row, label, is: 'unsure', before: undefined, after: told && 'value' in told ? shown(told.value) : undefined }
}

function shown(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : previewOf(value, PREVIEW_LENGTH)
}
