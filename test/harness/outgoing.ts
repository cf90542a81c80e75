import { type ArchiveSummary, createChunkCounter, currentVersion, schemaName, writeArchive } from '../../src/core/archive'
import type { ArchiveFormat } from '../../src/core/archive/encoder'
import type { ArchiveFrame } from '../../src/core/archive/schema'
import type { Entry } from '../../src/core/model'
import type { Told } from './notation'
import { createTestEnv } from './test-env'

/** A session as a file has it, with its entries in one piece. */
export interface WholeSession extends ArchiveFrame {
  readonly entries: readonly Entry[]
}

export interface FileOptions {
  readonly format?: ArchiveFormat
  readonly redaction?: ArchiveSummary['redaction']
  readonly writtenAt?: number
}

export function wholeSession({ session, documents, entries }: Told, more: Partial<WholeSession> = {}): WholeSession {
  const { id, name, description, tags, origin, browser, status, createdAt, endedAt } = session
  return { meta: { id, name, description, tags, origin, browser, status, createdAt, endedAt }, documents, entries, ...more }
}

/** The session file of sessions as they are. */
export async function fileOf(
  sessions: readonly WholeSession[],
  { format = 'json', redaction = { engine: 0, rules: [] }, writtenAt = 1 }: FileOptions = {},
): Promise<Buffer> {
  const header = { schema: schemaName, schemaVersion: currentVersion, encryption: null, writer: 'Playhead test', writtenAt } as const
  const outgoing = sessions.map(({ entries, ...frame }) => ({ ...frame, entries: oneBatch(entries) }))
  const form = format === 'msgpack' ? { format, chunks: sessions.map(chunksOf) } : { format }
  const chunks: Uint8Array[] = []
  for await (const chunk of writeArchive(createTestEnv(), header, outgoing, () => redaction, form)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function chunksOf({ entries }: WholeSession): number {
  const counter = createChunkCounter()
  counter.add(entries)
  return counter.chunks()
}

async function* oneBatch<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  if (items.length > 0) yield items
}
