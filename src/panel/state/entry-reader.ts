import type { Entry } from '../../core/model'
import type { SessionStore } from '../../core/store'

export interface EntryReader {
  /** The entry with this seq, or undefined when the store no longer has it. Rejects with the store's `AppError`. */
  read(seq: number): Promise<Entry | undefined>
}

/** Segments kept: about 256 KiB each, so that stepping back and forth reads nothing twice. */
const KEPT = 12

/** Reads entries by the segment, and keeps the last few segments. */
export function createEntryReader(store: SessionStore, session: string): EntryReader {
  const kept: (readonly Entry[])[] = []
  const reading = new Map<number, Promise<readonly Entry[]>>()

  function find(seq: number): Entry | undefined {
    const at = kept.findIndex((entries) => seq >= (entries[0]?.seq ?? Infinity) && seq <= (entries.at(-1)?.seq ?? -1))
    const [entries] = at < 0 ? [] : kept.splice(at, 1)
    if (entries === undefined) return undefined
    kept.unshift(entries)
    return pick(entries, seq)
  }

  async function load(seq: number): Promise<readonly Entry[]> {
    const entries = await store.readSegment(session, seq)
    if (entries.length > 0) kept.unshift(entries)
    kept.length = Math.min(kept.length, KEPT)
    return entries
  }

  return {
    async read(seq) {
      const known = find(seq)
      if (known !== undefined) return known
      const running = reading.get(seq) ?? load(seq).finally(() => reading.delete(seq))
      reading.set(seq, running)
      const entries = await running
      return pick(entries, seq)
    },
  }
}

/** Segments hold consecutive seqs, so the place of an entry is known. */
function pick(entries: readonly Entry[], seq: number): Entry | undefined {
  const entry = entries[seq - (entries[0]?.seq ?? 0)]
  return entry?.seq === seq ? entry : entries.find((other) => other.seq === seq)
}
