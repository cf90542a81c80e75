import { batch, effect } from '@preact/signals'
import type { EntryAnchor } from '../../core/model'
import type { SessionStore } from '../../core/store'
import { facets } from '../selectors/facets'
import { packView, unpackView, type ViewParts } from '../selectors/view-parts'
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
  /** Selected last time and not loaded yet. */
  let awaited: EntryAnchor | undefined
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

  /** Selects what was selected, once it is there, unless the person has selected something. */
  function awaitSelected(entry: EntryAnchor): void {
    awaited = entry
    open.finder.want([entry])
    const stop = effect(() => {
      void open.finder.version.value
      const row = open.finder.rowOf(entry)
      if (open.selection.row.value === undefined && row === undefined) return
      if (awaited === undefined) return
      awaited = undefined
      // Not inside of the effect, which what follows would run again.
      queueMicrotask(() => {
        stop()
        if (row !== undefined && open.selection.row.peek() === undefined && !ended.aborted) open.selection.select(row)
      })
    })
    ended.addEventListener('abort', stop, { once: true })
  }

  async function begin(): Promise<void> {
    const last = await read()
    if (ended.aborted) return
    const view = linked ? { ...last, typed: undefined, selected: undefined } : last
    const untouched = linked || (open.filter.typed.peek() === '' && open.selection.row.peek() === undefined)
    if (untouched) batch(() => apply(open, layout, view))
    else changed()
    if (view.selected !== undefined && untouched && !recorded) awaitSelected(view.selected)
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

/** How it is looked at now; reads every signal that makes another view. */
function viewOf({ filter, selection, index, time, shown, tab }: OpenSession, layout: Layout, awaited: EntryAnchor | undefined): ViewParts {
  const row = selection.row.value
  return {
    selected: row === undefined ? awaited : { document: index.documents[index.document.data[row] ?? 0] ?? '', n: index.n.data[row] ?? 0 },
    typed: filter.typed.value,
    facets: [...filter.facets.value],
    level: filter.level.value,
    range: time.range.value,
    bursts: shown.grouped.value,
    tab: tab.value,
    sizes: { ...layout.sizes.value },
  }
}

function apply({ filter, time, shown, tab }: OpenSession, layout: Layout, view: ViewParts): void {
  if (view.facets !== undefined) {
    for (const facet of facets) if (filter.facets.peek().has(facet) !== view.facets.includes(facet)) filter.toggleFacet(facet)
  }
  if (view.level !== undefined && view.level !== filter.level.peek()) filter.setLevel(view.level)
  if (view.typed) filter.type(view.typed)
  if (view.range !== undefined) time.show(view.range)
  if (view.bursts !== undefined) shown.setGrouped(view.bursts)
  if (view.tab !== undefined) tab.value = view.tab
  const panes = Object.keys(layout.sizes.peek()) as (keyof PaneSizes)[]
  for (const pane of panes) {
    const size = view.sizes?.[pane]
    if (size !== undefined && size !== layout.sizes.peek()[pane]) layout.resize(pane, size)
  }
}
