import type { Segment } from '../../core/store'

/**
 * The labels and searchable texts of loaded rows. They are the one part of the
 * index that is not a few bytes per entry, so they are bounded: the strings of
 * the blocks used least recently are dropped and read from the store again when
 * a list or a search gets there.
 */
export interface RowText {
  /** Takes rows `from`… of a segment's columns as the rows that follow the last. */
  add(segment: Segment, from: number): void
  /** The label, or undefined when its block was dropped: then `fill` it. */
  label(row: number): string | undefined
  text(row: number): string | undefined
  /** The range of seq that has to be read to know `row` again. */
  rangeOf(row: number): { readonly firstSeq: number; readonly lastSeq: number }
  /** Puts back what was dropped, from segments that cover it. */
  fill(segments: readonly Segment[]): void
}

interface Block {
  readonly firstRow: number
  readonly firstSeq: number
  count: number
  strings: { readonly labels: string[]; readonly texts: string[] } | undefined
  size: number
  used: number
}

const BLOCK_ROWS = 1000
/** Characters; what a label or text costs beside them is counted as 24. */
const DEFAULT_BUDGET = 48 * 1024 * 1024
const STRING_COST = 24

/** Empty. `budget` bounds the kept strings, in characters. */
export function createRowText(budget = DEFAULT_BUDGET): RowText {
  const blocks: Block[] = []
  let kept = 0
  let clock = 0
  let rows = 0

  function blockOf(row: number): Block | undefined {
    let low = 0
    let high = blocks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((blocks[middle]?.firstRow ?? 0) <= row) low = middle
      else high = middle - 1
    }
    const block = blocks[low]
    if (block !== undefined) block.used = ++clock
    return block
  }

  function tailFor(seq: number): Block {
    const last = blocks.at(-1)
    if (last?.strings !== undefined && last.count < BLOCK_ROWS && last.firstSeq + last.count === seq) return last
    const block: Block = { firstRow: rows, firstSeq: seq, count: 0, strings: { labels: [], texts: [] }, size: 0, used: ++clock }
    blocks.push(block)
    return block
  }

  function put(block: Block, label: string, text: string): void {
    block.strings?.labels.push(label)
    block.strings?.texts.push(text)
    const size = label.length + text.length + 2 * STRING_COST
    block.size += size
    kept += size
  }

  function evict(): void {
    if (kept <= budget) return
    const oldestFirst = blocks.filter((block) => block.strings !== undefined).sort((a, b) => a.used - b.used)
    oldestFirst.pop()
    for (const block of oldestFirst) {
      if (kept <= budget * 0.8) return
      block.strings = undefined
      kept -= block.size
      block.size = 0
    }
  }

  return {
    add(segment, from) {
      for (let i = from; i < segment.columns.n.length; i++) {
        const block = tailFor(segment.firstSeq + i)
        put(block, segment.columns.label[i] ?? '', segment.columns.text[i] ?? '')
        block.count++
        rows++
      }
      evict()
    },
    label(row) {
      const block = blockOf(row)
      return block?.strings?.labels[row - block.firstRow]
    },
    text(row) {
      const block = blockOf(row)
      return block?.strings?.texts[row - block.firstRow]
    },
    rangeOf(row) {
      const block = blockOf(row)
      if (block === undefined) return { firstSeq: 1, lastSeq: 0 }
      return { firstSeq: block.firstSeq, lastSeq: block.firstSeq + block.count - 1 }
    },
    fill(segments) {
      const firstSeq = segments[0]?.firstSeq
      const lastSeq = segments.at(-1)?.lastSeq
      if (firstSeq === undefined || lastSeq === undefined) return
      for (const block of blocks) {
        const end = block.firstSeq + block.count - 1
        if (block.strings !== undefined || block.firstSeq < firstSeq || end > lastSeq) continue
        block.strings = { labels: [], texts: [] }
        block.used = ++clock
        for (const segment of segments) {
          const from = Math.max(block.firstSeq, segment.firstSeq)
          const until = Math.min(end, segment.lastSeq)
          for (let seq = from; seq <= until; seq++) {
            const i = seq - segment.firstSeq
            put(block, segment.columns.label[i] ?? '', segment.columns.text[i] ?? '')
          }
        }
      }
      evict()
    },
  }
}
