import type { ArchivePart } from '../archive'
import type { ArchiveDescription, DescribedSession } from './job-state'

/** Gathers what a person wants to know of a file before it comes in. */
export function createDescriber() {
  let header: Extract<ArchivePart, { part: 'header' }>['header'] | undefined
  let end: Extract<ArchivePart, { part: 'end' }> | undefined
  const sessions: DescribedSession[] = []

  return {
    take(part: ArchivePart): void {
      if (part.part === 'header') header = part.header
      else if (part.part === 'end') end = part
      else if (part.part === 'session') sessions.push({ id: part.meta.id, name: part.meta.name, entries: 0 })
      else {
        const before = sessions.pop()
        if (before === undefined) return
        let { from = Number.POSITIVE_INFINITY, until = Number.NEGATIVE_INFINITY } = before
        for (const { t } of part.entries) {
          from = Math.min(from, t)
          until = Math.max(until, t)
        }
        sessions.push({ ...before, entries: before.entries + part.entries.length, from, until })
      }
    },

    /** Of a file that was read to its end. */
    description(): ArchiveDescription {
      if (header === undefined || end === undefined) throw new Error('the file was not read to its end')
      return {
        version: header.schemaVersion,
        writer: header.writer,
        writtenAt: header.writtenAt,
        verified: end.verified,
        redaction: end.summary.redaction,
        sessions,
      }
    },
  }
}
