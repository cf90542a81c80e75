import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { EntryReader } from './entry-reader'

/**
 * What sources call themselves, by their index in `index.sources`: told by the
 * entries that open them, read as they are found. Until then, and where the
 * entry cannot be read, a source goes by its id.
 */
export function createSourceNames(
  index: TimelineIndex,
  reader: EntryReader,
  version: ReadonlySignal<number>,
  ended: AbortSignal,
): ReadonlySignal<ReadonlyMap<number, string>> {
  const names = signal<ReadonlyMap<number, string>>(new Map())
  let looked = 0

  async function read(row: number): Promise<void> {
    const entry = await reader.read(index.seq.data[row] ?? 0).catch(() => undefined)
    if (ended.aborted || entry?.kind !== 'state' || entry.type !== 'open') return
    names.value = new Map(names.value).set((index.source.data[row] ?? 0) - 1, entry.data.name)
  }

  function look(): void {
    for (; looked < index.rows; looked++) {
      const type = index.types[index.type.data[looked] ?? 0]
      if (type?.kind === 'state' && type.type === 'open') void read(looked)
    }
  }

  const stop = effect(() => {
    if (version.value >= 0) untracked(look)
  })
  ended.addEventListener('abort', stop, { once: true })
  return names
}
