import type { Env } from '../../env'
import { AppError } from '../../errors'
import type { Bytes } from '../bytes'
import { invalid, isRecord } from '../check'
import type { ArchiveLimits } from '../limits'
import type { ArchivePart } from '../parts'
import { gather, readObject } from '../read-object'
import { createCursor } from './cursor'
import { type ColumnReader, createColumnReader, plainMembers } from './unpacked'

/** Reads a document of MessagePack whose members another tool put in its own order, in one piece (SPEC: R3). */
export async function* readWholeMsgpack(
  env: Pick<Env, 'sha256'>,
  source: AsyncIterable<Bytes>,
  limits: ArchiveLimits,
): AsyncGenerator<ArchivePart> {
  const bytes = await gather(source, limits.whole)
  const cursor = createCursor(once(bytes), limits.values)
  const root = await cursor.value(limits.whole)
  if (!(await cursor.atEnd())) throw new AppError('archive/trailing-data', { at: `byte ${cursor.offset()}` })
  const columns = createColumnReader(limits)
  const { sessions, ...members } = isRecord(root) ? root : {}
  const listed = Array.isArray(sessions)
    ? sessions.map((session: unknown, index) => plainSession(session, columns, bytes.length, `/sessions/${index}`))
    : sessions
  const plain = plainMembers(members)
  yield* readObject(env, { ...(isRecord(plain) ? plain : {}), sessions: listed }, limits)
}

function plainSession(session: unknown, columns: ColumnReader, size: number, at: string): unknown {
  if (!isRecord(session)) return session
  const { entries, view, ...frame } = session
  const plain = plainMembers(frame)
  const documents = isRecord(plain) && Array.isArray(plain.documents) ? plain.documents : []
  if (!Array.isArray(entries)) throw invalid(`${at}/entries`, 'a list was expected here')
  return {
    ...(isRecord(plain) ? plain : {}),
    ...(view !== undefined && { view: columns.view(view, size, `${at}/view`) }),
    entries: entries.flatMap((chunk: unknown, index) => columns.entries(chunk, documents, size, `${at}/entries/${index}`)),
  }
}

async function* once(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes
}
