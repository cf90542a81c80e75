import type { SessionStore } from '../store'
import type { ExportCut } from './export-session'
import { walkIndex } from './walk-index'

/** Up to where a session goes. */
export interface SessionExtent extends ExportCut {
  /** Whether numbers of its documents are missing between others, as in a session whose beginning was removed. */
  readonly hasHoles: boolean
}

/**
 * Where a session ends now, or what there is up to `cut`, told without reading an
 * entry: from its counts where they say that nothing is missing, else from the index.
 * Rejects with `store/unknown-session`.
 */
export async function sessionExtent(
  store: Pick<SessionStore, 'getSession' | 'listDocuments' | 'listSegments'>,
  id: string,
  cut?: ExportCut,
): Promise<SessionExtent> {
  const entries = cut?.entries ?? (await store.getSession(id)).counts.entries
  const documents = await store.listDocuments(id)
  const [first] = await store.listSegments(id, 0, 1)
  const numbered = documents.reduce((sum, { lastN }) => sum + lastN, 0)
  // As many numbers were given as there are entries, so each is there.
  if (numbered === entries && (first === undefined || first.firstSeq === 1)) return { lastSeq: entries, entries, hasHoles: false }

  const lastN = new Map<string, number>()
  let left = entries
  let lastSeq = 0
  let hasHoles = false
  for await (const { segment, passed } of walkIndex(store, id)) {
    for (let row = passed; row < segment.columns.n.length && left > 0; row++, left--) {
      const document = segment.documents[segment.columns.document[row] ?? 0] ?? ''
      const n = segment.columns.n[row] ?? 0
      const before = lastN.get(document)
      if (before !== undefined && n !== before + 1) hasHoles = true
      lastN.set(document, n)
      lastSeq = segment.firstSeq + row
    }
    if (left === 0) break
  }
  // An index that lists fewer than were stored says nothing of where they end.
  return { lastSeq: cut?.lastSeq ?? (left > 0 ? Number.MAX_SAFE_INTEGER : lastSeq), entries, hasHoles }
}
