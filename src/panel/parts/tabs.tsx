import type { ComponentChildren, JSX, TargetedKeyboardEvent } from 'preact'
import { useRef } from 'preact/hooks'

export interface Tab<Id extends string> {
  readonly id: Id
  readonly label: string
  /** How its shortcut is written; shown in the tooltip. */
  readonly keys?: string
}

export interface TabsProps<Id extends string> {
  /** Names the list, and prefixes the ids of its parts. */
  readonly name: string
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  readonly selected: Id
  readonly children: ComponentChildren
  /** Stands at the end of the row of tabs. */
  readonly aside?: ComponentChildren
  onSelect(id: Id): void
}

/** Tabs with one panel: arrows move and select, as one expects of tabs that cost nothing to show. */
export function Tabs<Id extends string>({ name, label, tabs, selected, children, aside, onSelect }: TabsProps<Id>): JSX.Element {
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    const at = tabs.findIndex((tab) => tab.id === selected)
    const steps: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }
    const step = steps[event.key]
    const next = step === undefined ? undefined : tabs[step % tabs.length]
    if (next === undefined) return
    event.preventDefault()
    onSelect(next.id)
    list.current?.querySelector<HTMLElement>(`#${name}-tab-${next.id}`)?.focus()
  }

  return (
    <div class="tabs">
      <div class="tabs-bar">
        <div ref={list} class="tabs-list" role="tablist" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${name}-tab-${tab.id}`}
              aria-controls={`${name}-panel`}
              aria-selected={tab.id === selected}
              tabIndex={tab.id === selected ? 0 : -1}
              class="tab"
              title={tab.keys && `${tab.label} (${tab.keys})`}
              onClick={() => onSelect(tab.id)}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {aside}
      </div>
      <div class="tabs-panel" role="tabpanel" id={`${name}-panel`} aria-labelledby={`${name}-tab-${selected}`} tabIndex={-1}>
        {children}
      </div>
    </div>
  )
}
