import { type ReadonlySignal, signal } from '@preact/signals'
import { text as words } from '../text'

/** The result of something the person just did, with at most one way to take it back. */
export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: ToastAction | undefined
}

export interface ToastAction {
  readonly label: string
  /** True where it takes back what was done. */
  readonly undoes?: boolean | undefined
  run(): void
}

export interface Toasts {
  readonly current: ReadonlySignal<Toast | undefined>
  show(text: string, action?: ToastAction): void
  /** The same for what `undo` takes back. */
  showDone(text: string, undo: () => void): void
  dismiss(): void
  /** Stops the countdown while the pointer or the focus is on it. */
  hold(): void
  release(): void
}

const SHOWN_FOR = 8000

/** One toast at a time: a new one takes the place of the last. */
export function createToasts(ended: AbortSignal): Toasts {
  const current = signal<Toast | undefined>(undefined)
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = 0

  function dismiss(): void {
    clearTimeout(timer)
    current.value = undefined
  }
  function release(): void {
    clearTimeout(timer)
    if (!ended.aborted && current.value !== undefined) timer = setTimeout(dismiss, SHOWN_FOR)
  }

  function show(text: string, action?: ToastAction): void {
    current.value = { id: ++last, text, action }
    release()
  }

  ended.addEventListener('abort', dismiss, { once: true })
  return {
    current,
    show,
    showDone: (text, undo) => show(text, { label: words.undo, undoes: true, run: undo }),
    dismiss,
    hold: () => clearTimeout(timer),
    release,
  }
}
