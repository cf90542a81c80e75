import type { JSX } from 'preact'
import { isEntryAnchor } from '../../../core/model'
import type { StoredNote } from '../../../core/store'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { Recorded } from '../../parts/recorded-text'
import { formatFullMoment, formatOffset } from '../../selectors/format'
import { useOpenSession, usePanel } from '../../state/context'
import { editNote, removeNote } from '../../state/note-actions'
import type { OpenSession } from '../../state/open-session'
import { text } from '../../text'

const words = text.notes

export interface NoteCardProps {
  readonly note: StoredNote
  /** Says where it is, as a way there; left out where that is plain. */
  readonly withPlace?: boolean
}

/** One note: what it is about, what it says, and what can be done with it. */
export function NoteCard({ note, withPlace = false }: NoteCardProps): JSX.Element {
  const panel = usePanel()
  const open = useOpenSession()
  return (
    <div class="note-card">
      <div class="note-line">
        {note.pinned && (
          <span class="note-pin" title={words.pinned}>
            <Icon name="pin" size={14} />
            <span class="unseen">{words.pinned}</span>
          </span>
        )}
        {withPlace && <Place note={note} />}
        {note.tags.map((tag) => (
          <Recorded key={tag} class="tag" text={`@${tag}`} />
        ))}
        <span class="note-tools">
          <Button icon="rename" show="icon" label={words.edit} onPress={() => editNote(panel, open, note)} />
          <Button icon="trash" show="icon" label={words.remove} onPress={() => void removeNote(panel, open, note)} />
        </span>
      </div>
      {note.text !== '' && (
        <p class="note-words" title={formatFullMoment(note.editedAt)}>
          <Recorded text={note.text} />
        </p>
      )}
    </div>
  )
}

/** The entry or the time it is about; pressed, the timeline goes there. */
function Place({ note }: { readonly note: StoredNote }): JSX.Element {
  const open = useOpenSession()
  const row = open.notes.rowOf(note)
  if (row === undefined) return <span class="note-away">{words.away}</span>
  return (
    <button type="button" class="link note-place" title={words.goTo} onClick={() => goTo(open, note, row)}>
      <span class="note-time">{timeOf(open, note, row)}</span>
      {isEntryAnchor(note.anchor) && <Recorded text={open.index.text.label(row) ?? words.entry(note.anchor.n)} />}
    </button>
  )
}

function goTo(open: OpenSession, { anchor }: StoredNote, row: number): void {
  if (!isEntryAnchor(anchor)) open.time.show({ from: anchor.from, until: anchor.until })
  // What a filter hides could not be seen at all.
  else if (!open.filter.filtered.has(row)) open.filter.clear()
  open.selection.select(row)
}

function timeOf({ index, session }: OpenSession, { anchor }: StoredNote, row: number): string {
  const began = session.value?.createdAt ?? 0
  if (isEntryAnchor(anchor)) return formatOffset((index.t.data[row] ?? began) - began)
  return words.about(formatOffset(anchor.from - began), formatOffset(anchor.until - began))
}
