import { AppError } from '../errors'
import type { Entry } from '../model'
import type { z } from '../zod'
import type { ArchiveLimits } from './limits'
import {
  type ArchiveDocument,
  type ArchiveHeader,
  type ArchiveMeta,
  type ArchiveNote,
  type ArchiveSummary,
  archiveNote,
  assertEntry,
  documentSchema,
  headerSchema,
  metaSchema,
  type SessionDelta,
  schemaFault,
  schemaName,
  sessionDelta,
  summarySchema,
  viewFault,
} from './schema'
import { type UpgradeStep, upgradeFrom } from './upgrade'

/** `archive/invalid` at a place: a line, a JSON Pointer, or both. A fault that begins with a pointer goes on from there. */
export function invalid(at: string, why: string): AppError {
  const [, pointer, rest] = /^(\/\S*)\s(.*)$/s.exec(why) ?? [undefined, undefined, why]
  return new AppError('archive/invalid', { at: `${at}${pointer ?? ''}` || 'the document', why: rest ?? why })
}

function parsed<T>(schema: z.ZodMiniType<T>, value: unknown, at: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalid(at, schemaFault(schema, value) ?? 'it does not fit')
}

/** How much of a session there is. */
export interface SessionCount {
  readonly id: string
  readonly documents: number
  readonly entries: number
}

/** The rules that hold between the parts of one archive, whichever way it is read. Values come in document order. */
export interface ArchiveChecker {
  /** Gives the version of the file beside the header as today's. */
  header(value: unknown, at: string): { readonly header: ArchiveHeader; readonly version: number }
  meta(value: unknown, at: string): ArchiveMeta
  delta(value: unknown, at: string): SessionDelta
  document(value: unknown, at: string): ArchiveDocument
  /** After the documents of its session. */
  note(value: unknown, at: string): ArchiveNote
  view(value: unknown, at: string): unknown
  entry(value: unknown, at: string): Entry
  /** Of the sessions so far, the last one as far as it was read. */
  counts(): readonly SessionCount[]
  /** The summary, its counts compared with what was read. */
  summary(value: unknown, at: string): ArchiveSummary
}

export function createChecker(limits: ArchiveLimits): ArchiveChecker {
  let upgrade: UpgradeStep | undefined
  const sessions: { readonly id: string; documents: number; entries: number }[] = []
  const sessionIds = new Set<string>()
  let lastN = new Map<string, number>()
  let noteIds = new Set<string>()
  let lastSeq: number | undefined
  /** Where entries were left out on purpose, the numbers of a document have holes. */
  let isExcerpt = false
  let isDelta = false

  const steps = (): UpgradeStep => {
    if (upgrade === undefined) throw new Error('the header comes first')
    return upgrade
  }
  const session = () => {
    const current = sessions.at(-1)
    if (current === undefined) throw new Error('the meta comes before its documents and entries')
    return current
  }

  return {
    header(value, at) {
      const version = versionOf(value, at)
      upgrade = upgradeFrom(version)
      if (isRecord(value) && value.encryption !== undefined && value.encryption !== null) throw new AppError('archive/encrypted')
      const header = parsed(headerSchema, upgrade.header(value), at)
      isDelta = header.delta !== undefined
      return { header, version }
    },

    meta(value, at) {
      const meta = parsed(metaSchema, steps().meta(value), at)
      if (sessionIds.has(meta.id)) throw invalid(at, `/id the session ${meta.id} is there twice`)
      sessionIds.add(meta.id)
      sessions.push({ id: meta.id, documents: 0, entries: 0 })
      lastN = new Map()
      noteIds = new Set()
      lastSeq = undefined
      isExcerpt = meta.excerpt !== undefined
      return meta
    },

    delta(value, at) {
      if (!isDelta) throw invalid(at, 'only a session of a delta has it')
      const delta = parsed(sessionDelta, value, at)
      lastSeq = delta.after
      return delta
    },

    document(value, at) {
      const document = parsed(documentSchema, steps().document(value), at)
      if (lastN.has(document.id)) throw invalid(at, `/id the document ${document.id} is there twice`)
      lastN.set(document.id, 0)
      session().documents++
      return document
    },

    note(value, at) {
      const note = parsed(archiveNote, steps().note(value), at)
      if (noteIds.has(note.id)) throw invalid(at, `/id the note ${note.id} is there twice`)
      noteIds.add(note.id)
      const { anchor } = note
      if ('document' in anchor && !lastN.has(anchor.document)) throw invalid(at, `/anchor/document there is no document ${anchor.document}`)
      return note
    },

    view(value, at) {
      const fault = viewFault(value, limits.depth)
      if (fault !== undefined) throw invalid(at, fault)
      return value
    },

    entry(value, at) {
      const entry = steps().entry(value)
      assertEntry(entry, limits.depth, (why) => {
        throw invalid(at, why)
      })
      const { document, n, seq } = entry
      const before = lastN.get(document)
      if (before === undefined) throw invalid(at, `/document there is no document ${document}`)
      if (isExcerpt ? n <= before : before !== 0 && n !== before + 1) {
        throw invalid(at, `/n ${isExcerpt ? `more than ${before}` : before + 1} was expected, not ${n}`)
      }
      if (lastSeq !== undefined && seq !== lastSeq + 1) throw invalid(at, `/seq ${lastSeq + 1} was expected, not ${seq}`)
      lastN.set(document, n)
      lastSeq = seq
      session().entries++
      return entry
    },

    counts: () => sessions.map((counted) => ({ ...counted })),

    summary(value, at) {
      const summary = parsed(summarySchema, steps().summary(value), at)
      if (summary.sessions.length !== sessions.length)
        throw invalid(at, `/sessions ${sessions.length} sessions, not ${summary.sessions.length}`)
      for (const [index, counted] of sessions.entries()) {
        for (const member of ['id', 'documents', 'entries'] as const) {
          const says = summary.sessions[index]?.[member]
          if (says !== counted[member])
            throw invalid(at, `/sessions/${index}/${member} the file has ${counted[member]}, its summary says ${says}`)
        }
      }
      return summary
    },
  }
}

function versionOf(value: unknown, at: string): number {
  if (!isRecord(value) || value.schema !== schemaName) throw new AppError('archive/foreign', { why: 'it names no schema of Playhead' })
  const version = value.schemaVersion
  if (typeof version === 'number' && Number.isSafeInteger(version) && version >= 0) return version
  throw invalid(at, '/schemaVersion is a whole number from 0')
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
