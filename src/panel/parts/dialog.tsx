import type { ComponentChildren, JSX, TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from './button'

export interface DialogProps {
  /** Unique among dialogs; prefixes ids. */
  readonly name: string
  readonly title: string
  /** What the close button is called. */
  readonly close: string
  readonly class?: string
  readonly children: ComponentChildren
  onClose(): void
}

/** A modal dialog for as long as it is rendered: the focus goes in, stays, and goes back; Escape and a press beside it close it. */
export function Dialog({ name, title, close, class: className = '', children, onClose }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null)
  // At once: keys that are pressed before the next frame belong to the dialog.
  useLayoutEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    return () => {
      element?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      class={`dialog ${className}`}
      aria-labelledby={`${name}-title`}
      // Escape. The browser tells of the end of a dialog with its next frame only, and a key may be pressed before that.
      onCancel={(event) => {
        if (event.target === dialog.current) onClose()
      }}
      // Told also of the end that this one came to by being taken away, when the next may be open already.
      onClose={() => {
        if (dialog.current !== null) onClose()
      }}
      onKeyDown={goAround}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div class="dialog-head">
        <h2 id={`${name}-title`}>{title}</h2>
        <Button icon="close" show="icon" label={close} onPress={onClose} />
      </div>
      {children}
    </dialog>
  )
}

const reachable = ['a[href]', 'button', 'input', 'select', 'textarea', '[tabindex="0"]'].map((one) => `${one}:not(:disabled)`).join()

/** Tab goes around inside: beyond the last element of a frame, such as DevTools have panels in, are those of the window around it. */
function goAround(event: TargetedKeyboardEvent<HTMLDialogElement>): void {
  if (event.key !== 'Tab' || event.ctrlKey || event.metaKey || event.altKey) return
  const elements = [...event.currentTarget.querySelectorAll<HTMLElement>(reachable)]
  const [edge, other] = event.shiftKey ? [elements[0], elements.at(-1)] : [elements.at(-1), elements[0]]
  if (edge === undefined || document.activeElement !== edge) return
  event.preventDefault()
  other?.focus()
}
