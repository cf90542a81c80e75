import type { JSX } from 'preact'
import type { Entry } from '../../../core/model'
import { Button } from '../../parts/button'
import { keyText } from '../../selectors/shortcuts'
import { useOpenSession, usePanel } from '../../state/context'
import { noteOnEntry, togglePin } from '../../state/note-actions'
import { text } from '../../text'
import { NoteCard } from './note-card'

const words = text.notes

/** Pin and note, for the head of the selected entry. */
export function NoteTools({ entry }: { readonly entry: Entry }): JSX.Element {
  const panel = usePanel()
  const open = useOpenSession()
  const pinned = open.notes.at(entry.document, entry.n).some((note) => note.pinned)
  return (
    <>
      <Button
        icon="pin"
        show="icon"
        label={words.pin}
        hint={pinned ? words.unpin : words.pin}
        pressed={pinned}
        keys={keyText('pin')}
        onPress={() => void togglePin(panel, open)}
      />
      <Button icon="note" show="icon" label={words.note} keys={keyText('note')} onPress={() => noteOnEntry(panel, open)} />
    </>
  )
}

/** What notes say of the selected entry. */
export function EntryNotes({ entry }: { readonly entry: Entry }): JSX.Element | null {
  const notes = useOpenSession()
    .notes.at(entry.document, entry.n)
    .filter((note) => note.text !== '' || note.tags.length > 0)
  if (notes.length === 0) return null
  return (
    <section class="entry-notes" aria-label={words.here}>
      {notes.map((note) => (
        <NoteCard key={note.id} note={note} />
      ))}
    </section>
  )
}
