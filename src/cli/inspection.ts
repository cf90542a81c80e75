import type { ArchiveHeader, ArchivePart, ArchiveSummary } from '../core/archive'
import type { Entry, Excerpt } from '../core/model'

/** What a file holds, counted. Times are milliseconds since the epoch. */
export interface Inspection {
  readonly header: ArchiveHeader
  /** False when another tool rewrote the file, so that its checksums could not be compared. */
  readonly verified: boolean
  readonly redaction: ArchiveSummary['redaction']
  readonly sessions: readonly InspectedSession[]
}

interface InspectedSession {
  readonly id: string
  readonly name: string
  readonly origin: string
  readonly browser: string
  readonly status: string
  readonly createdAt: number
  readonly endedAt?: number | undefined
  readonly tags: readonly string[]
  /** What was left out of it on purpose. */
  readonly excerpt?: Excerpt | undefined
  /** Page loads. */
  readonly documents: readonly { readonly url: string; readonly title: string }[]
  readonly notes: number
  readonly entries: number
  /** `state/change` → how many, most first. */
  readonly types: Readonly<Record<string, number>>
  readonly sources: readonly InspectedSource[]
  /** Why something is missing → how often that is said. */
  readonly gaps: Readonly<Record<string, number>>
}

interface InspectedSource {
  readonly name: string
  readonly library: string
  readonly entries: number
}

/** Takes the parts of a file, and gives what was counted at the end. */
export function createInspection() {
  let header: ArchiveHeader | undefined
  let end: Extract<ArchivePart, { part: 'end' }> | undefined
  const sessions: ReturnType<typeof inspectSession>[] = []

  return {
    take(part: ArchivePart): void {
      if (part.part === 'header') header = part.header
      else if (part.part === 'session') sessions.push(inspectSession(part))
      else if (part.part === 'entries') for (const entry of part.entries) sessions.at(-1)?.count(entry)
      else end = part
    },
    result(): Inspection {
      if (header === undefined || end === undefined) throw new Error('the file was not read to its end')
      return { header, verified: end.verified, redaction: end.summary.redaction, sessions: sessions.map((session) => session.result()) }
    },
  }
}

function inspectSession({ meta, documents, notes = [] }: Extract<ArchivePart, { part: 'session' }>) {
  const types = new Map<string, number>()
  const gaps = new Map<string, number>()
  /** By document and id: ids are unique within their document. */
  const sources = new Map<string, { name: string; library: string; entries: number }>()
  let entries = 0

  function countSource({ document, source, kind, type, data }: Entry, id: string): void {
    const key = `${document}\n${source}`
    const known = sources.get(key) ?? { name: id, library: '', entries: 0 }
    const opened = kind === 'state' && type === 'open' ? { name: data.name, library: data.library } : {}
    sources.set(key, { ...known, ...opened, entries: known.entries + 1 })
  }

  return {
    count(entry: Entry): void {
      entries++
      raise(types, `${entry.kind}/${entry.type}`)
      if (entry.type === 'gap') raise(gaps, entry.data.reason)
      if (entry.source !== undefined) countSource(entry, entry.source)
    },
    result(): InspectedSession {
      const { id, name, origin, browser, status, createdAt, endedAt, tags, excerpt } = meta
      return {
        ...{ id, name, origin, browser, status, createdAt, endedAt, tags, excerpt },
        documents: documents.map(({ url, title }) => ({ url, title })),
        notes: notes.length,
        entries,
        types: mostFirst(types),
        sources: [...sources.values()],
        gaps: mostFirst(gaps),
      }
    },
  }
}

function raise(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function mostFirst(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a))
}
