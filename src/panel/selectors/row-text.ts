import type { Segment } from '../../core/store'
import { createJoinedLines, type JoinedLines } from './joined-lines'

/**
 * The labels and searchable texts of loaded rows. They are the one part of the
 * index that is not a few bytes per entry, so they are bounded: the blocks used
 * least recently are dropped and read from the store again when a list or a
 * search gets there.
 */
export interface RowText {
  /** Takes rows `from`… of a segment's columns as the rows that follow the last. */
  add(segment: Segment, from: number): void
  /** The label, or undefined when its block was dropped: then `fill` it. */
  label(row: number): string | undefined
  text(row: number): string | undefined
  /** Tells of a row whether its label or text holds `text`, which is in lower case, in any case; undefined when its block was dropped. Fastest for rows in order. */
  finder(text: string): (row: number) => boolean | undefined
  /** The range of seq that has to be read to know `row` again. */
  rangeOf(row: number): { readonly firstSeq: number; readonly lastSeq: number }
  /** Puts back what was dropped, from segments that cover it. */
  fill(segments: readonly Segment[]): void
}

interface Lines {
  readonly labels: JoinedLines
  readonly texts: JoinedLines
}

interface Block {
  readonly firstRow: number
  readonly firstSeq: number
  count: number
  lines: Lines | undefined
  size: number
  used: number
}

/** Most rows of small segments that are kept together. */
const BLOCK_ROWS = 1000
/** Blocks whose lines are quickly at hand: more than those of which rows are on screen together, as a rule. */
const MOST_RECENT = 8
const MB = 1024 * 1024

/** Bytes for the texts of so many rows: the more the columns of the index take, the less is left for them. */
function shareOf(rows: number): number {
  return Math.max(80 * MB, 180 * MB - 20 * rows)
}

/** Empty. `budget` bounds what is kept of so many rows, in bytes. */
export function createRowText(budget: (rows: number) => number = shareOf): RowText {
  const blocks: Block[] = []
  let kept = 0
  let clock = 0
  let rows = 0
  /** Blocks that rows were asked of, the last one first. */
  let recent: readonly Block[] = []

  function blockOf(row: number): Block | undefined {
    const [last] = recent
    if (last !== undefined && row >= last.firstRow && row < last.firstRow + last.count) return last
    let low = 0
    let high = blocks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((blocks[middle]?.firstRow ?? 0) <= row) low = middle
      else high = middle - 1
    }
    const block = blocks[low]
    if (block !== undefined) use(block)
    return block
  }

  function use(block: Block): void {
    block.used = ++clock
    recent = [block, ...recent.filter((other) => other !== block)]
    for (const { lines } of recent.slice(MOST_RECENT)) {
      lines?.labels.rest()
      lines?.texts.rest()
    }
    recent = recent.slice(0, MOST_RECENT)
  }

  function newLines(): Lines {
    return { labels: createJoinedLines(), texts: createJoinedLines() }
  }

  /** Where `count` more rows go. Those of a large segment stay together: a text that is put together is copied. */
  function tailFor(seq: number, count: number): Block {
    const tail = blocks.at(-1)
    if (tail?.lines !== undefined && tail.count + count <= BLOCK_ROWS && tail.firstSeq + tail.count === seq) return tail
    const block: Block = { firstRow: rows, firstSeq: seq, count: 0, lines: newLines(), size: 0, used: ++clock }
    blocks.push(block)
    return block
  }

  function put({ columns }: Segment, from: number, until: number, block: Block, lines: Lines): void {
    lines.labels.add(columns.label.slice(from, until))
    lines.texts.add(columns.text.slice(from, until))
    kept -= block.size
    block.size = lines.labels.size + lines.texts.size
    kept += block.size
  }

  function evict(): void {
    const most = budget(rows)
    if (kept <= most) return
    const oldestFirst = blocks.filter((block) => block.lines !== undefined).sort((a, b) => a.used - b.used)
    oldestFirst.pop()
    for (const block of oldestFirst) {
      if (kept <= most * 0.8) return
      block.lines = undefined
      kept -= block.size
      block.size = 0
    }
  }

  return {
    add(segment, from) {
      const count = segment.columns.n.length - from
      if (count <= 0) return
      const block = tailFor(segment.firstSeq + from, count)
      if (block.lines !== undefined) put(segment, from, from + count, block, block.lines)
      block.count += count
      rows += count
      evict()
    },
    label(row) {
      const block = blockOf(row)
      return block?.lines?.labels.line(row - block.firstRow)
    },
    text(row) {
      const block = blockOf(row)
      return block?.lines?.texts.line(row - block.firstRow)
    },
    finder(text) {
      let of: Lines | undefined
      let inLabels: Uint8Array = new Uint8Array()
      let inTexts: Uint8Array = new Uint8Array()
      return (row) => {
        const block = blockOf(row)
        if (block?.lines === undefined) return undefined
        const place = row - block.firstRow
        if (of !== block.lines || place >= inLabels.length) {
          of = block.lines
          inLabels = of.labels.holding(text)
          inTexts = of.texts.holding(text)
        }
        return inLabels[place] === 1 || inTexts[place] === 1
      }
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
        if (block.lines !== undefined || block.firstSeq < firstSeq || end > lastSeq) continue
        const lines = newLines()
        block.lines = lines
        block.used = ++clock
        for (const segment of segments) {
          const from = Math.max(block.firstSeq, segment.firstSeq) - segment.firstSeq
          const until = Math.min(end, segment.lastSeq) - segment.firstSeq + 1
          if (from < until) put(segment, from, until, block, lines)
        }
      }
      evict()
    },
  }
}
