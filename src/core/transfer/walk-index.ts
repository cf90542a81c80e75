import type { Segment, SessionStore } from '../store'

/** Rows of the index read at once. */
const PAGE = 16

/**
 * The index of a session in order of seq, a page at a time. A segment may have
 * been merged with others meanwhile: its first `passed` rows came before.
 */
export async function* walkIndex(
  store: Pick<SessionStore, 'listSegments'>,
  session: string,
): AsyncGenerator<{ readonly segment: Segment; readonly passed: number }, void, undefined> {
  let after = 0
  for (;;) {
    const segments = await store.listSegments(session, after, PAGE)
    if (segments.length === 0) return
    for (const segment of segments) {
      yield { segment, passed: Math.max(0, after + 1 - segment.firstSeq) }
      after = segment.lastSeq
    }
  }
}
