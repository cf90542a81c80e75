import type { JSX } from 'preact'
import { visibleText } from '../../core/visible-text'

/** Cuts a text into parts, of which every second, from the second on, is what somebody looks for. */
export type Highlight = (text: string) => readonly string[]

/** Recorded text on one line, what is looked for in it marked. */
export function Found({ text, highlight }: { readonly text: string; readonly highlight: Highlight | undefined }): JSX.Element {
  if (highlight === undefined) return <>{visibleText(text)}</>
  // Parts have no identity but their place.
  return (
    <>
      {highlight(text).map((part, at) =>
        at % 2 === 0 ? (
          visibleText(part)
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <mark key={at} class="found">
            {visibleText(part)}
          </mark>
        ),
      )}
    </>
  )
}
