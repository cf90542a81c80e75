import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from './button'
import { Icon } from './icon'

interface QuestionProps {
  /** Unique on the page: what names and describes it is told by it. */
  readonly name: string
  readonly title: string
  readonly words: string
  /** Leaves everything as it is. */
  readonly no: string
  readonly yes: string
  onAnswer(isYes: boolean): void
}

/** What may be lost, and whether that is meant, within a dialog. To be read before anything is pressed: the focus goes to the question, not to an answer. */
export function Question({ name, title, words, no, yes, onAnswer }: QuestionProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => box.current?.focus(), [])
  return (
    <div
      ref={box}
      class="export-question"
      role="alertdialog"
      tabIndex={-1}
      aria-labelledby={`${name}-title`}
      aria-describedby={`${name}-words`}
    >
      <h3 id={`${name}-title`}>
        <Icon name="warning" /> {title}
      </h3>
      <p id={`${name}-words`}>{words}</p>
      <div class="form-end">
        <Button look="outline" label={no} onPress={() => onAnswer(false)} />
        <Button look="danger" label={yes} onPress={() => onAnswer(true)} />
      </div>
    </div>
  )
}
