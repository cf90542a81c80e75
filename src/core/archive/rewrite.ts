import type { Env } from '../env'
import { AppError } from '../errors'
import type { Entry } from '../model'
import type { Bytes } from './bytes'
import type { ArchivePart } from './parts'
import type { ArchiveSummary } from './schema'
import { type OutgoingSession, type WriteFormat, writeArchive } from './write'

/**
 * The document that the parts of another one make: the same sessions with the same
 * header and the same report of what was redacted, in the writer's layout and with
 * checksums of its own. Memory: what reading and writing take. What fails in the
 * parts fails here, after some bytes were given: use none of them.
 */
export async function* rewriteArchive(
  env: Pick<Env, 'sha256'>,
  parts: AsyncIterable<ArchivePart>,
  format: WriteFormat = { format: 'json' },
): AsyncGenerator<Bytes> {
  const iterator = parts[Symbol.asyncIterator]()
  let part: ArchivePart | undefined

  async function advance(): Promise<ArchivePart | undefined> {
    const next = await iterator.next()
    part = next.done === true ? undefined : next.value
    return part
  }

  async function* sessions(): AsyncGenerator<OutgoingSession> {
    await advance()
    while (part?.part === 'session') {
      const { part: _, ...frame } = part
      // The writer takes the entries of a session before it asks for the next one.
      yield { ...frame, entries: entries() }
    }
  }

  async function* entries(): AsyncGenerator<readonly Entry[]> {
    while ((await advance())?.part === 'entries') if (part?.part === 'entries') yield part.entries
  }

  function redaction(): ArchiveSummary['redaction'] {
    if (part?.part !== 'end') throw misplaced('the end')
    return part.summary.redaction
  }

  try {
    const first = await advance()
    if (first?.part !== 'header') throw misplaced('the header')
    yield* writeArchive(env, first.header, sessions(), redaction, format)
  } finally {
    await iterator.return?.()
  }
}

function misplaced(what: string): AppError {
  return new AppError('internal', { why: `${what} of an archive is not where it belongs` })
}
