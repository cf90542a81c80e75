import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Dialog } from '../../parts/dialog'
import { Recorded } from '../../parts/recorded-text'
import { holdsWords } from '../../selectors/find-words'
import { bindings, type CommandId, keyText } from '../../selectors/shortcuts'
import { actions } from '../../state/commands'
import { usePanel } from '../../state/context'
import type { Panel } from '../../state/panel'
import { text } from '../../text'

/** One thing that can be chosen: a command, or a session to open. */
interface Choice {
  readonly id: string
  readonly words: string
  readonly keys: string
  /** Words of a page or a person, to be shown as such. */
  readonly recorded: boolean
  run(): void
}

/** More are found by typing more. */
const MOST = 50

/** All commands that would do something now, and all sessions, by their words: the combobox pattern over a list. */
export function Palette(): JSX.Element | null {
  const panel = usePanel()
  if (panel.dialog.value !== 'palette') return null
  const close = (): void => panel.showDialog(undefined)
  return (
    <Dialog name="palette" class="palette" title={text.commands.palette} close={text.close} onClose={close}>
      <Finder choices={choicesOf(panel)} onClose={close} />
    </Dialog>
  )
}

function choicesOf(panel: Panel): readonly Choice[] {
  const ids = (Object.keys(bindings) as CommandId[]).filter((id) => id !== 'palette' && actions[id].available(panel))
  const commands = ids.map((id) => ({
    id,
    words: text.commands.titles[id],
    keys: keyText(id),
    recorded: false,
    run: () => actions[id].run(panel),
  }))
  const sessions = (panel.sessions.list.value ?? []).map(({ id, name }) => ({
    id: `session-${id}`,
    words: name === '' ? text.sessions.unnamed : name,
    keys: text.commands.session,
    recorded: true,
    run: () => panel.openSession(id),
  }))
  return [...commands, ...sessions]
}

function Finder({ choices, onClose }: { readonly choices: readonly Choice[]; onClose(): void }): JSX.Element {
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const found = choices.filter(({ words }) => holdsWords(words, typed)).slice(0, MOST)
  const idOf = (place: number): string => `palette-choice-${place}`

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  function choose(choice: Choice | undefined): void {
    if (choice === undefined) return
    onClose()
    choice.run()
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
    const last = found.length - 1
    const places: Readonly<Record<string, number>> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
    }
    const place = places[event.key]
    if (place === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (place === undefined) choose(found[active])
    else setActive(place)
  }

  return (
    <>
      <input
        class="palette-input"
        type="text"
        role="combobox"
        aria-label={text.commands.find}
        placeholder={text.commands.find}
        aria-expanded={found.length > 0}
        aria-controls="palette-choices"
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? idOf(active) : undefined}
        autocomplete="off"
        spellcheck={false}
        autofocus
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <p class="palette-none">{text.commands.noneFound}</p>}
      <div ref={list} id="palette-choices" class="palette-choices" role="listbox" aria-label={text.commands.palette}>
        {found.map((choice, place) => (
          // The box above keeps the focus and handles the keys.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={choice.id}
            id={idOf(place)}
            class="palette-choice"
            role="option"
            aria-selected={place === active}
            onClick={() => choose(choice)}
          >
            {choice.recorded ? <Recorded text={choice.words} /> : <span>{choice.words}</span>}
            {choice.keys !== '' && (choice.recorded ? <span class="muted">{choice.keys}</span> : <kbd>{choice.keys}</kbd>)}
          </div>
        ))}
      </div>
    </>
  )
}
