import type { Entry } from '../model'
import type { ArchiveDocument, ArchiveHeader, ArchiveMeta, ArchiveNote, ArchiveSummary } from './schema'

/**
 * The writer's layout (SPEC: A3): which text stands on which line. Members are
 * put in one fixed order here, so that equal sessions give equal bytes.
 */
export const line = {
  documents: '"documents":[',
  documentsEnd: '],',
  notes: '"notes":[',
  notesEnd: '],',
  entries: '"entries":[',
  sessionEnd: ']}',
  sessionsEnd: '],',
} as const

export const metaPrefix = '{"meta":'
export const summaryPrefix = '"summary":'
const sessionsOpening = ',"sessions":['

/** The order of members, for telling a document whose members another tool sorted. */
export const memberOrder = {
  meta: ['id', 'name', 'description', 'tags', 'origin', 'browser', 'status', 'createdAt', 'endedAt'],
  document: ['id', 'url', 'title', 'parent', 'timeOrigin', 'offset', 'late'],
  entry: ['seq', 'document', 'n', 't', 'kind', 'type', 'source', 'data'],
} as const

/** The header with its members in order: what its line begins with and the document's checksum covers. */
export function orderedHeader({ schema, schemaVersion, encryption, writer, writtenAt }: ArchiveHeader): ArchiveHeader {
  return { schema, schemaVersion, encryption, writer, writtenAt }
}

export function headerLine(header: ArchiveHeader): string {
  return `${JSON.stringify(orderedHeader(header)).slice(0, -1)}${sessionsOpening}`
}

/** The header as JSON from its line, or undefined when the line is not in the writer's layout. */
export function headerOfLine(text: string): string | undefined {
  return text.startsWith('{"schema":') && text.endsWith(sessionsOpening) ? `${text.slice(0, -sessionsOpening.length)}}` : undefined
}

export function metaLine(meta: ArchiveMeta): string {
  const { id, name, description, tags, origin, browser, status, createdAt, endedAt } = meta
  return `${metaPrefix}${JSON.stringify({ id, name, description, tags, origin, browser, status, createdAt, endedAt })},`
}

export function documentText(document: ArchiveDocument): string {
  const { id, url, title, parent, timeOrigin, offset, late } = document
  return JSON.stringify({ id, url, title, parent, timeOrigin, offset, late })
}

export function noteText({ id, anchor, text, tags, pinned, createdAt, editedAt }: ArchiveNote): string {
  const place = 'document' in anchor ? { document: anchor.document, n: anchor.n } : { from: anchor.from, until: anchor.until }
  return JSON.stringify({ id, anchor: place, text, tags, pinned, createdAt, editedAt })
}

export function entryText(entry: Entry): string {
  const { seq, document, n, t, kind, type, source, data } = entry
  return JSON.stringify({ seq, document, n, t, kind, type, source, data })
}

/** The summary with its members in order, without its checksum: what the document's checksum covers. */
export function orderedSummary({ sessions, redaction }: Omit<ArchiveSummary, 'sha256'>): Omit<ArchiveSummary, 'sha256'> {
  return {
    sessions: sessions.map(({ id, documents, entries, bytes, sha256 }) => ({ id, documents, entries, bytes, sha256 })),
    redaction: { engine: redaction.engine, rules: redaction.rules.map(({ rule, count }) => ({ rule, count })) },
  }
}

export function summaryLine(summary: ArchiveSummary): string {
  return `${summaryPrefix}${JSON.stringify({ ...orderedSummary(summary), sha256: summary.sha256 })}}`
}
