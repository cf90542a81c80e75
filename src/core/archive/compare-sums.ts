import { AppError } from '../errors'
import { invalid, type SessionCount } from './check'
import type { ArchiveSummary } from './schema'
import type { SessionDigest } from './sums'

/**
 * Compares what a summary says of its sessions with what was read of them. Throws
 * `archive/checksum` with the session, and the chunk where one differs.
 */
export function compareSums({ sessions }: ArchiveSummary, digests: readonly SessionDigest[], at: string): void {
  for (const [index, told] of sessions.entries()) {
    const read = digests[index]
    if (read === undefined) continue
    // What is behind the last one belongs to no chunk: nothing else covers it, the chain is of what was read.
    if (told.chunks.length !== read.chunks.length)
      throw invalid(at, `/sessions/${index}/chunks the file has ${read.chunks.length} chunks, its summary says ${told.chunks.length}`)
    const bad = read.chunks.findIndex((sha256, chunk) => sha256 !== told.chunks[chunk])
    if (bad >= 0)
      throw new AppError('archive/checksum', { at: `session ${told.id}, chunk ${bad + 1} of ${read.chunks.length} of its entries` })
    if (read.sha256 !== told.sha256) throw new AppError('archive/checksum', { at: `session ${told.id}` })
    if (read.bytes !== told.bytes) throw invalid(at, `/sessions/${index}/bytes the file has ${read.bytes}, its summary says ${told.bytes}`)
  }
}

/** The summary of a document that has none of its own, as a person edited it: nothing is known to have been redacted. */
export function summaryOfEdited(counts: readonly SessionCount[], digests: readonly SessionDigest[]): ArchiveSummary {
  const unknown: SessionDigest = { bytes: 0, chunks: [], chain: '', sha256: '' }
  return {
    sessions: counts.map((count, index) => ({ ...count, ...(digests[index] ?? unknown) })),
    redaction: { engine: 0, rules: [] },
    sha256: '',
  }
}
