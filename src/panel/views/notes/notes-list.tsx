import type { JSX } from 'preact'
import type { StoredNote } from '../../../core/store'
import { Button } from '../../parts/button'
import { useOpenSession, usePanel } from '../../state/context'
import { noteOnRange } from '../../state/note-actions'
import type { OpenSession } from '../../state/open-session'
import { text } from '../../text'
import { NoteCard } from './note-card'

/** All notes and pins of the session, in the order of what they are about. */
export function NotesList(): JSX.Element {
  const panel = usePanel()
  const open = useOpenSession()
  void open.loader.version.value
  const notes = inOrder(open)
  return (
    <section class="scroller notes" aria-label={text.notes.title}>
      {open.time.range.value !== undefined && (
        <div class="notes-tools">
          <Button icon="note" look="outline" label={text.notes.onRange} onPress={() => noteOnRange(panel, open)} />
        </div>
      )}
      {notes.length === 0 ? (
        <p class="placeholder">{text.notes.none}</p>
      ) : (
        <ul class="note-list">
          {notes.map((note) => (
            <li key={note.id}>
              <NoteCard note={note} withPlace />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** By time; notes whose entry is not loaded come last. */
function inOrder({ notes, index }: OpenSession): readonly StoredNote[] {
  const placed = notes.list.value.map((note) => {
    const row = notes.rowOf(note)
    return { note, t: row === undefined ? Number.POSITIVE_INFINITY : (index.t.data[row] ?? 0) }
  })
  return placed.sort((a, b) => (a.t === b.t ? 0 : a.t - b.t)).map(({ note }) => note)
}
