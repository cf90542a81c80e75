import type { Env } from '../env'
import type { Entry } from '../model'
import type { Bytes } from './bytes'
import { createChecksum, documentChecksum } from './checksum'
import { documentText, entryText, headerLine, line, metaLine, noteText, orderedHeader, orderedSummary, summaryLine } from './layout'
import type { ArchiveDocument, ArchiveHeader, ArchiveMeta, ArchiveNote, ArchiveSummary } from './schema'

/** Characters gathered before they are encoded and handed on. */
const CHUNK = 64 * 1024

/** A session on its way into a file: already sanitized, entries in order of seq. */
export interface OutgoingSession {
  readonly meta: ArchiveMeta
  readonly documents: readonly ArchiveDocument[]
  readonly notes?: readonly ArchiveNote[] | undefined
  readonly entries: AsyncIterable<readonly Entry[]>
}

type SessionSum = ArchiveSummary['sessions'][number]

const encoder = new TextEncoder()

/**
 * A whole document as UTF-8 JSON, chunk by chunk. `redaction` is asked for after
 * the last entry. Memory: a chunk, a checksum block, and what one batch of
 * entries takes.
 */
export async function* writeArchive(
  env: Pick<Env, 'sha256'>,
  header: ArchiveHeader,
  sessions: Iterable<OutgoingSession> | AsyncIterable<OutgoingSession>,
  redaction: () => ArchiveSummary['redaction'],
): AsyncGenerator<Bytes> {
  yield encoder.encode(`${headerLine(header)}\n`)
  const sums: SessionSum[] = []
  for await (const session of sessions) {
    if (sums.length > 0) yield encoder.encode(',\n')
    sums.push(yield* writeSession(env, session))
  }
  const summary = orderedSummary({ sessions: sums, redaction: redaction() })
  const sha256 = await documentChecksum(env, orderedHeader(header), summary)
  const end = `${line.sessionsEnd}\n${summaryLine({ ...summary, sha256 })}\n`
  yield encoder.encode(sums.length > 0 ? `\n${end}` : end)
}

/** The text that a session's checksum covers (SPEC: C1), and at its end the session's line of the summary. */
export async function* writeSession(env: Pick<Env, 'sha256'>, session: OutgoingSession): AsyncGenerator<Bytes, SessionSum> {
  const checksum = createChecksum(env)
  const { documents, notes = [] } = session
  let text = `${metaLine(session.meta)}\n${listText(line.documents, documents.map(documentText), line.documentsEnd)}`
  // Left out where there is none, as it is in files that are older than notes.
  if (notes.length > 0) text += listText(line.notes, notes.map(noteText), line.notesEnd)
  text += `${line.entries}\n`
  let entries = 0
  const encode = (): Bytes => {
    const bytes = encoder.encode(text)
    text = ''
    checksum.add(bytes)
    return bytes
  }
  for await (const batch of session.entries) {
    for (const entry of batch) {
      text += entries === 0 ? entryText(entry) : `,\n${entryText(entry)}`
      entries++
      if (text.length >= CHUNK) yield encode()
    }
    await checksum.settle()
  }
  text += entries > 0 ? `\n${line.sessionEnd}` : line.sessionEnd
  yield encode()
  return { id: session.meta.id, documents: documents.length, entries, ...(await checksum.finish()) }
}

/** A list with one item on each line. */
function listText(begin: string, items: readonly string[], end: string): string {
  return `${begin}\n${items.join(',\n')}${items.length > 0 ? '\n' : ''}${end}\n`
}
