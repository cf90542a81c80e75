import { createSide, type ReadPlace, type Side } from '../../core/compare'
import type { Session } from '../../core/model'
import type { SessionStore } from '../../core/store'
import { createTimelineIndex, type TimelineIndex } from '../selectors/timeline-index'
import { createEntryReader, type EntryReader } from './entry-reader'
import { createRowTexts, type RowTexts } from './row-texts'
import { createSourceStates, type SourceStates } from './source-states'

/** One of two sessions that are compared, as it was when it was read. */
export interface ComparedSession {
  readonly session: Session
  readonly index: TimelineIndex
  readonly texts: RowTexts
  readonly reader: EntryReader
  readonly states: SourceStates
  readonly side: Side
  readonly read: ReadPlace
}

export interface ReadingContext {
  readonly store: SessionStore
  /** Called between two pages; may wait, and throws to end the work. */
  pause(): Promise<void> | undefined
  progress(entries: number): void
  readonly ended: AbortSignal
}

const PAGE = 4

/** Reads the columns of a session, all of it, page by page. Nothing of its content is read yet. */
export async function readComparedSession(session: Session, { store, pause, progress, ended }: ReadingContext): Promise<ComparedSession> {
  const { id } = session
  const index = createTimelineIndex()
  const builder = createSide()
  for (;;) {
    const segments = await store.listSegments(id, index.lastSeq, PAGE)
    if (segments.length === 0) break
    let known = index.lastSeq
    for (const { firstSeq, lastSeq, documents, columns } of segments) {
      for (let i = Math.max(0, known + 1 - firstSeq); i < columns.n.length; i++) {
        builder.add({
          kind: columns.kind[i] ?? '',
          type: columns.type[i] ?? '',
          label: columns.label[i] ?? '',
          level: columns.level[i] ?? 'info',
          document: documents[columns.document[i] ?? 0] ?? '',
          source: columns.source[i] ?? null,
        })
      }
      known = Math.max(known, lastSeq)
    }
    index.add(segments)
    progress(index.rows)
    await pause()
  }
  const reader = createEntryReader(store, id, index)
  const order = index.order.data.slice(0, index.order.length)
  return {
    session,
    index,
    texts: createRowTexts(store, id, index, ended),
    reader,
    states: createSourceStates(index, reader),
    side: builder.finish(order),
    // What cannot be read is a hole; the row that needs it says so.
    read: (place) => reader.read(index.seq.data[order[place] ?? 0] ?? 0).catch(() => undefined),
  }
}
