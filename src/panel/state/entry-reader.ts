import type { Entry } from '../../core/model'
import type { SessionStore } from '../../core/store'
import type { TimelineIndex } from '../selectors/timeline-index'

export interface EntryReader {
  /** The entry with this seq, or undefined when the store no longer has it. Rejects with the store's `AppError`. */
  read(seq: number): Promise<Entry | undefined>
  /** Begins to read what holds the first of these, so that reading them one after the other waits only once. */
  prepare(seqs: Iterable<number>): void
}

/** Segments kept: about 256 KiB each, so that stepping back and forth reads nothing twice. */
const KEPT = 12
/** Segments on their way at a time: some hundreds of entries each. */
const AHEAD = 4

/** Reads entries by the segment, and keeps the last few segments. */
export function createEntryReader(store: SessionStore, session: string, index: Pick<TimelineIndex, 'segmentStart'>): EntryReader {
  const kept: (readonly Entry[])[] = []
  /** By the first seq of the segment. */
  const reading = new Map<number, Promise<readonly Entry[]>>()

  function find(seq: number): readonly Entry[] | undefined {
    const at = kept.findIndex((entries) => seq >= (entries[0]?.seq ?? Infinity) && seq <= (entries.at(-1)?.seq ?? -1))
    const [entries] = at < 0 ? [] : kept.splice(at, 1)
    if (entries !== undefined) kept.unshift(entries)
    return entries
  }

  async function load(seq: number): Promise<readonly Entry[]> {
    const entries = await store.readSegment(session, seq)
    if (entries.length > 0) kept.unshift(entries)
    kept.length = Math.min(kept.length, KEPT)
    return entries
  }

  /** Who asks for the same segment waits for the same read. */
  function segmentOf(seq: number): Promise<readonly Entry[]> {
    const start = index.segmentStart(seq)
    const running = reading.get(start) ?? load(seq).finally(() => reading.delete(start))
    reading.set(start, running)
    return running
  }

  return {
    async read(seq) {
      return pick(find(seq) ?? (await segmentOf(seq)), seq)
    },
    prepare(seqs) {
      const starts = new Set<number>()
      for (const seq of seqs) {
        const start = index.segmentStart(seq)
        if (starts.has(start)) continue
        if (starts.size === AHEAD) return
        starts.add(start)
        // Whoever needs it asks again, and is told what is wrong.
        if (find(seq) === undefined) segmentOf(seq).catch(() => undefined)
      }
    },
  }
}

/** Segments hold consecutive seqs, so the place of an entry is known. */
function pick(entries: readonly Entry[], seq: number): Entry | undefined {
  const entry = entries[seq - (entries[0]?.seq ?? 0)]
  return entry?.seq === seq ? entry : entries.find((other) => other.seq === seq)
}
