import type { Env } from '../env'
import type { Bytes } from './bytes'
import type { ArchivePart } from './parts'
import type { ArchiveSummary } from './schema'
import { createSessionReader } from './session-reader'
import { type OutgoingSession, summedParts } from './summed-parts'
import { type WriteFormat, writeParts } from './write'

/**
 * The document that the parts of another one make: the same sessions with the same
 * header and the same report of what was redacted, in the writer's layout and with
 * checksums of its own. `expected`: the checksum that it has to have. Memory: what
 * reading and writing take. What fails in the parts fails here, after some bytes
 * were given: use none of them.
 */
export async function* rewriteArchive(
  env: Pick<Env, 'sha256'>,
  parts: AsyncIterable<ArchivePart>,
  format: WriteFormat = { format: 'json' },
  expected?: string,
): AsyncGenerator<Bytes> {
  const reader = createSessionReader(parts)
  let redaction: ArchiveSummary['redaction'] = { engine: 0, rules: [] }

  async function* sessions(): AsyncGenerator<OutgoingSession> {
    yield* reader.sessions()
    redaction = (await reader.end()).summary.redaction
  }

  try {
    yield* writeParts(
      summedParts(env, await reader.header(), sessions(), () => redaction),
      format,
      expected,
    )
  } finally {
    await reader.close()
  }
}
