import type { Note } from '../../core/model'
import { text } from '../text'
import type { OpenSession } from './open-session'
import type { Panel } from './panel'

const words = text.notes

/** Pins the selected entry, or takes its pin away. */
export async function togglePin(panel: Panel, { notes, selection, finder }: OpenSession): Promise<void> {
  const row = selection.row.peek()
  if (row === undefined) return
  const entry = finder.know(row)
  const there = notes.at(entry.document, entry.n)
  const pinned = there.filter((note) => note.pinned)
  await panel.notices.attempt(words.keeping, async () => {
    if (pinned.length === 0) await notes.put({ ...(there[0] ?? notes.begin(entry)), pinned: true })
    for (const note of pinned) {
      if (isBare(note)) await notes.remove(note.id)
      else await notes.put({ ...note, pinned: false })
    }
  })
}

/** Opens the box for a note at the selected entry: the first one that is there, or a new one. */
export function noteOnEntry(panel: Panel, open: OpenSession): void {
  const row = open.selection.row.peek()
  if (row === undefined) return
  const entry = open.finder.know(row)
  editNote(panel, open, open.notes.at(entry.document, entry.n)[0] ?? open.notes.begin(entry))
}

/** Opens the box for a note about the range of time on screen. */
export function noteOnRange(panel: Panel, open: OpenSession): void {
  const range = open.time.range.peek()
  if (range !== undefined) editNote(panel, open, open.notes.begin({ from: range.from, until: range.until }))
}

export function editNote(panel: Panel, { draft }: OpenSession, note: Note): void {
  draft.value = note
  panel.showDialog('note')
}

/** Keeps what was written; a note of which nothing is left is removed. */
export async function keepNote(panel: Panel, open: OpenSession, note: Note): Promise<void> {
  const before = open.notes.list.peek().find(({ id }) => id === note.id)
  if (isBare(note) && !note.pinned) {
    if (before !== undefined) await removeNote(panel, open, before)
    return
  }
  await panel.notices.attempt(words.keeping, () => open.notes.put(note))
}

/** Removes a note without asking, and offers to take it back. */
export async function removeNote(panel: Panel, { notes }: OpenSession, note: Note): Promise<void> {
  const gone = await panel.notices.attempt(words.removing, async () => {
    await notes.remove(note.id)
    return true
  })
  if (gone !== true) return
  panel.toasts.showDone(
    note.pinned && isBare(note) ? words.unpinned : words.removed,
    () => void panel.notices.attempt(words.keeping, () => notes.put(note)),
  )
}

function isBare(note: Note): boolean {
  return note.text === '' && note.tags.length === 0
}
