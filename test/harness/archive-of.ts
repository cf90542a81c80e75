import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { currentVersion, schemaName, writeArchive } from '../../src/core/archive'
import type { Told } from './notation'
import { createTestEnv } from './test-env'

/** The session file of what was told, not sanitized. */
export async function archiveOf(...told: readonly Told[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const header = { schema: schemaName, schemaVersion: currentVersion, encryption: null, writer: 'Playhead test', writtenAt: 1 } as const
  const sessions = told.map(({ session, documents, entries }) => {
    const { id, name, description, tags, origin, browser, status, createdAt, endedAt } = session
    return { meta: { id, name, description, tags, origin, browser, status, createdAt, endedAt }, documents, entries: oneBatch(entries) }
  })
  for await (const chunk of writeArchive(createTestEnv(), header, sessions, () => ({ engine: 0, rules: [] }))) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Writes it into a folder, compressed if its name says so. Gives its path. */
export async function archiveFile(folder: string, name: string, ...told: readonly Told[]): Promise<string> {
  const bytes = await archiveOf(...told)
  const path = join(folder, name)
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(bytes) : bytes)
  return path
}

async function* oneBatch<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  if (items.length > 0) yield items
}

/** The same file as a tool would write it that sorts members its own way: nobody can compute its checksums any more. */
export function resorted(file: Buffer): string {
  return JSON.stringify(JSON.parse(file.toString('utf8')), (_, value) => reversed(value), 2)
}

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toReversed())
}
