import { type ReadonlySignal, signal } from '@preact/signals'
import type { Overhead } from '../../core/model'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { EntryReader } from './entry-reader'

export interface OverheadMeter {
  /** What the recorder last said about itself in this session. */
  readonly latest: ReadonlySignal<Overhead | undefined>
  /** Looks whether the index gained such an entry. */
  refresh(): void
}

/** Follows the newest `performance/overhead` entry. A failed read leaves the last value: the next entry brings another. */
export function createOverheadMeter(index: TimelineIndex, reader: EntryReader): OverheadMeter {
  const latest = signal<Overhead | undefined>(undefined)
  let looked = 0
  let newest = -1

  async function read(row: number): Promise<void> {
    const entry = await reader.read(index.seq.data[row] ?? 0).catch(() => undefined)
    if (row === newest && entry?.kind === 'performance' && entry.type === 'overhead') latest.value = entry.data
  }

  return {
    latest,
    refresh() {
      const before = newest
      for (; looked < index.rows; looked++) {
        const type = index.types[index.type.data[looked] ?? 0]
        if (type?.kind === 'performance' && type.type === 'overhead') newest = looked
      }
      if (newest !== before) void read(newest)
    },
  }
}
