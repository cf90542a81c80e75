import {
  type ArchiveDocument,
  type ArchiveMeta,
  type ArchiveNote,
  type ArchiveSource,
  type Bytes,
  currentVersion,
  readArchive,
  schemaName,
  writeArchive,
} from '../../../src/core/archive'
import type { Entry } from '../../../src/core/model'
import { createBrowserEnv } from '../../../src/host/env'
import { typicalEntries } from './typical-entries'

/** A session as the parts of an archive tell it. */
export interface Recording {
  readonly meta: ArchiveMeta
  readonly documents: readonly ArchiveDocument[]
  readonly notes: readonly ArchiveNote[]
  readonly entries: readonly Entry[]
}

const header = {
  schema: schemaName,
  schemaVersion: currentVersion,
  encryption: null,
  writer: 'Playhead bench',
  writtenAt: 1_790_000_000_000,
} as const

/** The recording as a document that says of itself that it was not sanitized. */
export function documentOf({ entries, ...session }: Recording): AsyncGenerator<Bytes> {
  return writeArchive(createBrowserEnv(), header, [{ ...session, entries: inBatches(entries) }], () => ({ engine: 0, rules: [] }))
}

/** As stores give entries: some at a time. */
async function* inBatches(entries: readonly Entry[]): AsyncGenerator<readonly Entry[]> {
  for (let at = 0; at < entries.length; at += 1000) yield entries.slice(at, at + 1000)
}

/** The one session of a document. */
export async function recordingIn(source: ArchiveSource): Promise<Recording> {
  const entries: Entry[] = []
  let session: Omit<Recording, 'entries'> | undefined
  for await (const part of readArchive(createBrowserEnv(), source)) {
    if (part.part === 'session') session = { meta: part.meta, documents: part.documents, notes: part.notes ?? [] }
    else if (part.part === 'entries') entries.push(...part.entries)
  }
  if (session === undefined) throw new Error('The document has no session')
  return { ...session, entries }
}

/** What a busy page records, as one document. */
export function generatedRecording(count: number): Recording {
  const first = typicalEntries(1)[0]?.t ?? 0
  const url = 'http://localhost:3000/orders'
  return {
    meta: {
      id: 'generated',
      name: 'Generated',
      description: '',
      tags: [],
      origin: 'http://localhost:3000',
      browser: 'Chromium',
      status: 'ended',
      createdAt: first,
      endedAt: first + count * 10,
    },
    documents: [{ id: 'Qb2mC4vTz0WkR7xJ1nYhUg', url, title: 'Orders', timeOrigin: first, offset: 0, late: false }],
    notes: [],
    entries: typicalEntries(count).map((entry, i) => ({ seq: i + 1, document: 'Qb2mC4vTz0WkR7xJ1nYhUg', n: i + 1, ...entry })),
  }
}
