import type { ArchiveDocument, ArchiveHeader, ArchiveMeta, ArchiveNote, ArchiveSummary, SessionDelta } from '../schema'
import { orderedDelta, orderedDocument, orderedHeader, orderedMeta, orderedNote, orderedSummary } from '../texts'

/** The writer's layout (SPEC: A3): which text stands on which line. */
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
export const deltaPrefix = '"delta":'
export const viewPrefix = '"view":'
export const summaryPrefix = '"summary":'
const sessionsOpening = ',"sessions":['

export function headerLine(header: ArchiveHeader): string {
  return `${JSON.stringify(orderedHeader(header)).slice(0, -1)}${sessionsOpening}`
}

/** The header as JSON from its line, or undefined when the line is not in the writer's layout. */
export function headerOfLine(text: string): string | undefined {
  return text.startsWith('{"schema":') && text.endsWith(sessionsOpening) ? `${text.slice(0, -sessionsOpening.length)}}` : undefined
}

export function metaLine(meta: ArchiveMeta): string {
  return `${metaPrefix}${JSON.stringify(orderedMeta(meta))},`
}

export function deltaLine(delta: SessionDelta): string {
  return `${deltaPrefix}${JSON.stringify(orderedDelta(delta))},`
}

export function documentText(document: ArchiveDocument): string {
  return JSON.stringify(orderedDocument(document))
}

export function noteText(note: ArchiveNote): string {
  return JSON.stringify(orderedNote(note))
}

export function viewLine(view: unknown): string {
  return `${viewPrefix}${JSON.stringify(view)},`
}

export function summaryLine(summary: ArchiveSummary): string {
  return `${summaryPrefix}${JSON.stringify({ ...orderedSummary(summary), sha256: summary.sha256 })}}`
}
