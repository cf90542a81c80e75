import { computed, type ReadonlySignal } from '@preact/signals'
import type { Entry, Session } from '../../core/model'
import type { SessionStore } from '../../core/store'
import { createTimelineIndex, type TimelineIndex } from '../selectors/timeline-index'
import { createEntryReader, type EntryReader } from './entry-reader'
import { createIndexLoader, type IndexLoader } from './index-loader'
import { createOverheadMeter, type OverheadMeter } from './overhead'
import { createResource, type Loaded } from './resource'
import { createRowTexts, type RowTexts } from './row-texts'
import { createSelection, type Selection } from './selection'
import { createShown, type Shown } from './shown'
import { createSourceView, type SourceView } from './source-view'
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
  readonly time: TimeView
  readonly shown: Shown
  readonly selection: Selection
  /** The selected entry. */
  readonly entry: ReadonlySignal<Loaded<Entry>>
  readonly source: SourceView
  readonly overhead: OverheadMeter
}

/** `recorded`: it is being recorded now, so the timeline begins at its end and stays there. */
export function createOpenSession(
  store: SessionStore,
  id: string,
  sessions: ReadonlySignal<readonly Session[] | undefined>,
  recorded: boolean,
  ended: AbortSignal,
): OpenSession {
  const session = computed(() => sessions.value?.find((other) => other.id === id))
  const index = createTimelineIndex()
  const reader = createEntryReader(store, id)
  const texts = createRowTexts(store, id, index, ended)
  const loader = createIndexLoader(store, id, index, onRows, ended)
  const filter = createTimelineFilter(index, texts.read, ended)
  const time = createTimeView(index)
  const shown = createShown(index, filter, time)
  const selection = createSelection({ index, shown, time }, recorded)
  const overhead = createOverheadMeter(index, reader)
  const source = createSourceView({ ...loader, store, session: id, index, reader, selection }, ended)

  function onRows(position: number): void {
    filter.refresh(position)
    overhead.refresh()
  }

  const entry = createResource(selection.row, (row) => reader.read(index.seq.data[row] ?? 0), ended)
  return { id, session, index, loader, texts, reader, filter, time, shown, selection, entry, source, overhead }
}
