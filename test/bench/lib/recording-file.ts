import { createReadStream, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Bytes } from '../../../src/core/archive'
import type { Entry } from '../../../src/core/model'
import type { StoredSession } from '../../harness/stored'
import { documentOf, type Recording, recordingIn } from './recording-document'

/** Writes the file, which is there when all of it is. */
export async function writeRecording(path: string, recording: Recording): Promise<void> {
  const chunks: Bytes[] = []
  for await (const chunk of documentOf(recording)) chunks.push(chunk)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.part`, Buffer.concat(chunks))
  renameSync(`${path}.part`, path)
}

/** Reads a file of one session. */
export const readRecording = (path: string): Promise<Recording> => recordingIn({ read: () => chunksOf(path) })

async function* chunksOf(path: string): AsyncGenerator<Bytes> {
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) yield new Uint8Array(chunk)
}

/** What the extension has stored, as a recording. Whether it is one is found by whoever reads its file. */
export function recordingOf({ entries, documents, ...stored }: StoredSession, name: string): Recording {
  const { id, origin, browser, status, createdAt, endedAt } = stored
  return {
    meta: { id, name, description: '', tags: [], origin, browser, status, createdAt, endedAt },
    documents: documents.map(({ lastN: _, ...document }) => document),
    notes: [],
    // The archive's reader checks kinds, types and shapes.
    entries: entries.map(({ source, ...entry }, i) => ({ seq: i + 1, ...entry, ...(source === null ? {} : { source }) }) as Entry),
  }
}
