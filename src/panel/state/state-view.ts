import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { createLineCounter, type JsonLines } from '../selectors/json-lines'
import type { TimelineIndex } from '../selectors/timeline-index'
import { createSliced, type Sliced } from './sliced'
import type { SourceView } from './source-view'
import { createStateComparison, type StateComparison } from './state-diff'
import { createStateFind, type StateFind } from './state-find'

export const stateTabs = ['tree', 'raw', 'diff'] as const
export type StateTab = (typeof stateTabs)[number]

/** How the state of the shown source is looked at. */
export interface StateView {
  readonly tab: Signal<StateTab>
  /** JSON Pointer of the part of the state that the person is at. */
  readonly place: Signal<string | undefined>
  /** The state as text; worked out while somebody looks at it. */
  readonly raw: ReadonlySignal<Sliced<JsonLines>>
  readonly comparison: StateComparison
  readonly find: StateFind
}

export function createStateView(index: TimelineIndex, source: SourceView, ended: AbortSignal): StateView {
  const tab = signal<StateTab>('tree')
  const counter = createLineCounter()
  const value = computed(() => source.moment.value.value?.value)
  const rawValue = computed(() => (tab.value === 'raw' ? value.value : undefined))
  const comparing = computed(() => tab.value === 'diff')
  return {
    tab,
    place: signal(undefined),
    raw: createSliced(rawValue, (root) => counter.measure(root), ended),
    comparison: createStateComparison(index, source, comparing, ended),
    find: createStateFind(value, ended),
  }
}

/** Matches are shown in the tree. */
export function findInState({ tab, find }: StateView): void {
  tab.value = 'tree'
  find.begin()
}
