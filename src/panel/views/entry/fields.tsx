import type { ComponentChildren, JSX } from 'preact'
import { Recorded } from '../../parts/recorded-text'

export interface Field {
  readonly name: string
  /** Recorded text, or something of our own; undefined leaves the field out. */
  readonly value: string | number | undefined
  /** Colours the value. */
  readonly level?: 'warn' | 'error' | undefined
  readonly mono?: boolean
}

/** Names and values under each other. */
export function Fields({ fields, children }: { readonly fields: readonly Field[]; readonly children?: ComponentChildren }): JSX.Element {
  return (
    <dl class="fields">
      {fields.map(({ name, value, level, mono }) =>
        value === undefined || value === '' ? null : (
          <div key={name} class="field">
            <dt>{name}</dt>
            <dd class={[level && `${level}-words`, mono && 'mono'].filter(Boolean).join(' ') || undefined}>
              <Recorded text={String(value)} />
            </dd>
          </div>
        ),
      )}
      {children}
    </dl>
  )
}
