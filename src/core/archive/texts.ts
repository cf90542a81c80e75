import type { Entry } from '../model'
import type { ArchiveDocument, ArchiveFrame, ArchiveHeader, ArchiveMeta, ArchiveNote, ArchiveSummary, SessionDelta } from './schema'

/**
 * The members of what an archive is made of, in one fixed order (SPEC: A4): so
 * equal sessions give equal bytes, whoever put them together.
 */
export function orderedHeader({ schema, schemaVersion, encryption, writer, writtenAt, delta }: ArchiveHeader): ArchiveHeader {
  const header = { schema, schemaVersion, encryption, writer, writtenAt }
  if (delta === undefined) return header
  const { base, result, full, number, removed } = delta
  return { ...header, delta: { base, result, full, number, removed } }
}

export function orderedDelta({ after, removedNotes }: SessionDelta): SessionDelta {
  return { after, removedNotes }
}

export function orderedMeta(meta: ArchiveMeta): ArchiveMeta {
  const { id, name, description, tags, origin, browser, status, createdAt, endedAt, excerpt } = meta
  const { without, sources, from, until } = excerpt ?? {}
  return {
    ...{ id, name, description, tags, origin, browser, status, createdAt, endedAt },
    ...(without !== undefined && { excerpt: { without, sources, from, until } }),
  }
}

export function orderedDocument({ id, url, title, parent, timeOrigin, offset, late }: ArchiveDocument): ArchiveDocument {
  return { id, url, title, parent, timeOrigin, offset, late }
}

export function orderedNote({ id, anchor, text, tags, pinned, createdAt, editedAt }: ArchiveNote): ArchiveNote {
  const place = 'document' in anchor ? { document: anchor.document, n: anchor.n } : { from: anchor.from, until: anchor.until }
  return { id, anchor: place, text, tags, pinned, createdAt, editedAt }
}

export function orderedEntry({ seq, document, n, t, kind, type, source, data }: Entry) {
  return { seq, document, n, t, kind, type, source, data }
}

export function entryText(entry: Entry): string {
  return JSON.stringify(orderedEntry(entry))
}

/** What the checksum of a session covers: all that is no entry, and the chain over its entries (SPEC: C3). */
export function frameText({ meta, delta, documents, notes = [], view }: ArchiveFrame, entries: string): string {
  const ordered = {
    meta: orderedMeta(meta),
    delta: delta && orderedDelta(delta),
    documents: documents.map(orderedDocument),
    notes: notes.map(orderedNote),
    view,
    entries,
  }
  return `${JSON.stringify(ordered)}\n`
}

/** The summary without its checksum. */
export function orderedSummary({ sessions, redaction }: Omit<ArchiveSummary, 'sha256'>): Omit<ArchiveSummary, 'sha256'> {
  return {
    sessions: sessions.map(({ id, documents, entries, bytes, chunks, sha256 }) => ({ id, documents, entries, bytes, chunks, sha256 })),
    redaction: orderedRedaction(redaction),
  }
}

function orderedRedaction({
  engine,
  rules,
  templates,
  packs,
  encodings,
  residual,
}: ArchiveSummary['redaction']): ArchiveSummary['redaction'] {
  return {
    engine,
    rules: rules.map(({ rule, count }) => ({ rule, count })),
    ...(templates && { templates }),
    ...(packs && { packs: packs.map(({ name, sha256 }) => ({ name, sha256 })) }),
    ...(encodings && { encodings: encodings.map(({ encoding, count }) => ({ encoding, count })) }),
    ...(residual !== undefined && { residual }),
  }
}

/** The order of members, for telling a document whose members another tool sorted. */
export const memberOrder = {
  meta: ['id', 'name', 'description', 'tags', 'origin', 'browser', 'status', 'createdAt', 'endedAt', 'excerpt'],
  document: ['id', 'url', 'title', 'parent', 'timeOrigin', 'offset', 'late'],
  entry: ['seq', 'document', 'n', 't', 'kind', 'type', 'source', 'data'],
} as const
