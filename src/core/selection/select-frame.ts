import { type DocumentInfo, type Excerpt, isEntryAnchor, type Note, type Session } from '../model'
import { excerptOf, rangeOf, type Selection } from './selection'

/** All of a session that is no entry, as far as a selection concerns it. */
export interface SelectableFrame<Meta> {
  readonly meta: Meta
  readonly documents: readonly DocumentInfo[]
  readonly notes?: readonly Note[] | undefined
  readonly view?: unknown
}

type SelectableMeta = Pick<Session, 'createdAt' | 'endedAt'> & { readonly excerpt?: Excerpt | undefined }

/** The frame of what is selected: it says what was left out (SPEC: X1), and tells no times where they are (SPEC: X3). */
export function selectFrame<Meta extends SelectableMeta>(
  frame: SelectableFrame<Meta>,
  selection: Selection,
): SelectableFrame<Meta & Pick<SelectableMeta, 'excerpt'>> {
  const { meta, documents, notes = [], view } = frame
  const excerpt = excerptOf(selection, meta.excerpt)
  const isWithout = (part: 'notes' | 'times'): boolean => excerpt?.without.includes(part) === true
  const timeless = isWithout('times')
  const kept = isWithout('notes') ? [] : selectNotes(notes, rangeOf(selection, meta.excerpt))
  return {
    meta: { ...meta, ...(timeless && { createdAt: 0 }), ...(timeless && meta.endedAt !== undefined && { endedAt: 0 }), excerpt },
    documents: timeless ? documents.map((document) => ({ ...document, timeOrigin: 0, offset: 0 })).sort(byId) : documents,
    notes: timeless ? timelessNotes(kept) : kept,
    ...(view !== undefined && selection.without?.includes('view') !== true && { view }),
  }
}

/** A note of a stretch of time that is not there says nothing; one of an entry may stand without it (SPEC: A8). */
function selectNotes(notes: readonly Note[], { from = -Infinity, until = Infinity }: Pick<Selection, 'from' | 'until'>): readonly Note[] {
  return notes.filter(({ anchor }) => isEntryAnchor(anchor) || (anchor.until >= from && anchor.from <= until))
}

function timelessNotes(notes: readonly Note[]): readonly Note[] {
  return notes
    .filter(({ anchor }) => isEntryAnchor(anchor))
    .map((note) => ({ ...note, createdAt: 0, editedAt: 0 }))
    .sort(byId)
}

/** The order that is left where there are no times. */
function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}
