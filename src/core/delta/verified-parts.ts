import { type ArchiveHeader, type ArchivePart, type ArchiveSummary, createReadSum, documentChecksum, entryText } from '../archive'
import type { Env } from '../env'
import { AppError } from '../errors'

/** A session of which it is known what a summary says of it, though its parts do not go by. */
export interface SummedSession {
  readonly createdAt: number
  readonly sum: ArchiveSummary['sessions'][number]
}

const encoder = new TextEncoder()

/**
 * The same parts, summed as they go by; their end comes with a summary. The file
 * that they make together with `others`, which are not among them, has to have the
 * checksum `expected`: throws `delta/result` otherwise.
 */
export async function* verifiedParts(
  env: Pick<Env, 'sha256'>,
  parts: AsyncIterable<ArchivePart>,
  expected: string,
  others: readonly SummedSession[] = [],
): AsyncGenerator<ArchivePart> {
  let header: ArchiveHeader | undefined
  const summed: SummedSession[] = []
  let finish: (() => Promise<void>) | undefined
  let open: ReturnType<typeof createReadSum> | undefined
  let entries = 0
  for await (const part of parts) {
    if (part.part === 'header') header = part.header
    else if (part.part === 'session') {
      await finish?.()
      const { part: _, ...frame } = part
      const sum = createReadSum(env, frame)
      const { id, createdAt } = frame.meta
      open = sum
      entries = 0
      finish = async () => {
        const { bytes, chunks, sha256 } = await sum.finish()
        summed.push({ createdAt, sum: { id, documents: frame.documents.length, entries, bytes, chunks, sha256 } })
      }
    } else if (part.part === 'entries') {
      for (const entry of part.entries) {
        const text = entryText(entry)
        open?.entry(encoder.encode(text), text.length)
      }
      entries += part.entries.length
      await open?.settle()
    } else {
      await finish?.()
      const { redaction } = part.summary
      const all = [...summed, ...others].sort((a, b) => a.createdAt - b.createdAt || (a.sum.id < b.sum.id ? -1 : 1))
      const sha256 = header && (await documentChecksum(env, header, { sessions: all.map(({ sum }) => sum), redaction }))
      if (sha256 !== expected) throw new AppError('delta/result')
      yield { part: 'end', summary: { sessions: summed.map(({ sum }) => sum), redaction, sha256 }, verified: part.verified }
      continue
    }
    yield part
  }
}
