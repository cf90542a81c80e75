import type { Env } from '../../env'
import { AppError } from '../../errors'
import type { Json } from '../../value'
import { invalid, isRecord } from '../check'
import { createIntake } from '../intake'
import type { ArchiveLimits } from '../limits'
import { createLineTexts } from '../line-texts'
import type { Line } from '../lines'
import type { ArchivePart } from '../parts'
import { createUtf8Decoder } from '../utf8'
import { type Block, type BlockPart, createBlocks } from './blocks'
import { parseText } from './parse-text'

/** Levels that the document has around an entry's data. */
const OUTER_LEVELS = 10

/** Which part may follow which; of one session, items between `meta` and `entries`. */
const order: readonly BlockPart[] = ['header', 'meta', 'delta', 'documents', 'notes', 'view', 'entries', 'summary']

/** Reads YAML in the writer's layout (SPEC: Y2), an item at a time. Memory: one item, and the lines of one chunk. */
export async function* readYamlLayout(
  env: Pick<Env, 'sha256'>,
  batches: AsyncIterable<readonly Line[]>,
  limits: ArchiveLimits,
): AsyncGenerator<ArchivePart> {
  const intake = createIntake(env, limits)
  const decode = createUtf8Decoder()
  const textsOf = createLineTexts()
  /** Of the line that was taken last. */
  let isWhole = true
  let number = 0
  let part: BlockPart = 'header' as BlockPart
  let sessions = 0
  let items = 0

  function textOf({ bytes, offset, ended }: Line): string {
    try {
      return decode(bytes, offset)
    } catch (error) {
      throw ended ? error : new AppError('archive/truncated', { at: `byte ${offset + bytes.length}` }, error)
    }
  }

  function parse({ text = '', line }: Block): Json {
    const { value, fault } = parseText(text, limits, OUTER_LEVELS, `line ${line}`)
    if (fault === undefined) return value
    const at = `line ${line + fault.line - 1}, column ${fault.column}`
    throw isWhole ? new AppError('archive/bad-yaml', { at, why: fault.why }) : new AppError('archive/truncated', { at })
  }

  /** Follows the order of parts; ends a session that another one or the summary follows. */
  function follow({ part: next, text, line }: Block): void {
    const [from, to] = [order.indexOf(part), order.indexOf(next)]
    const isItem = next === part && text !== undefined && (next === 'documents' || next === 'notes' || next === 'entries')
    const isNext =
      to > from &&
      (to === from + 1 || next === 'entries' || next === 'view' || next === 'documents' || (part === 'header' && next === 'summary'))
    const isSession = next === 'meta' && part === 'entries'
    if (!isItem && !isNext && !isSession) throw invalid(`line ${line}`, `${next} does not follow ${part}`)
    if (part === 'entries' && !isItem) intake.endSession()
    if (next === 'meta') sessions++
    if (!isItem) items = 0
    part = next
  }

  const takes: { readonly [Part in BlockPart]: (value: Json, at: string) => void } = {
    header: (value, at) => intake.header(value, at),
    meta: (value, at) => intake.meta(value, `${at}, /sessions/${sessions - 1}/meta`),
    delta: (value, at) => intake.delta(value, `${at}, /sessions/${sessions - 1}/delta`),
    documents: (value, at) => intake.document(value, `${at}, /sessions/${sessions - 1}/documents/${items++}`),
    notes: (value, at) => intake.note(value, `${at}, /sessions/${sessions - 1}/notes/${items++}`),
    view: (value, at) => intake.view(value, `${at}, /sessions/${sessions - 1}/view`),
    entries: (value, at) => intake.entry(value, `${at}, /sessions/${sessions - 1}/entries/${items++}`),
    summary: (value, at) => intake.summary(isRecord(value) ? value.summary : undefined, `${at}, /summary`),
  }

  const blocks = createBlocks((block) => {
    if (block.part !== 'header') follow(block)
    if (block.text !== undefined) takes[block.part](parse(block), `line ${block.line}`)
  }, limits.line)

  for await (const lines of batches) {
    const texts = textsOf(lines)
    for (const [index, line] of lines.entries()) {
      isWhole = line.ended
      number = line.number
      blocks.take(texts[index] ?? textOf(line), line.number)
    }
    yield* intake.parts()
    await intake.settle()
  }
  blocks.end()
  if (part !== 'summary') throw new AppError('archive/truncated', { at: `line ${number}` })
  const end = await intake.end()
  yield* intake.parts()
  yield end
}
