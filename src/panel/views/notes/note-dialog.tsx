import type { JSX, TargetedSubmitEvent } from 'preact'
import { useState } from 'preact/hooks'
import { type Note, noteLimits, noteText, tagsOf } from '../../../core/model'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { onMainEnter } from '../../parts/main-enter'
import { TagsField } from '../../parts/tags-field'
import { useOpenSession, usePanel } from '../../state/context'
import { editNote, keepNote, removeNote } from '../../state/note-actions'
import { text } from '../../text'

const words = text.notes

/** The box in which a note is written, while it is asked for. */
export function NoteDialog(): JSX.Element | null {
  const panel = usePanel()
  const note = useOpenSession().draft.value
  return panel.dialog.value === 'note' && note !== undefined ? <NoteBox key={note.id} note={note} /> : null
}

function NoteBox({ note }: { readonly note: Note }): JSX.Element {
  const panel = usePanel()
  const open = useOpenSession()
  const [typed, setTyped] = useState({ text: note.text, tags: note.tags.join(' '), pinned: note.pinned })
  const isKept = open.notes.list.value.some(({ id }) => id === note.id)
  const written: Note = {
    ...note,
    text: noteText(typed.text),
    // What was not touched stays as it is, also where nobody could type it.
    tags: typed.tags === note.tags.join(' ') ? note.tags : tagsOf(typed.tags),
    pinned: typed.pinned,
  }
  const left = noteLimits.text - typed.text.length

  const close = (): void => panel.showDialog(undefined)

  /** Leaves without keeping, but what was written is not lost by a slip. */
  function leave(): void {
    close()
    if (written.text === note.text && written.tags === note.tags) return
    panel.toasts.show(words.notKept, { label: words.writeOn, run: () => editNote(panel, open, written) })
  }

  function keep(event?: TargetedSubmitEvent<HTMLFormElement>): void {
    event?.preventDefault()
    close()
    void keepNote(panel, open, written)
  }

  return (
    <Dialog name="note" title={isKept ? words.edit : words.add} close={text.close} class="note-dialog" onClose={leave}>
      <form class="note-form" onSubmit={keep} onKeyDown={onMainEnter(keep)}>
        <label class="form-line">
          <span>{words.text}</span>
          <textarea
            class="input note-text"
            rows={5}
            maxLength={noteLimits.text}
            value={typed.text}
            autofocus
            onInput={({ currentTarget }) => setTyped({ ...typed, text: currentTarget.value })}
          />
        </label>
        {left < 200 && <p class="form-hint">{words.left(left)}</p>}
        <TagsField
          name="note"
          label={words.tags}
          hint={words.tagsHint}
          value={typed.tags}
          onType={(tags) => setTyped({ ...typed, tags })}
        />
        <label class="form-check">
          <input
            type="checkbox"
            checked={typed.pinned}
            onChange={({ currentTarget }) => setTyped({ ...typed, pinned: currentTarget.checked })}
          />
          <span>{words.isPinned}</span>
        </label>
        <div class="form-end">
          <p class="form-hint">{words.shared}</p>
          {isKept && (
            <Button
              icon="trash"
              label={words.remove}
              onPress={() => {
                close()
                void removeNote(panel, open, note)
              }}
            />
          )}
          <button type="submit" class="button button-primary" title={`${words.keepHint} (${words.keepKeys})`}>
            <span class="button-label">{words.keep}</span>
          </button>
        </div>
      </form>
    </Dialog>
  )
}
