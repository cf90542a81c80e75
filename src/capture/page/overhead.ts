import type { Fact } from '../../core/model'

/** How long one account covers, in milliseconds. */
const accountWindow = 5_000

/** The recorder's own account of what it costs the page. Times in milliseconds. */
export interface Overhead {
  /** One stretch of main-thread time. */
  add(milliseconds: number): void
  /** One entry was made. */
  count(): void
  /** The account since the last one, once its window is over and if anything was made in it. */
  due(now: number, waiting: number): Fact | undefined
  /** Milliseconds until then; undefined while nothing was made. */
  dueIn(now: number): number | undefined
  reset(now: number): void
}

export function createOverhead(start: number): Overhead {
  let since = start
  let busy = 0
  let longest = 0
  let entries = 0

  function reset(now: number): void {
    since = now
    busy = longest = entries = 0
  }

  return {
    add(milliseconds) {
      busy += milliseconds
      longest = Math.max(longest, milliseconds)
    },
    count() {
      entries++
    },
    due(now, waiting) {
      if (entries <= 0 || now - since < accountWindow) return undefined
      const data = { busy: thousandth(busy), window: thousandth(now - since), longest: thousandth(longest), waiting, entries }
      reset(now)
      // The account is an entry itself; without this, a silent page would go on to account for its accounts.
      entries = -1
      return { kind: 'performance', type: 'overhead', data }
    },
    dueIn: (now) => (entries <= 0 ? undefined : Math.max(1, since + accountWindow - now)),
    reset,
  }
}

function thousandth(value: number): number {
  return Math.round(value * 1000) / 1000
}
