import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Session } from '../../../core/model'
import { Dialog } from '../../parts/dialog'
import { Recorded } from '../../parts/recorded-text'
import { holdsWords } from '../../selectors/find-words'
import { formatMoment } from '../../selectors/format'
import { usePanel } from '../../state/context'
import { text } from '../../text'

const words = text.compare
/** More are found by typing. */
const MOST = 100

/** The choice of the session that the open one is compared with. */
export function CompareDialog(): JSX.Element | null {
  const panel = usePanel()
  const first = panel.open.value?.session.value ?? panel.compare.pair.value?.left
  if (panel.dialog.value !== 'compare' || first === undefined) return null
  return <Choice first={first} />
}

function Choice({ first }: { readonly first: Session }): JSX.Element {
  const panel = usePanel()
  const [typed, setTyped] = useState('')
  const others = (panel.sessions.list.value ?? []).filter(({ id }) => id !== first.id)
  const found = others.filter(({ name, origin }) => holdsWords(`${name} ${origin}`, typed)).slice(0, MOST)
  const close = (): void => panel.showDialog(undefined)
  return (
    <Dialog name="compare" class="compare-dialog" title={words.choose} close={text.close} onClose={close}>
      {others.length === 0 ? (
        <p class="palette-none">{words.noOthers}</p>
      ) : (
        <>
          <input
            class="palette-input"
            type="text"
            aria-label={words.find}
            placeholder={words.find}
            autocomplete="off"
            spellcheck={false}
            autofocus
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          {found.length === 0 && <p class="palette-none">{words.noneFound}</p>}
          <ul class="palette-choices">
            {found.map((session) => (
              <li key={session.id}>
                <button
                  type="button"
                  class="compare-choice"
                  onClick={() => {
                    close()
                    panel.compare.start(first, session)
                  }}
                >
                  <Recorded text={session.name || text.sessions.unnamed} />
                  <span class="muted">
                    {formatMoment(session.createdAt, panel.now())} · {text.sessions.entriesOf(session.counts.entries)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
