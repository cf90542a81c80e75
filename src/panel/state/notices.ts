import { type ReadonlySignal, signal } from '@preact/signals'
import { type ErrorReport, reportOf } from '../../core/errors'

/** Something that did not work, shown until the person has read it. */
export interface Notice {
  readonly id: number
  /** What was being done, in the catalogue's words. */
  readonly doing: string
  readonly error: ErrorReport
}

export interface Notices {
  readonly list: ReadonlySignal<readonly Notice[]>
  /** Runs `work`; what it throws becomes a notice. Resolves to its result, or undefined. */
  attempt<T>(doing: string, work: () => Promise<T>): Promise<T | undefined>
  add(doing: string, error: ErrorReport): void
  dismiss(id: number): void
}

const MOST = 4

export function createNotices(): Notices {
  const list = signal<readonly Notice[]>([])
  let last = 0

  function add(doing: string, error: ErrorReport): void {
    // The same failure again replaces the first: a store that is gone fails every second.
    const others = list.value.filter((notice) => notice.doing !== doing || notice.error.code !== error.code)
    list.value = [...others.slice(1 - MOST), { id: ++last, doing, error }]
  }

  return {
    list,
    add,
    async attempt(doing, work) {
      try {
        return await work()
      } catch (error) {
        add(doing, reportOf(error))
        return undefined
      }
    },
    dismiss(id) {
      list.value = list.value.filter((notice) => notice.id !== id)
    },
  }
}
