import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { TreeGoal } from '../parts/tree-frame'
import { opened, type TreeChoices } from '../parts/use-tree-state'
import { createLineCounter, type JsonLines } from '../selectors/json-lines'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { StateTab } from '../selectors/view-parts'
import { createPathChanges } from './path-changes'
import { createPathHistory, type PathHistory } from './path-history'
import type { RowTexts } from './row-texts'
import type { Selection } from './selection'
import { createSliced, type Sliced } from './sliced'
import type { SourceView } from './source-view'
import { createStateComparison, type StateComparison } from './state-diff'
import { createStateFind, type StateFind } from './state-find'
import { createStoredWords } from './stored-words'

/** How the state of the shown source is looked at. */
export interface StateView {
  readonly tab: Signal<StateTab>
  /** What is open in the tree, whichever source is shown. */
  readonly tree: Signal<TreeChoices>
  /** JSON Pointer of the part of the state that the person is at. */
  readonly place: Signal<string | undefined>
  /** The state as text; worked out while somebody looks at it. */
  readonly raw: ReadonlySignal<Sliced<JsonLines>>
  readonly comparison: StateComparison
  readonly find: StateFind
  readonly history: PathHistory
  /** The row of the tree to go to. */
  readonly goal: ReadonlySignal<TreeGoal | undefined>
  goTo(pointer: string): void
}

export interface StateViewParts {
  readonly index: TimelineIndex
  readonly texts: RowTexts
  readonly source: SourceView
  readonly selection: Selection
}

export function createStateView({ index, texts, source, selection }: StateViewParts, ended: AbortSignal): StateView {
  const tab = signal<StateTab>('tree')
  const counter = createLineCounter()
  const value = computed(() => source.moment.value.value?.value)
  const rawValue = computed(() => (tab.value === 'raw' ? value.value : undefined))
  const comparing = computed(() => tab.value === 'diff')
  const goal = signal<TreeGoal | undefined>(undefined)
  const find = createStateFind(value, ended)
  const changes = createPathChanges(index, source.states, createStoredWords(index, texts))

  function goTo(pointer: string): void {
    goal.value = { path: pointer, token: {} }
  }

  // Also raised by a move to where the person is already.
  const stop = effect(() => {
    const hit = find.moves.value >= 0 ? find.hit.value : undefined
    if (hit !== undefined) goTo(hit)
  })
  ended.addEventListener('abort', stop, { once: true })

  return {
    tab,
    tree: signal(opened([])),
    place: signal(undefined),
    raw: createSliced(rawValue, (root) => counter.measure(root), ended),
    comparison: createStateComparison(index, source, comparing, ended),
    find,
    history: createPathHistory({ index, source, selection, changes }, ended),
    goal,
    goTo,
  }
}

/** Matches are shown in the tree. */
export function findInState({ tab, find }: StateView): void {
  tab.value = 'tree'
  find.begin()
}

/** Asks about the part of the state that the person is at. */
export function askWhoChanged({ place, history }: StateView): void {
  if (place.value !== undefined) history.ask(place.value)
}
