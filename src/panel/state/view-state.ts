import { batch, effect } from '@preact/signals'
import type { EntryAnchor } from '../../core/model'
import type { SessionStore } from '../../core/store'
import { opened } from '../parts/use-tree-state'
import { facets } from '../selectors/facets'
import type { TimelineIndex } from '../selectors/timeline-index'
import { packView, type SourcePlace, unpackView, type ViewParts } from '../selectors/view-parts'
import type { Layout, PaneSizes } from './layout'
import type { OpenSession } from './open-session'

/** Milliseconds after the last change until it is kept. */
const PAUSE = 400

export interface ViewPlace {
  readonly store: Pick<SessionStore, 'getView' | 'putView'>
  readonly layout: Layout
  /** It is being recorded now: the timeline stays at its end. */
  readonly recorded: boolean
  /** A link says which entry and filter to look at; the rest is as it was last. */
  readonly linked?: boolean
}

/**
 * Brings back how a person looked at the session last, and keeps how they look
 * at it now, until the signal ends. What they did before it was read stands.
 */
export function keepView(open: OpenSession, { store, layout, recorded, linked = false }: ViewPlace, ended: AbortSignal): void {
  const awaited: Awaited = {}
  let timer: ReturnType<typeof setTimeout> | undefined

  // A view that cannot be read or kept costs its comfort alone; why a store fails, the timeline says.
  const read = async () => unpackView(await store.getView(open.id).catch(() => undefined))
  const write = () => store.putView(open.id, packView(viewOf(open, layout, awaited))).catch(() => undefined)

  function flush(): void {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    void write()
  }

  function changed(): void {
    clearTimeout(timer)
    timer = setTimeout(flush, PAUSE)
  }

  /** Does something with what was kept once it is there, unless the person has done so by then. */
  function once<T>(part: keyof Awaited, find: () => T | undefined, isDone: () => boolean, use: (found: T) => void): void {
    const stop = effect(() => {
      const found = find()
      if ((!isDone() && found === undefined) || awaited[part] === undefined) return
      awaited[part] = undefined
      // Not inside of the effect, which what follows would run again.
      queueMicrotask(() => {
        stop()
        if (found !== undefined && !isDone() && !ended.aborted) use(found)
      })
    })
    ended.addEventListener('abort', stop, { once: true })
  }

  function awaitSelected(entry: EntryAnchor): void {
    const { finder, selection } = open
    awaited.selected = entry
    finder.want([entry])
    once(
      'selected',
      () => (finder.version.value < 0 ? undefined : finder.rowOf(entry)),
      () => selection.row.value !== undefined,
      selection.select,
    )
  }

  function awaitSource(place: SourcePlace): void {
    const { loader, index, source } = open
    awaited.source = place
    once(
      'source',
      () => (loader.version.value < 0 ? undefined : sourceAt(index, place)),
      () => source.picked.value !== undefined,
      source.pick,
    )
  }

  async function begin(): Promise<void> {
    const last = await read()
    if (ended.aborted) return
    const view = linked ? { ...last, typed: undefined, selected: undefined } : last
    const untouched = linked || (open.filter.typed.peek() === '' && open.selection.row.peek() === undefined)
    if (untouched) batch(() => apply(open, layout, view))
    else changed()
    if (view.selected !== undefined && untouched && !recorded) awaitSelected(view.selected)
    if (view.source !== undefined && untouched) awaitSource(view.source)
    let first = true
    const stop = effect(() => {
      viewOf(open, layout, awaited)
      if (!first) changed()
      first = false
    })
    ended.addEventListener('abort', stop, { once: true })
  }

  ended.addEventListener('abort', flush, { once: true })
  void begin()
}

/** What of the last view is not loaded yet. */
interface Awaited {
  selected?: EntryAnchor | undefined
  source?: SourcePlace | undefined
}

function sourceAt({ sources }: TimelineIndex, { document, source }: SourcePlace): number | undefined {
  const code = sources.findIndex((other) => other.document === document && other.source === source)
  return code < 0 ? undefined : code
}

/** How it is looked at now; reads every signal that makes another view. */
function viewOf(
  { filter, selection, index, time, shown, tab, source, stateView }: OpenSession,
  layout: Layout,
  awaited: Awaited,
): ViewParts {
  const row = selection.row.value
  const picked = source.picked.value
  return {
    selected:
      row === undefined ? awaited.selected : { document: index.documents[index.document.data[row] ?? 0] ?? '', n: index.n.data[row] ?? 0 },
    typed: filter.typed.value,
    facets: [...filter.facets.value],
    level: filter.level.value,
    range: time.range.value,
    bursts: shown.grouped.value,
    tab: tab.value,
    stateTab: stateView.tab.value,
    source: picked === undefined ? awaited.source : index.sources[picked],
    open: [...stateView.tree.value.open].flatMap(([path, isOpen]) => (isOpen ? [path] : [])),
    sizes: { ...layout.sizes.value },
  }
}

function apply({ filter, time, shown, tab, stateView }: OpenSession, layout: Layout, view: ViewParts): void {
  if (view.facets !== undefined) {
    for (const facet of facets) if (filter.facets.peek().has(facet) !== view.facets.includes(facet)) filter.toggleFacet(facet)
  }
  if (view.level !== undefined && view.level !== filter.level.peek()) filter.setLevel(view.level)
  if (view.typed) filter.type(view.typed)
  if (view.range !== undefined) time.show(view.range)
  if (view.bursts !== undefined) shown.setGrouped(view.bursts)
  if (view.tab !== undefined) tab.value = view.tab
  if (view.stateTab !== undefined) stateView.tab.value = view.stateTab
  if (view.open !== undefined) stateView.tree.value = opened(view.open)
  const panes = Object.keys(layout.sizes.peek()) as (keyof PaneSizes)[]
  for (const pane of panes) {
    const size = view.sizes?.[pane]
    if (size !== undefined && size !== layout.sizes.peek()[pane]) layout.resize(pane, size)
  }
}
