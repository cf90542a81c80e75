import { AppError } from '../errors'
import type { Entry } from '../model'
import type { Segment, SessionStore } from './session-store'

export interface ReadOptions {
  /** Entries up to this seq are left out. */
  readonly afterSeq?: number | undefined
  /** Called for a segment that cannot be read, which is then skipped. Without it, reading ends with `store/corrupt`. */
  damaged?(segment: Segment, error: AppError): void
}

/**
 * The entries of a session in order of seq, a segment at a time: each once,
 * whatever is merged or appended meanwhile. Memory holds one segment. What is
 * appended during the walk may still come.
 */
export async function* readEntries(
  store: Pick<SessionStore, 'listSegments' | 'readSegment'>,
  session: string,
  { afterSeq = 0, damaged }: ReadOptions = {},
): AsyncGenerator<readonly Entry[], void, undefined> {
  let seq = afterSeq
  for (;;) {
    // Asked for one by one: a segment listed earlier may be part of another by now.
    const [segment] = await store.listSegments(session, seq, 1)
    if (segment === undefined) return
    const after = seq
    let entries: readonly Entry[] = []
    try {
      entries = (await store.readSegment(session, segment.lastSeq)).filter((entry) => entry.seq > after)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'store/corrupt' || damaged === undefined) throw error
      damaged(segment, error)
    }
    if (entries.length > 0) yield entries
    seq = Math.max(segment.lastSeq, entries.at(-1)?.seq ?? 0)
  }
}
