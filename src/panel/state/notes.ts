import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Env } from '../../core/env'
import { isEntryAnchor, type Note, type NoteAnchor, type TimeAnchor } from '../../core/model'
import type { SessionStore, StoredNote } from '../../core/store'
import { positionAt } from '../selectors/overview'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { EntryFinder } from './entry-finder'
import { createPacer } from './pacer'

/** What notes say of one entry. */
export interface NoteMark {
  readonly pinned: boolean
  /** True where one has words. */
  readonly noted: boolean
  readonly tags: readonly string[]
}

/** The notes and pins of the session on screen. What changes them rejects with what the store says. */
export interface Notes {
  /** In the order in which they were made. */
  readonly list: ReadonlySignal<readonly StoredNote[]>
  /** Every tag, once. */
  readonly tags: ReadonlySignal<readonly string[]>
  /** Raised whenever a mark may be another. */
  readonly version: ReadonlySignal<number>
  /** What notes at the entry itself say; undefined where there is none. */
  markAt(row: number): NoteMark | undefined
  /** For filters: what notes say of an entry, also those about a stretch of time that it is in. */
  marksOf(seq: number): Pick<NoteMark, 'pinned' | 'tags'>
  /** The notes at an entry. */
  at(document: string, n: number): readonly StoredNote[]
  /** The entry that a note is about, or the first one in its time; undefined while it is not loaded. */
  rowOf(note: Note): number | undefined
  /** An empty note, which nothing keeps yet. */
  begin(anchor: NoteAnchor): Note
  /** Keeps a note, as edited now. */
  put(note: Note): Promise<void>
  remove(id: string): Promise<void>
}

/** Milliseconds between two readings after changes of others. */
const PACE = 100
const unmarked: NoteMark = { pinned: false, noted: false, tags: [] }

export interface NotesPlace {
  readonly store: SessionStore
  readonly env: Env
  readonly session: string
  readonly index: TimelineIndex
  readonly finder: EntryFinder
}

export function createNotes({ store, env, session, index, finder }: NotesPlace, ended: AbortSignal): Notes {
  const list = signal<readonly StoredNote[]>([])
  let marks = new Map<number, NoteMark>()
  let stretches: readonly (StoredNote & { readonly anchor: TimeAnchor })[] = []
  let updates = 0
  const version = computed(() => {
    void finder.version.value
    marks = new Map()
    for (const note of list.value) {
      const row = isEntryAnchor(note.anchor) ? finder.rowOf(note.anchor) : undefined
      if (row !== undefined) marks.set(row, marked(marks.get(row) ?? unmarked, note))
    }
    stretches = list.value.flatMap((note) => (isEntryAnchor(note.anchor) ? [] : [{ ...note, anchor: note.anchor }]))
    return ++updates
  })

  async function read(): Promise<void> {
    const notes = await store.listNotes(session)
    if (ended.aborted) return
    finder.want(notes.map(({ anchor }) => anchor).filter(isEntryAnchor))
    list.value = notes
  }

  // A session that cannot be read says so as a whole; its notes come with the next change.
  const pacer = createPacer(() => read().catch(() => undefined), PACE, ended)
  store.watch((change) => {
    if (change.session === session && change.what === 'notes') pacer.request()
  }, ended)
  pacer.request()

  function markAt(row: number): NoteMark | undefined {
    void version.value
    return marks.get(row)
  }

  return {
    list,
    tags: computed(() => [...new Set(list.value.flatMap(({ tags }) => tags))]),
    version,
    markAt,
    marksOf(seq) {
      void version.value
      const row = marks.size + stretches.length === 0 ? undefined : index.rowOfSeq(seq)
      if (row === undefined) return unmarked
      const t = index.t.data[row] ?? 0
      const around = stretches.filter(({ anchor }) => anchor.from <= t && t <= anchor.until)
      return around.reduce(marked, marks.get(row) ?? unmarked)
    },
    at: (document, n) => list.value.filter(({ anchor }) => isEntryAnchor(anchor) && anchor.document === document && anchor.n === n),
    rowOf({ anchor }) {
      void finder.version.value
      if (isEntryAnchor(anchor)) return finder.rowOf(anchor)
      return index.order.data[Math.min(index.rows - 1, positionAt(index, anchor.from))]
    },
    begin(anchor) {
      const now = env.now()
      return { id: env.id(), anchor, text: '', tags: [], pinned: false, createdAt: now, editedAt: now }
    },
    async put(note) {
      await store.putNote(session, { ...note, editedAt: env.now() })
      await read()
    },
    async remove(id) {
      await store.removeNote(session, id)
      await read()
    },
  }
}

function marked(mark: NoteMark, { pinned, text, tags }: Note): NoteMark {
  return { pinned: mark.pinned || pinned, noted: mark.noted || text !== '' || tags.length > 0, tags: [...mark.tags, ...tags] }
}
