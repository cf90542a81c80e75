/**
 * Bytes handed on and not yet acknowledged. The page's recorder keeps its own,
 * smaller limit; this one holds when the page forges its messages, so that a
 * flood fills its own process and never the extension's.
 */
export interface SendWindow {
  /** False when this batch must not be handed on. */
  take(firstN: number, size: number): boolean
  /** The acknowledgement of everything up to `lastN`. */
  release(lastN: number): void
  clear(): void
}

/** Most batches under way: empty ones have no size, and are messages all the same. */
const mostBatches = 4096

export function createSendWindow(limit: number): SendWindow {
  let out: { readonly firstN: number; readonly size: number }[] = []
  let total = 0
  return {
    take(firstN, size) {
      if ((total > 0 && total + size > limit) || out.length >= mostBatches) return false
      out.push({ firstN, size })
      total += size
      return true
    },
    release(lastN) {
      const rest = out.filter((batch) => batch.firstN > lastN)
      for (const batch of out) if (batch.firstN <= lastN) total -= batch.size
      out = rest
    },
    clear() {
      out = []
      total = 0
    },
  }
}
