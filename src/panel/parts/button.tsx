import type { ComponentChildren, JSX } from 'preact'
import { Icon, type IconName } from './icon'

export interface ButtonProps {
  readonly label: string
  readonly icon?: IconName
  /** `icon`: the label is only spoken and shown as a tooltip. */
  readonly show?: 'both' | 'icon' | 'label'
  readonly look?: 'plain' | 'primary' | 'danger' | 'outline'
  /** How its shortcut is written; shown in the tooltip. */
  readonly keys?: string
  readonly pressed?: boolean
  readonly disabled?: boolean
  /** Extra words for the tooltip and assistive technology. */
  readonly hint?: string
  readonly children?: ComponentChildren
  readonly class?: string
  onPress(): void
}

/** The one kind of button: named, with its shortcut in the tooltip. */
export function Button(props: ButtonProps): JSX.Element {
  const { label, icon, show = icon === undefined ? 'label' : 'both', look = 'plain', keys, hint } = props
  const title = [hint ?? (show === 'icon' ? label : undefined), keys && `(${keys})`].filter(Boolean).join(' ')
  return (
    <button
      type="button"
      class={`button button-${look}${show === 'icon' ? ' button-icon' : ''}${props.class ? ` ${props.class}` : ''}`}
      title={title || undefined}
      aria-label={show === 'icon' ? label : undefined}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={(event) => {
        event.stopPropagation()
        props.onPress()
      }}
    >
      {icon !== undefined && <Icon name={icon} />}
      {show !== 'icon' && <span class="button-label">{label}</span>}
      {props.children}
    </button>
  )
}
