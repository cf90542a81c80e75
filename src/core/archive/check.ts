import type { Env } from '../env'
import { AppError } from '../errors'
import type { Entry } from '../model'
import type { z } from '../zod'
import { documentChecksum } from './checksum'
import { orderedHeader, orderedSummary } from './layout'
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
  schemaFault,
  schemaName,
  summarySchema,
} from './schema'
import { type UpgradeStep, upgradeFrom } from './upgrade'

/** What was read of a session, to be compared with its line of the summary. */
export type SessionSum = ArchiveSummary['sessions'][number]

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

/** The rules that hold between the parts of one archive, whichever way it is read. Values come in document order. */
export interface ArchiveChecker {
  header(value: unknown, at: string): ArchiveHeader
  meta(value: unknown, at: string): ArchiveMeta
  document(value: unknown, at: string): ArchiveDocument
  /** After the documents of its session. */
  note(value: unknown, at: string): ArchiveNote
  entry(value: unknown, at: string): Entry
  /** The counts of the session that began with the last `meta`. */
  counts(): Pick<SessionSum, 'id' | 'documents' | 'entries'>
  /** `sums`: what was counted and hashed, or undefined for hashes that cannot be compared. */
  summary(value: unknown, at: string, sums: readonly SessionSum[] | undefined): Promise<ArchiveSummary>
}

export function createChecker(env: Pick<Env, 'sha256'>, limits: ArchiveLimits): ArchiveChecker {
  let upgrade: UpgradeStep | undefined
  let header: ArchiveHeader | undefined
  const sessions: { readonly id: string; documents: number; entries: number }[] = []
  let lastN = new Map<string, number>()
  let noteIds = new Set<string>()
  let lastSeq: number | undefined

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
      upgrade = upgradeFrom(versionOf(value, at))
      if (isRecord(value) && value.encryption !== undefined && value.encryption !== null) throw new AppError('archive/encrypted')
      header = parsed(headerSchema, upgrade.header(value), at)
      return header
    },

    meta(value, at) {
      const meta = parsed(metaSchema, steps().meta(value), at)
      if (sessions.some((before) => before.id === meta.id)) throw invalid(at, `/id the session ${meta.id} is there twice`)
      sessions.push({ id: meta.id, documents: 0, entries: 0 })
      lastN = new Map()
      noteIds = new Set()
      lastSeq = undefined
      return meta
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

    entry(value, at) {
      const entry = steps().entry(value)
      assertEntry(entry, limits.depth, (why) => {
        throw invalid(at, why)
      })
      const before = lastN.get(entry.document)
      if (before === undefined) throw invalid(at, `/document there is no document ${entry.document}`)
      if (before !== 0 && entry.n !== before + 1) throw invalid(at, `/n ${before + 1} was expected, not ${entry.n}`)
      if (lastSeq !== undefined && entry.seq !== lastSeq + 1) throw invalid(at, `/seq ${lastSeq + 1} was expected, not ${entry.seq}`)
      lastN.set(entry.document, entry.n)
      lastSeq = entry.seq
      session().entries++
      return entry
    },

    counts: () => ({ ...session() }),

    async summary(value, at, sums) {
      const summary = parsed(summarySchema, steps().summary(value), at)
      if (summary.sessions.length !== sessions.length)
        throw invalid(at, `/sessions ${sessions.length} sessions, not ${summary.sessions.length}`)
      for (const [index, told] of summary.sessions.entries()) {
        const sum = sums?.[index]
        if (sum !== undefined && sum.sha256 !== told.sha256) throw new AppError('archive/checksum', { at: `session ${sum.id}` })
        const counted = { ...sessions[index], ...(sum === undefined ? {} : { bytes: sum.bytes }) }
        for (const [member, is] of Object.entries(counted)) {
          const says = told[member as keyof SessionSum]
          if (says !== is) throw invalid(at, `/sessions/${index}/${member} the file has ${is}, its summary says ${says}`)
        }
      }
      if (sums !== undefined && header !== undefined) {
        const sha256 = await documentChecksum(env, orderedHeader(header), orderedSummary(summary))
        if (sha256 !== summary.sha256) throw new AppError('archive/checksum', { at: 'the header or the summary' })
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
