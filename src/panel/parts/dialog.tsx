import type { ComponentChildren, JSX } from 'preact'
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
    // The keyboard's way to close a dialog is Escape, which browsers see to.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <dialog
      ref={dialog}
      class={`dialog ${className}`}
      aria-labelledby={`${name}-title`}
      onClose={onClose}
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
