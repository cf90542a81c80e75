import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Session } from '../../../core/model'
import { usePanel } from '../../state/context'
import { editSession } from '../../state/session-actions'
import { text } from '../../text'

export const longestName = 200

export interface NameBoxProps {
  readonly session: Session
  onDone(): void
}

/** A session's name as a text box: Enter or leaving keeps what was typed, Escape does not. */
export function NameBox({ session, onDone }: NameBoxProps): JSX.Element {
  const panel = usePanel()
  const box = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  // At once: keys that are pressed before the next frame belong to the name.
  useLayoutEffect(() => box.current?.select(), [])

  function finish(keep: boolean): void {
    // Taking the box away makes it lose the focus: that is not a second answer.
    if (done.current) return
    done.current = true
    const name = box.current?.value.trim() ?? ''
    onDone()
    if (keep && name !== '' && name !== session.name) {
      void editSession(panel, session, { name }, text.sessionList.renamed)
    }
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    finish(event.key === 'Enter')
  }

  return (
    <input
      ref={box}
      class="input name-box"
      aria-label={text.sessions.renameLabel}
      defaultValue={session.name}
      maxLength={longestName}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
      onClick={(event) => event.stopPropagation()}
    />
  )
}
