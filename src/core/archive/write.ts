import type { Env } from '../env'
import { AppError } from '../errors'
import type { Bytes } from './bytes'
import type { ArchiveFormat, Encoder } from './encoder'
import { createJsonEncoder } from './json/encode'
import type { ArchiveHeader, ArchiveSummary } from './schema'
import { type OutgoingSession, type SummedPart, summedParts } from './summed-parts'

/** How a document is written. MessagePack says first how many chunks of entries each session has: as `createChunkCounter` counts them. */
export type WriteFormat =
  | { readonly format: Exclude<ArchiveFormat, 'msgpack'> }
  | { readonly format: 'msgpack'; readonly chunks: readonly number[] }

async function encoderOf(write: WriteFormat): Promise<Encoder> {
  if (write.format === 'msgpack') return (await import('./msgpack/encode')).createMsgpackEncoder(write.chunks)
  return write.format === 'yaml' ? (await import('./yaml/encode')).createYamlEncoder() : createJsonEncoder()
}

/** A whole document, chunk by chunk: `summedParts` in the bytes of a format. */
export function writeArchive(
  env: Pick<Env, 'sha256'>,
  header: ArchiveHeader,
  sessions: Iterable<OutgoingSession> | AsyncIterable<OutgoingSession>,
  redaction: () => ArchiveSummary['redaction'],
  format: WriteFormat = { format: 'json' },
): AsyncGenerator<Bytes> {
  return writeParts(summedParts(env, header, sessions, redaction), format)
}

/**
 * The bytes of a document that is being made. `expected`: the checksum that it has
 * to have; throws `delta/result` before its end otherwise.
 */
export async function* writeParts(
  parts: AsyncIterable<SummedPart>,
  format: WriteFormat = { format: 'json' },
  expected?: string,
): AsyncGenerator<Bytes> {
  const encoder = await encoderOf(format)
  let isInSession = false
  for await (const part of parts) {
    if (part.part === 'entries') {
      yield encoder.entries(part)
      continue
    }
    if (isInSession) yield encoder.sessionEnd()
    isInSession = part.part === 'session'
    if (part.part === 'header') yield encoder.header(part.header)
    else if (part.part === 'session') {
      const { part: _, ...frame } = part
      yield encoder.session(frame)
    } else {
      if (expected !== undefined && part.summary.sha256 !== expected) throw new AppError('delta/result')
      yield encoder.summary(part.summary)
    }
  }
}
