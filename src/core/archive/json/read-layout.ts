import type { Env } from '../../env'
import { AppError } from '../../errors'
import { jsonFault } from '../../value'
import { invalid } from '../check'
import { createIntake } from '../intake'
import type { ArchiveLimits } from '../limits'
import { createLineTexts } from '../line-texts'
import type { Line } from '../lines'
import type { ArchivePart } from '../parts'
import { createUtf8Decoder } from '../utf8'
import { countParts } from './count-parts'
import { deltaPrefix, headerOfLine, line as layout, metaPrefix, summaryPrefix, viewPrefix } from './layout'

type Expect =
  | 'header'
  | 'session'
  | 'documents'
  | 'document'
  | 'afterDocuments'
  | 'note'
  | 'afterNotes'
  | 'entries'
  | 'entry'
  | 'summary'
  | 'nothing'

const COMMA = 0x2c

/**
 * Reads a document in the writer's layout (SPEC: A3) line by line. Memory: the
 * lines of one chunk and a chunk of entries, whatever the length of the document.
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
  const intake = createIntake(env, limits)
  const decode = createUtf8Decoder()
  let expect: Expect = 'header'
  /** Whether the item before ended with a comma, so that another one follows. */
  let more = false
  let sessions = 0
  /** Items of the list that is being read. */
  let items = 0
  let hasDelta = false
  let ended = false
  let last: Line = { bytes: new Uint8Array(0), number: 0, offset: 0, ended: true }

  /** Where the current line stands, for errors. */
  const place = (pointer = ''): string => `line ${last.number}${pointer === '' ? '' : `, ${pointer}`}`
  const inSession = (part: string): string => place(`/sessions/${sessions - 1}/${part}`)
  const truncated = (cause?: unknown): AppError =>
    new AppError('archive/truncated', { at: `line ${last.number}, byte ${last.offset + last.bytes.length}` }, cause)

  function parse(text: string, start: number): unknown {
    const size = text.length > limits.whole ? countParts(text) : 0
    if (size > limits.parts)
      throw new AppError('archive/too-large', { what: `the number of values in line ${last.number}`, size, limit: limits.parts })
    try {
      return JSON.parse(text)
    } catch (error) {
      const fault = jsonFault(text)
      const at = `line ${last.number}, column ${start + (fault?.at ?? 0) + 1}`
      throw new AppError('archive/bad-json', { at, why: fault?.why ?? 'it cannot be parsed' }, error)
    }
  }

  function begin(list: Expect): void {
    more = false
    items = 0
    expect = list
  }

  /** The JSON of one item of a list, or undefined at the list's end. */
  function item(text: string, isEnd: boolean): string | undefined {
    if (isEnd) {
      if (more) throw invalid(place(), 'another item was expected here')
      return undefined
    }
    if (!more && items > 0) throw invalid(place(), 'a comma is missing at the end of the line before')
    more = text.endsWith(',')
    items++
    return more ? text.slice(0, -1) : text
  }

  const take: { readonly [State in Expect]: (text: string) => void } = {
    header(text) {
      intake.header(parse(headerOfLine(text) ?? text, 0), place())
      expect = 'session'
    },

    session(text) {
      if (text === layout.sessionsEnd && !more) {
        expect = 'summary'
        return
      }
      if ((sessions > 0 && !more) || !text.startsWith(metaPrefix) || !text.endsWith(',')) {
        throw invalid(place(), 'a session or the end of the sessions was expected here')
      }
      sessions++
      hasDelta = false
      intake.meta(parse(text.slice(metaPrefix.length, -1), metaPrefix.length), inSession('meta'))
      expect = 'documents'
    },

    documents(text) {
      if (!hasDelta && text.startsWith(deltaPrefix) && text.endsWith(',')) {
        hasDelta = true
        intake.delta(parse(text.slice(deltaPrefix.length, -1), deltaPrefix.length), inSession('delta'))
        return
      }
      if (text !== layout.documents) throw invalid(place(), 'the list of documents was expected here')
      begin('document')
    },

    document(text) {
      const json = item(text, text === layout.documentsEnd)
      if (json === undefined) expect = 'afterDocuments'
      else intake.document(parse(json, 0), inSession(`documents/${items - 1}`))
    },

    afterDocuments(text) {
      if (text === layout.notes) begin('note')
      else take.afterNotes(text)
    },

    note(text) {
      const json = item(text, text === layout.notesEnd)
      if (json === undefined) expect = 'afterNotes'
      else intake.note(parse(json, 0), inSession(`notes/${items - 1}`))
    },

    afterNotes(text) {
      if (!text.startsWith(viewPrefix) || !text.endsWith(',')) return take.entries(text)
      intake.view(parse(text.slice(viewPrefix.length, -1), viewPrefix.length), inSession('view'))
      expect = 'entries'
    },

    entries(text) {
      if (text !== layout.entries) throw invalid(place(), 'the list of entries was expected here')
      begin('entry')
    },

    entry(text) {
      const json = item(text, text === layout.sessionEnd || text === `${layout.sessionEnd},`)
      if (json !== undefined) {
        const bytes = more ? last.bytes.subarray(0, -1) : last.bytes
        intake.entry(parse(json, 0), inSession(`entries/${items - 1}`), { bytes, characters: json.length })
        return
      }
      more = last.bytes.at(-1) === COMMA
      intake.endSession()
      expect = 'session'
    },

    summary(text) {
      if (!text.startsWith(summaryPrefix) || !text.endsWith('}')) throw invalid(place(), 'the summary was expected here')
      intake.summary(parse(text.slice(summaryPrefix.length, -1), summaryPrefix.length), place('/summary'))
      ended = true
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
    },
    parts: intake.parts,
    settle: intake.settle,
    async end(): Promise<ArchivePart> {
      if (!ended) throw truncated()
      return intake.end()
    },
  }
}
