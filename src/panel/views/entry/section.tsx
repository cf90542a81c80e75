import type { ComponentChildren, JSX } from 'preact'

/** A titled part of the details that can be folded away. */
export function Section(props: {
  readonly title: string
  readonly aside?: ComponentChildren
  /** Folded away at first. */
  readonly folded?: boolean
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <details class="section" open={props.folded !== true}>
      <summary class="section-head">
        <h3>{props.title}</h3>
        {props.aside}
      </summary>
      <div class="section-body">{props.children}</div>
    </details>
  )
}
