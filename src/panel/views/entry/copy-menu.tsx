import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { reportOf } from '../../../core/errors'
import type { Entry } from '../../../core/model'
import { Icon } from '../../parts/icon'
import { type CopyForm, formsOf } from '../../selectors/copy/copy-forms'
import type { CopySubject } from '../../selectors/copy/masked'
import { useOpenSession, usePanel } from '../../state/context'
import { useCopy } from '../../state/use-copy'
import { text } from '../../text'

const words = text.copyAs

/** A menu button: what an entry can be copied as. */
export function CopyMenu({ entry }: { readonly entry: Entry }): JSX.Element {
  const { notices } = usePanel()
  const copy = useCopy()
  const subject = useSubject(entry)
  const button = useRef<HTMLButtonElement>(null)
  /** Which item has the focus first; undefined while the menu is closed. */
  const [opened, setOpened] = useState<'first' | 'last'>()

  function close(): void {
    setOpened(undefined)
    button.current?.focus()
  }

  async function choose(form: CopyForm): Promise<void> {
    close()
    try {
      // With it comes the sanitizer, which nobody waits for who only looks.
      const { copyText } = await import('../../selectors/copy/copy-text')
      await copy(copyText(form, subject, words))
    } catch (error) {
      notices.add(text.entry.copying, reportOf(error))
    }
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLButtonElement>): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setOpened(event.key === 'ArrowDown' ? 'first' : 'last')
  }

  return (
    <span class="copy-menu-place">
      <button
        ref={button}
        type="button"
        class="button button-plain button-icon"
        aria-label={words.menu}
        title={words.menuHint}
        aria-haspopup="menu"
        aria-expanded={opened !== undefined}
        onClick={() => setOpened(opened === undefined ? 'first' : undefined)}
        onKeyDown={onKeyDown}
      >
        <Icon name="copy" />
      </button>
      {opened !== undefined && (
        <Items
          button={button.current}
          forms={formsOf(subject)}
          begin={opened}
          onChoose={(form) => void choose(form)}
          onClose={close}
          onLeave={() => setOpened(undefined)}
        />
      )}
    </span>
  )
}

/** The entry, with the states around it where the state view knows them. */
function useSubject(entry: Entry): CopySubject {
  const moment = useOpenSession().source.moment.value.value
  const isOwn = moment?.changed?.entry.seq === entry.seq && moment.status === 'known'
  return isOwn ? { entry, before: moment.previous, after: moment.value } : { entry }
}

interface ItemsProps {
  readonly button: HTMLElement | null
  readonly forms: readonly CopyForm[]
  readonly begin: 'first' | 'last'
  onChoose(form: CopyForm): void
  onClose(): void
  /** The focus went elsewhere by itself. */
  onLeave(): void
}

function Items({ button, forms, begin, onChoose, onClose, onLeave }: ItemsProps): JSX.Element {
  const menu = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(begin === 'first' ? 0 : forms.length - 1)

  // Above everything else, so that no pane cuts it off.
  useLayoutEffect(() => {
    const element = menu.current
    if (element === null || button === null) return
    element.showPopover()
    const { bottom, right } = button.getBoundingClientRect()
    element.style.insetBlockStart = `${Math.min(bottom + 2, innerHeight - element.offsetHeight - 4)}px`
    element.style.insetInlineStart = `${Math.max(4, right - element.offsetWidth)}px`
    const item = begin === 'first' ? element.firstElementChild : element.lastElementChild
    if (item instanceof HTMLElement) item.focus()
  }, [button, begin])
  // At once, and not when the menu is drawn again: the next key may be here before.
  function focusItem(at: number): void {
    const item = menu.current?.children[at]
    if (item instanceof HTMLElement) item.focus()
    setActive(at)
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    // Letters find items here, and are no commands of the panel.
    event.stopPropagation()
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const last = forms.length - 1
    const at = Array.prototype.indexOf.call(event.currentTarget.children, document.activeElement)
    const places: Readonly<Record<string, number>> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    }
    const place = places[event.key] ?? (event.key.length === 1 && event.key !== ' ' ? placeOfLetter(event.key, at) : undefined)
    if (place !== undefined) focusItem(place)
    else if (event.key === 'Escape') onClose()
    else if (event.key === 'Tab') onLeave()
    if (event.key !== 'Tab' && event.key !== 'Enter' && event.key !== ' ') event.preventDefault()
  }

  /** The next item that begins with it. */
  function placeOfLetter(letter: string, from: number): number | undefined {
    const places = forms.map((_, step) => (from + 1 + step) % forms.length)
    return places.find((at) => {
      const form = forms[at]
      return form !== undefined && words.forms[form].toLowerCase().startsWith(letter.toLowerCase())
    })
  }

  return (
    <div
      ref={menu}
      class="copy-menu"
      role="menu"
      tabIndex={-1}
      aria-label={words.menu}
      popover="manual"
      onKeyDown={onKeyDown}
      onFocusOut={(event) => {
        const next = event.relatedTarget
        if (!(next instanceof Node) || (!event.currentTarget.contains(next) && next !== button)) onLeave()
      }}
    >
      {forms.map((form, at) => (
        <button
          key={form}
          type="button"
          role="menuitem"
          class={`copy-item${form === 'recorded' ? ' copy-item-recorded' : ''}`}
          tabIndex={at === active ? 0 : -1}
          onPointerMove={() => focusItem(at)}
          onClick={() => onChoose(form)}
        >
          {words.forms[form]}
        </button>
      ))}
    </div>
  )
}
