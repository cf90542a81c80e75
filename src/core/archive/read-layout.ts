import type { Env } from '../env'
import { AppError } from '../errors'
import type { Entry } from '../model'
import { createChecker, invalid, type SessionSum } from './check'
import { type Checksum, createChecksum } from './checksum'
import { jsonFault } from './json-fault'
import { headerOfLine, line as layout, metaPrefix, summaryPrefix } from './layout'
import type { ArchiveLimits } from './limits'
import { createLineTexts } from './line-texts'
import type { Line } from './lines'
import type { ArchivePart } from './parts'
import type { ArchiveDocument, ArchiveMeta, ArchiveNote } from './schema'
import { createUtf8Decoder } from './utf8'

type Expect = 'header' | 'session' | 'documents' | 'document' | 'notes' | 'note' | 'entries' | 'entry' | 'summary' | 'nothing'

const lineFeed = new Uint8Array([10])
const COMMA = 0x2c

/**
 * Reads a document in the writer's layout (SPEC: A3) line by line. Memory: the
 * lines of one chunk and a checksum block, whatever the length of the document.
 */
export async function* readLayout(
  env: Pick<Env, 'sha256'>,
  batches: AsyncIterable<readonly Line[]>,
  limits: ArchiveLimits,
): AsyncGenerator<ArchivePart> {
  const reader = createLayoutReader(env, limits)
  const textsOf = createLineTexts()
  for await (const lines of batches) {
    const texts = textsOf(lines)
    for (const [index, line] of lines.entries()) reader.take(line, texts[index])
    yield* reader.parts()
    await reader.settle()
  }
  yield await reader.end()
}

