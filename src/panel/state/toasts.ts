import { type ReadonlySignal, signal } from '@preact/signals'

/** The result of something the person just did, with at most one way to take it back. */
export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: { readonly label: string; run(): void } | undefined
}

export interface Toasts {
  readonly current: ReadonlySignal<Toast | undefined>
  show(text: string, action?: Toast['action']): void
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

  ended.addEventListener('abort', dismiss, { once: true })
  return {
    current,
    show(text, action) {
      current.value = { id: ++last, text, action }
      release()
    },
    dismiss,
    hold: () => clearTimeout(timer),
    release,
  }
}
