import type { Env } from '../../env'
import { AppError } from '../../errors'
import { setOwn } from '../../value'
import { type Bytes, peekBytes } from '../bytes'
import { invalid } from '../check'
import { createIntake, type Intake } from '../intake'
import type { ArchiveLimits } from '../limits'
import type { ArchivePart } from '../parts'
import { type Cursor, createCursor } from './cursor'
import { readWholeMsgpack } from './read-whole'
import { type ColumnReader, createColumnReader, plainMembers } from './unpacked'

/** Members of the header, and the sessions and the summary; a delta has one more. */
const archiveMembers = [7, 8]
const sessionMembers = ['meta', 'delta', 'documents', 'notes', 'view', 'entries']

/**
 * Reads an archive in MessagePack: with its members in the writer's order as a
 * stream, else in one piece (SPEC: R3).
 */
export async function* readMsgpack(
  env: Pick<Env, 'sha256'>,
  open: () => AsyncIterable<Bytes>,
  limits: ArchiveLimits,
): AsyncGenerator<ArchivePart> {
  const { head, all } = await peekBytes(open(), 16)
  try {
    yield* isInOrder(head) ? readInOrder(env, all, limits) : readWholeMsgpack(env, all, limits)
  } finally {
    await all.return()
  }
}

/** Whether the first name in the map is the one that a writer writes first. */
function isInOrder(head: Bytes): boolean {
  // The map's own head and the text's, then the text.
  return /^.{2,6}schema./s.test(String.fromCharCode(...head))
}

/** A chunk of entries at a time. Memory: a chunk as bytes and as entries. */
async function* readInOrder(env: Pick<Env, 'sha256'>, source: AsyncIterable<Bytes>, limits: ArchiveLimits): AsyncGenerator<ArchivePart> {
  const intake = createIntake(env, limits)
  const columns = createColumnReader(limits)
  const cursor = createCursor(source, limits.values)
  const members = await cursor.map('an archive')
  if (!archiveMembers.includes(members)) throw invalid('', `an archive has ${archiveMembers.join(' or ')} members, not ${members}`)
  const header: Record<string, unknown> = {}
  for (let member = 0; member < members - 2; member++) {
    const name = await keyOf(cursor, limits)
    setOwn(header, name, plainMembers(await cursor.value(limits.line)))
  }
  intake.header(header, '')
  await expectKey(cursor, limits, 'sessions')
  const sessions = await cursor.array('the list of sessions')
  for (let session = 0; session < sessions; session++) yield* readSession(cursor, columns, intake, limits, `/sessions/${session}`)
  await expectKey(cursor, limits, 'summary')
  intake.summary(plainMembers(await cursor.value(limits.line)), '/summary')
  if (!(await cursor.atEnd())) throw new AppError('archive/trailing-data', { at: `byte ${cursor.offset()}` })
  const end = await intake.end()
  yield* intake.parts()
  yield end
}

async function* readSession(
  cursor: Cursor,
  columns: ColumnReader,
  intake: Intake,
  limits: ArchiveLimits,
  at: string,
): AsyncGenerator<ArchivePart> {
  const members = await cursor.map('a session')
  let documents: readonly unknown[] = []
  let next = 0
  for (let member = 0; member < members; member++) {
    const begin = cursor.offset()
    const name = await keyOf(cursor, limits)
    const place = sessionMembers.indexOf(name)
    if (place < next) throw invalid(`byte ${begin}, ${at}`, `a session has no member ${JSON.stringify(name.slice(0, 100))} here`)
    next = place + 1
    if (name === 'entries') {
      yield* readEntries(cursor, columns, intake, limits, documents, at)
      continue
    }
    const packed = await cursor.value(limits.line)
    const where = `byte ${begin}, ${at}/${name}`
    if (name === 'view') {
      intake.view(columns.view(packed, cursor.offset(), where), where)
      continue
    }
    const value = plainMembers(packed)
    if (name === 'meta') intake.meta(value, where)
    else if (name === 'delta') intake.delta(value, where)
    else {
      if (!Array.isArray(value)) throw invalid(where, 'a list was expected here')
      if (name === 'documents') documents = value
      const take = name === 'documents' ? intake.document : intake.note
      for (const [index, item] of value.entries()) take(item, `${where}/${index}`)
    }
  }
  if (next < sessionMembers.length) throw invalid(at, 'the entries are missing')
  intake.endSession()
  yield* intake.parts()
}

async function* readEntries(
  cursor: Cursor,
  columns: ColumnReader,
  intake: Intake,
  limits: ArchiveLimits,
  documents: readonly unknown[],
  at: string,
): AsyncGenerator<ArchivePart> {
  const chunks = await cursor.array('the entries')
  for (let chunk = 0; chunk < chunks; chunk++) {
    const where = `byte ${cursor.offset()}, ${at}/entries/${chunk}`
    const value = await cursor.value(limits.line)
    const entries = columns.entries(value, documents, cursor.offset(), where)
    for (const [index, entry] of entries.entries()) intake.entry(entry, `${where}, entry ${index + 1} of the chunk`)
    yield* intake.parts()
    await intake.settle()
  }
}

async function keyOf(cursor: Cursor, limits: ArchiveLimits): Promise<string> {
  const begin = cursor.offset()
  const key = await cursor.value(limits.line)
  if (typeof key !== 'string') throw invalid(`byte ${begin}`, 'the name of a member was expected here')
  return key
}

async function expectKey(cursor: Cursor, limits: ArchiveLimits, name: string): Promise<void> {
  const begin = cursor.offset()
  if ((await keyOf(cursor, limits)) !== name) throw invalid(`byte ${begin}`, `the member ${name} was expected here`)
}
