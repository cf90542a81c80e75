import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Patch } from '../../core/timeline'
import type { Json } from '../../core/value'
import { diffInSlices } from '../selectors/diff-slices'
import { lastActive } from '../selectors/source-rows'
import type { TimelineIndex } from '../selectors/timeline-index'
import { createResource, type Loaded } from './resource'
import { createSliced, type Sliced } from './sliced'
import type { SourceView } from './source-view'

/** Two states and the way from one to the other. */
export interface StateDiff {
  readonly before: Json
  readonly after: Json
  readonly patch: Patch
}

/** What the state is compared with. */
export interface DiffBase {
  readonly value: Json | undefined
  /** The entry that was chosen, or the one that led to the state before. */
  readonly row: number | undefined
}

/** The state of the source at the selected entry, compared with another state of it. */
export interface StateComparison {
  /** The row that was chosen to compare with; undefined for the state before the last change. */
  readonly chosen: ReadonlySignal<number | undefined>
  choose(row: number | undefined): void
  readonly base: ReadonlySignal<Loaded<DiffBase>>
  readonly diff: ReadonlySignal<Sliced<StateDiff>>
}

/** `wanted`: whether anybody looks at it. */
export function createStateComparison(
  index: TimelineIndex,
  source: SourceView,
  wanted: ReadonlySignal<boolean>,
  ended: AbortSignal,
): StateComparison {
  const chosen: Signal<number | undefined> = signal(undefined)
  const key = computed(() => {
    const moment = source.moment.value.value
    const shown = source.shown.value
    return wanted.value && moment !== undefined && shown !== undefined ? { moment, shown, row: chosen.value } : undefined
  })

  const base = createResource(
    key,
    async ({ moment, shown, row }): Promise<DiffBase> => {
      if (row === undefined) return { value: moment.previous, row: moment.changed?.row }
      const position = index.positionOf(row)
      // The chosen entry may lie before a reload, in the document of a namesake.
      const then = lastActive(index, source.namesakes(shown), position)
      return { value: then === undefined ? undefined : (await source.states.folded(then, position)).value, row }
    },
    ended,
  )

  const pair = computed(() => {
    const before = base.value.value?.value
    const after = source.moment.value.value?.value
    return wanted.value && !base.value.loading && before !== undefined && after !== undefined ? { before, after } : undefined
  })

  return {
    chosen,
    choose(row) {
      chosen.value = row
    },
    base,
    diff: createSliced(
      pair,
      function* ({ before, after }) {
        return { before, after, patch: yield* diffInSlices(before, after) }
      },
      ended,
    ),
  }
}
