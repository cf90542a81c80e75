import { batchText } from '../../bridge/capture-wire'

/** Most characters sent and not yet acknowledged. */
const windowSize = 1024 * 1024
const batchSize = 256 * 1024
const highWater = 4 * 1024 * 1024
const batchEntries = 500

/**
 * The numbered entries of this document, as JSON lines, from their making until
 * the store has them. Sizes are in characters.
 */
export interface Ring {
  /** Characters waiting for their acknowledgement. */
  readonly size: number
  /** True when nothing new should be made: it waits where it is smaller. With the longest line the ring holds at most 8 MB. */
  readonly full: boolean
  /** True when nothing waits to be sent. */
  readonly allSent: boolean
  /** Appends a line; it gets the next number. */
  add(line: string): void
  /** Entries up to `lastN` are stored. */
  ack(lastN: number): void
  /** The next batch, or undefined when nothing waits or as much as may be is under way. */
  take(): string | undefined
  /** Batches of all that was not sent, however much is under way; `all`: of all that is not acknowledged. */
  takeAll(all: boolean): string[]
  /** Sends again from `from` on, or from the first that is left. */
  rewind(from: number): void
  /**
   * The store's highest number of this document is `lastN`: lines it has are
   * dropped, lines it lacks are sent again, and where no number was ever told to
   * anybody the first one is `lastN + 1`. False when it lacks some that it once
   * acknowledged: it is another session, and nothing was changed here.
   */
  settle(lastN: number): boolean
  /** Forgets all lines; the next `settle` says where numbers go on. */
  clear(): void
}

export function createRing(): Ring {
  let lines: string[] = []
  /** Index of the first line that is kept; what is before it was dropped. */
  let head = 0
  /** Number of the line at `head`. */
  let firstN = 1
  /** Index of the next line to send. */
  let next = 0
  let size = 0
  /** Characters between `head` and `next`. */
  let under = 0
  /** True once a number was told to anybody: from then on lines keep theirs. */
  let told = false

  function drop(count: number): void {
    for (const end = head + count; head < end; head++) {
      const length = lines[head]?.length ?? 0
      size -= length
      if (head < next) under -= length
      lines[head] = ''
    }
    firstN += count
    next = Math.max(next, head)
    if (head > 1000 && head * 2 > lines.length) {
      lines = lines.slice(head)
      next -= head
      head = 0
    }
  }

  function ack(lastN: number): void {
    if (told) drop(Math.max(0, Math.min(lastN, firstN + lines.length - head - 1) - firstN + 1))
  }

  function rewind(from: number): void {
    next = Math.min(Math.max(from - firstN, 0) + head, next)
    under = 0
    for (let i = head; i < next; i++) under += lines[i]?.length ?? 0
  }

  /** Index after the last line of the batch that begins at `from`. */
  function batchEnd(from: number): number {
    let length = 0
    let to = from
    while (to < lines.length && to - from < batchEntries) {
      const line = lines[to]?.length ?? 0
      if (to > from && length + line > batchSize) break
      length += line
      to++
    }
    return to
  }

  function text(from: number, to: number): string {
    told = true
    return batchText(firstN + from - head, lines.slice(from, to))
  }

  return {
    get size() {
      return size
    },
    get full() {
      return size >= highWater
    },
    get allSent() {
      return next === lines.length
    },
    add(line) {
      lines.push(line)
      size += line.length
    },
    ack,
    take() {
      const to = batchEnd(next)
      let length = 0
      for (let i = next; i < to; i++) length += lines[i]?.length ?? 0
      if (to === next || (under > 0 && under + length > windowSize)) return undefined
      const taken = text(next, to)
      next = to
      under += length
      return taken
    },
    takeAll(all) {
      const batches: string[] = []
      for (let from = all ? head : next; from < lines.length; ) {
        const to = batchEnd(from)
        batches.push(text(from, to))
        from = to
      }
      next = lines.length
      under = size
      return batches
    },
    rewind,
    settle(lastN) {
      if (told && lastN < firstN - 1) return false
      if (told) ack(lastN)
      if (!told || head === lines.length) firstN = lastN + 1
      told = true
      rewind(firstN)
      return true
    },
    clear() {
      lines = []
      head = next = size = under = 0
      told = false
    },
  }
}
