import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { StoredEntry } from './stored'

/** An archive as anybody reads it: Node's gunzip and `JSON.parse`, nothing of the product. */
export interface ArchiveFile {
  readonly text: string
  readonly sessions: readonly {
    readonly meta: { readonly id: string; readonly name: string }
    readonly entries: readonly (Omit<StoredEntry, 'source'> & { readonly seq: number; readonly source?: string })[]
  }[]
  readonly summary: { readonly redaction: { readonly rules: readonly { readonly rule: string; readonly count: number }[] } }
}

export function readArchiveFile(path: string): ArchiveFile {
  const text = gunzipSync(readFileSync(path)).toString('utf8')
  return { ...JSON.parse(text), text }
}

/** Entries as both a file and a database hold them, to compare. */
export function comparable(
  entries: readonly (Omit<StoredEntry, 'source'> & { readonly source?: string | null | undefined })[],
): readonly StoredEntry[] {
  return entries.map(({ document, n, t, kind, type, source, data }) => ({ document, n, t, kind, type, source: source ?? null, data }))
}
