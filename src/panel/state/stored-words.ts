import type { Segment } from '../../core/store'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { RowTexts } from './row-texts'

/** Label and searchable text of a row, whether the index still has them or not. */
export interface StoredWords {
  /** Undefined when the store no longer has them. Rejects with the store's `AppError`. */
  of(row: number): Promise<Words | undefined>
  /** The same for what is at hand. */
  known(row: number): Words | undefined
}

export interface Words {
  readonly label: string
  readonly text: string
}

/** Segments kept: a walk through the order goes back and forth between those of several documents. */
const KEPT = 24
/** Segments read at a time. */
const PAGE = 8

export function createStoredWords(index: TimelineIndex, texts: RowTexts): StoredWords {
  let kept: readonly Segment[] = []

  function known(row: number): Words | undefined {
    const label = index.text.label(row)
    const text = index.text.text(row)
    if (label !== undefined && text !== undefined) return { label, text }
    const seq = index.seq.data[row] ?? 0
    const segment = kept.find(({ firstSeq, lastSeq }) => seq >= firstSeq && seq <= lastSeq)
    if (segment === undefined) return undefined
    const place = seq - segment.firstSeq
    return { label: segment.columns.label[place] ?? '', text: segment.columns.text[place] ?? '' }
  }

  async function load(row: number): Promise<void> {
    const segments = await texts.read(row, PAGE)
    kept = [...segments, ...kept].slice(0, KEPT)
  }

  return {
    known,
    async of(row) {
      const words = known(row)
      if (words !== undefined) return words
      // A block is dropped as a whole; whoever walks backwards wants what lies before, too.
      const first = index.rowOfSeq(index.text.rangeOf(row).firstSeq)
      if (first !== undefined) await load(first)
      if (known(row) === undefined) await load(row)
      return known(row)
    },
  }
}
