import type { JSX, TargetedSubmitEvent } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { noteLimits, type Session, tagsOf } from '../../../core/model'
import { Dialog } from '../../parts/dialog'
import { onMainEnter } from '../../parts/main-enter'
import { TagsField } from '../../parts/tags-field'
import { usePanel } from '../../state/context'
import { editSession } from '../../state/session-actions'
import { text } from '../../text'
import { longestName } from './name-box'

const words = text.sessionList

/** The box for what a person says about a session, while it is asked for. */
export function SessionDialog(): JSX.Element | null {
  const { dialog, list, sessions } = usePanel()
  const session = sessions.list.value?.find(({ id }) => id === list.editing.value)
  return dialog.value === 'session' && session !== undefined ? <DescriptionBox key={session.id} session={session} /> : null
}

function DescriptionBox({ session }: { readonly session: Session }): JSX.Element {
  const panel = usePanel()
  // As it was when it was opened: a recording goes on changing beneath.
  const before = useRef(session)
  const [typed, setTyped] = useState({ name: session.name, description: session.description, tags: session.tags.join(' ') })

  function close(): void {
    panel.showDialog(undefined)
  }

  function keep(event?: TargetedSubmitEvent<HTMLFormElement>): void {
    event?.preventDefault()
    close()
    const was = before.current
    // What was not touched stays as it is, also where nobody could type it.
    const edit = {
      name: typed.name.trim() || was.name,
      description: typed.description === was.description ? was.description : typed.description.trim(),
      tags: typed.tags === was.tags.join(' ') ? was.tags : tagsOf(typed.tags),
    }
    if (edit.name !== was.name || edit.description !== was.description || edit.tags !== was.tags)
      void editSession(panel, was, edit, words.changed)
  }

  return (
    <Dialog name="session" title={words.describeOf} close={text.close} class="note-dialog" onClose={close}>
      <form class="session-form" onSubmit={keep} onKeyDown={onMainEnter(keep)}>
        <label class="form-line">
          <span>{words.name}</span>
          <input
            class="input"
            value={typed.name}
            maxLength={longestName}
            onInput={({ currentTarget }) => setTyped({ ...typed, name: currentTarget.value })}
          />
        </label>
        <label class="form-line">
          <span>{words.description}</span>
          <textarea
            class="input"
            rows={4}
            maxLength={noteLimits.text}
            value={typed.description}
            autofocus
            onInput={({ currentTarget }) => setTyped({ ...typed, description: currentTarget.value })}
          />
        </label>
        <TagsField
          name="session"
          label={words.tags}
          hint={words.tagsHint}
          value={typed.tags}
          onType={(tags) => setTyped({ ...typed, tags })}
        />
        <div class="form-end">
          <button type="submit" class="button button-primary" title={words.keepKeys}>
            <span class="button-label">{words.keep}</span>
          </button>
        </div>
      </form>
    </Dialog>
  )
}
