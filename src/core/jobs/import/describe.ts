import type { ArchivePart } from '../../archive'
import type { ArchiveDescription, DescribedSession } from '../job-state'

/** Gathers what a person wants to know of a file before it comes in. */
export function createDescriber() {
  let header: Extract<ArchivePart, { part: 'header' }>['header'] | undefined
  let end: Extract<ArchivePart, { part: 'end' }> | undefined
  const sessions: DescribedSession[] = []

  return {
    /** `here`, with the first part of a session: that there is one with its id. */
    take(part: ArchivePart, here?: DescribedSession['here']): void {
      if (part.part === 'header') header = part.header
      else if (part.part === 'end') end = part
      else if (part.part === 'session') {
        const { meta, notes = [] } = part
        const told = {
          ...(notes.length > 0 && { notes: notes.length }),
          ...(meta.excerpt && { excerpt: meta.excerpt }),
          ...(here && { here }),
        }
        sessions.push({ id: meta.id, name: meta.name, entries: 0, ...told })
      } else {
        const before = sessions.pop()
        if (before === undefined) return
        let { from = Number.POSITIVE_INFINITY, until = Number.NEGATIVE_INFINITY } = before
        for (const { t } of part.entries) {
          from = Math.min(from, t)
          until = Math.max(until, t)
        }
        const known = here === undefined ? {} : { here }
        sessions.push({ ...before, entries: before.entries + part.entries.length, from, until, ...known })
      }
    },

    /** Of a file that was read to its end. `chain`: of the full file that it began with, and how many sessions it has beside those that were met. */
    description(chain?: { readonly full: string; readonly others: number }): ArchiveDescription {
      if (header === undefined || end === undefined) throw new Error('the file was not read to its end')
      const { summary, verified } = end
      const { sha256 } = summary
      return {
        version: header.schemaVersion,
        writer: header.writer,
        writtenAt: header.writtenAt,
        verified,
        redaction: summary.redaction,
        sessions: sessions.map((session, at) => {
          const sum = summary.sessions[at]
          if (sum === undefined || !verified) return session
          const { documents, entries, bytes } = sum
          return { ...session, sum: { documents, entries, bytes, sha256: sum.sha256 } }
        }),
        ...(verified && { file: { sha256, full: chain?.full ?? sha256, of: sessions.length + (chain?.others ?? 0) } }),
      }
    },
  }
}
