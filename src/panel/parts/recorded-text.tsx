import type { JSX } from 'preact'
import { visibleLines, visibleText } from '../../core/visible-text'

/**
 * Text that a page gave us, on one line: never markup, its writing direction
 * kept to itself, its invisible characters made visible.
 */
export function Recorded({ text, class: className, title }: RecordedProps): JSX.Element {
  return (
    <bdi class={className} title={title === undefined ? undefined : visibleText(title)}>
      {visibleText(text)}
    </bdi>
  )
}

interface RecordedProps {
  readonly text: string
  readonly class?: string
  /** Recorded text as well. */
  readonly title?: string
}

/** The same for text with lines of its own, such as a stack. */
export function RecordedLines({ text, class: className = '' }: { readonly text: string; readonly class?: string }): JSX.Element {
  return <pre class={`lines ${className}`}>{visibleLines(text)}</pre>
}
