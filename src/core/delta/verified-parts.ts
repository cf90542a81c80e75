import { type ArchivePart, type ArchiveSummary, createSessionReader, documentChecksum, type OutgoingSession, summedParts } from '../archive'
import type { Env } from '../env'
import { AppError } from '../errors'

/** A session of which it is known what a summary says of it, though its parts do not go by. */
export interface SummedSession {
  readonly createdAt: number
  readonly sum: ArchiveSummary['sessions'][number]
}

/**
 * The same sessions, summed as they go by; their end comes with a summary. The file
 * that they make together with `others`, which are not among them, has to have the
 * checksum `expected`: throws `delta/result` otherwise.
 */
export async function* verifiedParts(
  env: Pick<Env, 'sha256'>,
  parts: AsyncIterable<ArchivePart>,
  expected: string,
  others: readonly SummedSession[] = [],
): AsyncGenerator<ArchivePart> {
  const reader = createSessionReader(parts)
  const began: number[] = []
  let end: Extract<ArchivePart, { part: 'end' }> | undefined

  async function* sessions(): AsyncGenerator<OutgoingSession> {
    for await (const session of reader.sessions()) {
      began.push(session.meta.createdAt)
      yield session
    }
    end = await reader.end()
  }

  try {
    const header = await reader.header()
    const redaction = (): ArchiveSummary['redaction'] => end?.summary.redaction ?? { engine: 0, rules: [] }
    for await (const part of summedParts(env, header, sessions(), redaction)) {
      if (part.part !== 'end') {
        yield part
        continue
      }
      const summed = part.summary.sessions.map((sum, at): SummedSession => ({ createdAt: began[at] ?? 0, sum }))
      const all = [...summed, ...others].sort((a, b) => a.createdAt - b.createdAt || (a.sum.id < b.sum.id ? -1 : 1))
      const sha256 = await documentChecksum(env, header, { ...part.summary, sessions: all.map(({ sum }) => sum) })
      if (sha256 !== expected) throw new AppError('delta/result')
      yield { ...part, summary: { ...part.summary, sha256 }, verified: end?.verified === true }
    }
  } finally {
    await reader.close()
  }
}
