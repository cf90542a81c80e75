import type { JSX, TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from './icon'

export interface MenuItem<Id extends string> {
  readonly id: Id
  readonly label: string
  /** Whether it is on; undefined for what is done rather than switched. */
  readonly checked?: boolean
  /** A line stands before it. */
  readonly apart?: boolean
}

export interface MenuButtonProps<Id extends string> {
  readonly label: string
  readonly hint: string
  readonly icon: IconName
  readonly items: readonly MenuItem<Id>[]
  /** What is switched leaves the menu open; what is done closes it. */
  onChoose(id: Id): void
}

/** A button with a menu, by the ARIA menu button pattern: arrows, Home, End and letters move, Escape closes. */
export function MenuButton<Id extends string>({ label, hint, icon, items, onChoose }: MenuButtonProps<Id>): JSX.Element {
  const button = useRef<HTMLButtonElement>(null)
  /** Which item has the focus first; undefined while the menu is closed. */
  const [opened, setOpened] = useState<'first' | 'last'>()

  function close(): void {
    setOpened(undefined)
    button.current?.focus()
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLButtonElement>): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setOpened(event.key === 'ArrowDown' ? 'first' : 'last')
  }

  return (
    <span class="menu-place">
      <button
        ref={button}
        type="button"
        class="button button-plain button-icon"
        aria-label={label}
        title={hint}
        aria-haspopup="menu"
        aria-expanded={opened !== undefined}
        onClick={() => setOpened(opened === undefined ? 'first' : undefined)}
        onKeyDown={onKeyDown}
      >
        <Icon name={icon} />
      </button>
      {opened !== undefined && (
        <Items
          label={label}
          button={button.current}
          items={items}
          begin={opened}
          onChoose={(item) => {
            if (item.checked === undefined) close()
            onChoose(item.id)
          }}
          onClose={close}
          onLeave={() => setOpened(undefined)}
        />
      )}
    </span>
  )
}

interface ItemsProps<Id extends string> {
  readonly label: string
  readonly button: HTMLElement | null
  readonly items: readonly MenuItem<Id>[]
  readonly begin: 'first' | 'last'
  onChoose(item: MenuItem<Id>): void
  onClose(): void
  /** The focus went elsewhere by itself. */
  onLeave(): void
}

function Items<Id extends string>({ label, button, items, begin, onChoose, onClose, onLeave }: ItemsProps<Id>): JSX.Element {
  const menu = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(begin === 'first' ? 0 : items.length - 1)

  // Above everything else, so that no pane cuts it off.
  useLayoutEffect(() => {
    const element = menu.current
    if (element === null || button === null) return
    element.showPopover()
    const { bottom, right } = button.getBoundingClientRect()
    element.style.insetBlockStart = `${Math.max(4, Math.min(bottom + 2, innerHeight - element.offsetHeight - 4))}px`
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
    const last = items.length - 1
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
    const places = items.map((_, step) => (from + 1 + step) % items.length)
    return places.find((at) => items[at]?.label.toLowerCase().startsWith(letter.toLowerCase()))
  }

  return (
    <div
      ref={menu}
      class="menu"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      popover="manual"
      onKeyDown={onKeyDown}
      onFocusOut={(event) => {
        const next = event.relatedTarget
        if (!(next instanceof Node) || (!event.currentTarget.contains(next) && next !== button)) onLeave()
      }}
    >
      {items.map((item, at) => (
        <button
          key={item.id}
          type="button"
          {...(item.checked === undefined
            ? { role: 'menuitem' as const }
            : { role: 'menuitemcheckbox' as const, 'aria-checked': item.checked })}
          class={`menu-item${item.apart ? ' menu-item-apart' : ''}`}
          tabIndex={at === active ? 0 : -1}
          onPointerMove={() => focusItem(at)}
          onClick={() => onChoose(item)}
        >
          {item.checked !== undefined && <span class="menu-check">{item.checked && <Icon name="check" size={14} />}</span>}
          {item.label}
        </button>
      ))}
    </div>
  )
}