function createLayoutReader(env: Pick<Env, 'sha256'>, limits: ArchiveLimits) {
  const checker = createChecker(env, limits)
  const decode = createUtf8Decoder()
  let expect: Expect = 'header'
  /** Whether the item before ended with a comma, so that another one follows. */
  let more = false
  let parts: ArchivePart[] = []
  let entries: Entry[] = []
  let session: { readonly meta: ArchiveMeta; readonly documents: ArchiveDocument[]; notes?: ArchiveNote[] } | undefined
  let sessionCount = 0
  /** Of the session that is being read; undefined between sessions. */
  let checksum: Checksum | undefined
  const sums: Promise<SessionSum>[] = []
  let summary: { readonly value: unknown; readonly at: string } | undefined
  let last: Line = { bytes: new Uint8Array(0), number: 0, offset: 0, ended: true }

  /** Where the current line stands, for errors. */
  const place = (pointer = ''): string => `line ${last.number}${pointer === '' ? '' : `, ${pointer}`}`
  const placeInSession = (part: string): string => place(`/sessions/${sessionCount - 1}/${part}`)
  const truncated = (cause?: unknown): AppError =>
    new AppError('archive/truncated', { at: `line ${last.number}, byte ${last.offset + last.bytes.length}` }, cause)

  function parse(text: string, start: number): unknown {
    try {
      return JSON.parse(text)
    } catch (error) {
      const fault = jsonFault(text)
      const at = `line ${last.number}, column ${start + (fault?.at ?? 0) + 1}`
      throw new AppError('archive/bad-json', { at, why: fault?.why ?? 'it cannot be parsed' }, error)
    }
  }

  function giveEntries(): void {
    if (entries.length > 0) parts.push({ part: 'entries', entries })
    entries = []
  }

  /** The JSON of one item of a list, or undefined at the list's end. */
  function item(text: string, isEnd: boolean, isFirst: boolean): string | undefined {
    if (isEnd) {
      if (more) throw invalid(place(), 'another item was expected here')
      return undefined
    }
    if (!more && !isFirst) throw invalid(place(), 'a comma is missing at the end of the line before')
    more = text.endsWith(',')
    return more ? text.slice(0, -1) : text
  }

  const isSessionEnd = (text: string): boolean => text === layout.sessionEnd || text === `${layout.sessionEnd},`

  function endSession(finished: Checksum): void {
    giveEntries()
    const bytes = last.bytes.at(-1) === COMMA ? last.bytes.subarray(0, -1) : last.bytes
    more = bytes.length < last.bytes.length
    finished.add(bytes)
    const counts = checker.counts()
    sums.push(finished.finish().then((sum) => ({ ...counts, ...sum })))
    checksum = undefined
    expect = 'session'
  }

  const take: { readonly [State in Expect]: (text: string) => void } = {
    header(text) {
      parts.push({ part: 'header', header: checker.header(parse(headerOfLine(text) ?? text, 0), place()) })
      expect = 'session'
    },

    session(text) {
      if (text === layout.sessionsEnd && !more) {
        expect = 'summary'
        return
      }
      if ((sessionCount > 0 && !more) || !text.startsWith(metaPrefix) || !text.endsWith(',')) {
        throw invalid(place(), 'a session or the end of the sessions was expected here')
      }
      sessionCount++
      checksum = createChecksum(env)
      const meta = parse(text.slice(metaPrefix.length, -1), metaPrefix.length)
      session = { meta: checker.meta(meta, placeInSession('meta')), documents: [] }
      expect = 'documents'
    },

    documents(text) {
      if (text !== layout.documents) throw invalid(place(), 'the list of documents was expected here')
      more = false
      expect = 'document'
    },

    document(text) {
      const documents = session?.documents ?? []
      const json = item(text, text === layout.documentsEnd, documents.length === 0)
      if (json === undefined) expect = 'notes'
      else documents.push(checker.document(parse(json, 0), placeInSession(`documents/${documents.length}`)))
    },

    notes(text) {
      if (text !== layout.notes) return take.entries(text)
      if (session !== undefined) session.notes = []
      more = false
      expect = 'note'
    },

    note(text) {
      const notes = session?.notes ?? []
      const json = item(text, text === layout.notesEnd, notes.length === 0)
      if (json === undefined) expect = 'entries'
      else notes.push(checker.note(parse(json, 0), placeInSession(`notes/${notes.length}`)))
    },

    entries(text) {
      if (text !== layout.entries) throw invalid(place(), 'the list of entries was expected here')
      if (session !== undefined) parts.push({ part: 'session', ...session })
      more = false
      expect = 'entry'
    },

    entry(text) {
      const index = checker.counts().entries
      const json = item(text, isSessionEnd(text), index === 0)
      if (json !== undefined) entries.push(checker.entry(parse(json, 0), placeInSession(`entries/${index}`)))
      else if (checksum !== undefined) endSession(checksum)
    },

    summary(text) {
      if (!text.startsWith(summaryPrefix) || !text.endsWith('}')) throw invalid(place(), 'the summary was expected here')
      summary = { value: parse(text.slice(summaryPrefix.length, -1), summaryPrefix.length), at: place('/summary') }
      expect = 'nothing'
    },

    nothing(text) {
      if (text.trim() !== '') throw new AppError('archive/trailing-data', { at: place() })
    },
  }

  return {
    /** `text`: what `line` stands for, where it was decoded already. */
    take(line: Line, text: string | undefined): void {
      last = line
      try {
        take[expect](text ?? decode(line.bytes, line.offset))
      } catch (error) {
        // The writer ends every line. Whatever is wrong with half a line, the reason is that it was cut.
        throw line.ended ? error : truncated(error)
      }
      // The line that ends a session is added there, without its comma.
      checksum?.add(line.bytes)
      checksum?.add(lineFeed)
    },

    /** What was read since the last call. */
    parts(): readonly ArchivePart[] {
      giveEntries()
      const given = parts
      parts = []
      return given
    },

    async settle(): Promise<void> {
      await checksum?.settle()
    },

    async end(): Promise<ArchivePart> {
      if (summary === undefined) throw truncated()
      return { part: 'end', summary: await checker.summary(summary.value, summary.at, await Promise.all(sums)), verified: true }
    },
  }
}
