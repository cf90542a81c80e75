import { isEntryAnchor } from '../model'
import type { StoredDocument, StoredNote } from '../store'
import type { Finding } from './findings'

/** What was found of the entries of one document. */
export interface OfDocument {
  /** Seq of the first. */
  readonly at: number
  entries: number
}

/** What of a session leads nowhere. `hasEntry` tells of the entries that notes name. */
export function danglingReferences(
  session: string,
  documents: readonly StoredDocument[],
  notes: readonly StoredNote[],
  entries: ReadonlyMap<string, OfDocument>,
  hasEntry: (document: string, n: number) => boolean,
): readonly Finding[] {
  const ids = new Set(documents.map(({ id }) => id))
  const found: Finding[] = []
  for (const [document, of] of entries) {
    if (!ids.has(document)) found.push({ what: 'no-document', session, document, ...of, repairable: false })
  }
  for (const { id, parent } of documents) {
    if (parent !== undefined && !ids.has(parent)) found.push({ what: 'no-parent', session, document: id, parent, repairable: false })
  }
  for (const { id, anchor } of notes) {
    if (!isEntryAnchor(anchor)) continue
    const missing = !ids.has(anchor.document) ? 'document' : hasEntry(anchor.document, anchor.n) ? undefined : 'entry'
    if (missing !== undefined) found.push({ what: 'note', session, note: id, missing, ...anchor, repairable: false })
  }
  return found
}
