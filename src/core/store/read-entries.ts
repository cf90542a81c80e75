import { AppError } from '../errors'
import type { Entry } from '../model'
import type { Segment, SessionStore } from './session-store'

/** So many entries in a segment are small ones. */
const SMALL_ENTRIES = 16

export interface ReadOptions {
  /** Entries up to this seq are left out. */
  readonly afterSeq?: number | undefined
  /** Called for a segment that cannot be read, which is then skipped. Without it, reading ends with `store/corrupt`. */
  damaged?(segment: Segment, error: AppError): void
}

/**
 * The entries of a session in order of seq, a segment at a time: each once,
 * whatever is merged or appended meanwhile. What is appended during the walk may
 * still come. Memory holds one segment, and the next one, which is read while this
 * one is worked on, where it is not a large value that fills one.
 */
export async function* readEntries(
  store: Pick<SessionStore, 'listSegments' | 'readSegment'>,
  session: string,
  { afterSeq = 0, damaged }: ReadOptions = {},
): AsyncGenerator<readonly Entry[], void, undefined> {
  let seq = afterSeq
  const read = async (from: number): Promise<readonly Entry[] | AppError> => {
    try {
      // Asked for one by one: a segment listed earlier may be part of another by now.
      return await store.readSegment(session, from)
    } catch (error) {
      if (damaged !== undefined && error instanceof AppError && error.code === 'store/corrupt') return error
      throw error
    }
  }
  let ahead: ReturnType<typeof read> | undefined
  for (;;) {
    const found = await (ahead ?? read(seq + 1))
    ahead = undefined
    const last = found instanceof AppError ? undefined : found.at(-1)
    if (!(found instanceof AppError) && last !== undefined) {
      const after = seq
      seq = last.seq
      if (found.length >= SMALL_ENTRIES) {
        ahead = read(seq + 1)
        // Told to whoever comes for it, if anybody does.
        ahead.catch(() => undefined)
      }
      yield found[0]?.seq === after + 1 ? found : found.filter((entry) => entry.seq > after)
      continue
    }
    // Only a hole, damage and the end need the index.
    const [segment] = await store.listSegments(session, seq, 1)
    if (segment === undefined) return
    if (found instanceof AppError) {
      damaged?.(segment, found)
      seq = segment.lastSeq
    } else seq = Math.max(seq, segment.firstSeq - 1)
  }
}
