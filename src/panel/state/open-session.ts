import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals'
import type { Entry, Note, Session } from '../../core/model'
import { recordedJson } from '../../core/value'
import type { PanelDeps } from '../deps'
import type { Seen } from '../selectors/filter/complete'
import { createLineCounter, type JsonLines } from '../selectors/json-lines'
import { createTimelineIndex, type TimelineIndex } from '../selectors/timeline-index'
import type { InspectorTab } from '../selectors/view-parts'
import { createEntryFinder, type EntryFinder } from './entry-finder'
import { createEntryReader, type EntryReader } from './entry-reader'
import { createFilterSeen } from './filter-seen'
import { createIndexLoader, type IndexLoader } from './index-loader'
import { createNotes, type Notes } from './notes'
import { createOverheadMeter, type OverheadMeter } from './overhead'
import { createPlayback, type Playback, prefersCalm } from './playback'
import { createResource, type Loaded } from './resource'
import { createRowTexts, type RowTexts } from './row-texts'
import { createSelection, type Selection } from './selection'
import { createShown, type Shown } from './shown'
import { createSliced, type Sliced } from './sliced'
import { createSourceView, type SourceView } from './source-view'
import { createStateView, type StateView } from './state-view'
import { createTimeView, type TimeView } from './time-view'
import { createTimelineFilter, type TimelineFilter } from './timeline-filter'

/** Everything about the session on screen. Ends with its signal. */
export interface OpenSession {
  readonly id: string
  /** As the list knows it now; undefined once it was deleted. */
  readonly session: ReadonlySignal<Session | undefined>
  readonly index: TimelineIndex
  readonly loader: IndexLoader
  readonly texts: RowTexts
  readonly reader: EntryReader
  readonly filter: TimelineFilter
  /** What the session holds of what a filter can ask for. */
  seen(): Seen
  readonly time: TimeView
  readonly shown: Shown
  readonly selection: Selection
  /** The selected entry. */
  readonly entry: ReadonlySignal<Loaded<Entry>>
  /** The same as text; worked out while somebody looks at it. */
  readonly entryText: ReadonlySignal<Sliced<JsonLines>>
  readonly source: SourceView
  readonly stateView: StateView
  readonly playback: Playback
  readonly overhead: OverheadMeter
  readonly finder: EntryFinder
  readonly notes: Notes
  /** What is shown of the selected entry. */
  readonly tab: Signal<InspectorTab>
  /** The note that is being written. */
  readonly draft: Signal<Note | undefined>
}

/** `recorded`: it is being recorded now, so the timeline begins at its end and stays there. */
export function createOpenSession(
  { store, env }: Pick<PanelDeps, 'store' | 'env'>,
  id: string,
  sessions: ReadonlySignal<readonly Session[] | undefined>,
  recorded: boolean,
  ended: AbortSignal,
): OpenSession {
  const session = computed(() => sessions.value?.find((other) => other.id === id))
  const index = createTimelineIndex()
  const finder = createEntryFinder(index, ended)
  const reader = createEntryReader(store, id, index)
  const texts = createRowTexts(store, id, index, ended)
  const loader = createIndexLoader(store, id, index, onRows, ended)
  const filter = createTimelineFilter(
    { index, sourceName: (code) => source.nameOf(code), marks: { of: (seq) => notes.marksOf(seq), tags: () => notes.tags.value } },
    { segments: texts.read, entries: (row) => store.readSegment(id, index.seq.data[row] ?? 0) },
    ended,
  )
  const time = createTimeView(index)
  const shown = createShown(index, filter, time)
  const selection = createSelection({ index, shown, time }, recorded)
  const overhead = createOverheadMeter(index, reader)
  const source = createSourceView({ ...loader, store, session: id, index, reader, selection }, ended)
  const stateView = createStateView({ index, texts, source, selection }, ended)
  const playback = createPlayback({ index, shown, selection, calm: prefersCalm }, ended)

  function onRows(position: number): void {
    filter.refresh(position)
    overhead.refresh()
    finder.refresh()
  }

  const notes = createNotes({ store, env, session: id, index, finder }, ended)
  const seen = createFilterSeen(index, source.nameOf, () => notes.tags.value)
  followOutside({ filter, source, notes }, ended)
  const draft = signal<Note | undefined>(undefined)
  const tab = signal<InspectorTab>('details')
  const entry = createResource(selection.row, (row) => reader.read(index.seq.data[row] ?? 0), ended)
  const read = computed(() => (tab.value === 'json' ? entry.value.value : undefined))
  const entryText = createSliced(read, (value) => createLineCounter().measure(recordedJson(value)), ended)
  return {
    id,
    session,
    index,
    loader,
    texts,
    reader,
    filter,
    seen,
    time,
    shown,
    selection,
    entry,
    entryText,
    source,
    stateView,
    playback,
    overhead,
    finder,
    notes,
    draft,
    tab,
  }
}

/** The filter asks what people and sources say, too; when they say something else, it has to ask again. */
function followOutside({ filter, source, notes }: Pick<OpenSession, 'filter' | 'source' | 'notes'>, ended: AbortSignal): void {
  const stops = [
    effect(() => {
      if (notes.version.value >= 0) untracked(() => filter.recheck('marks'))
    }),
    effect(() => {
      if (source.nameOf(0) !== undefined) untracked(() => filter.recheck('names'))
    }),
  ]
  ended.addEventListener(
    'abort',
    () => {
      for (const stop of stops) stop()
    },
    { once: true },
  )
}
