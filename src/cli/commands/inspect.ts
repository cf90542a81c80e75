import type { Excerpt } from '../../core/model'
import { visibleText } from '../../core/visible-text'
import type { Command } from '../command'
import { countsText, rulesText } from '../counts-text'
import { withInput } from '../input'
import { createInspection, type Inspection } from '../inspection'
import { jsonText } from '../json-text'
import { printLines } from '../print'
import { readFile } from '../read-file'

export const inspect: Command = {
  usage: 'inspect FILE [--json]',
  summary: 'Tell what a session file holds.',
  help: `
Reads all of the file, compares its checksums, and tells its sessions: where and
when they were recorded, their entries by type, their sources, what could not be
recorded, and what was redacted.

  --json   the same as one JSON object

  playhead inspect checkout.playhead.json.gz
  curl -s https://example.org/bug.json.gz | playhead inspect - --json | jq .sessions[0].types`,
  options: { json: { type: 'boolean' } },
  files: { least: 1, most: 1 },
  async run({ files: [name = ''], flag }, io) {
    const found = await withInput(io, name, async (file) => {
      const inspection = createInspection()
      for await (const part of readFile(io, file, { deltas: true })) inspection.take(part)
      return { bytes: file.size, ...inspection.result() }
    })
    await printLines(io, flag('json') ? [jsonText(found, 2)] : linesOf(found))
    return 0
  },
}

function* linesOf({ bytes, header, verified, redaction, sessions }: Inspection & { readonly bytes: number }): Generator<string> {
  yield `${bytes.toLocaleString('en')} bytes, format version ${header.schemaVersion}, written by ${visibleText(header.writer)} at ${iso(header.writtenAt)}`
  if (header.delta !== undefined)
    yield `A delta, number ${header.delta.number} of its chain: only what came after the file with checksum ${header.delta.base.slice(0, 12)}…`
  if (!verified) yield 'Another tool rewrote it: its checksums could not be compared.'
  yield redaction.engine === 0 ? 'It was not sanitized.' : `Sanitized. ${rulesText(redaction.rules) || 'Nothing had to be redacted.'}`
  for (const session of sessions) {
    const { name, id, origin, browser, status, createdAt, endedAt, tags, excerpt, documents, notes, entries, types, sources, gaps } =
      session
    yield ''
    yield `“${visibleText(name)}” (${visibleText(id)}), ${status}`
    yield `  ${visibleText(origin)} in ${visibleText(browser)}`
    yield `  ${iso(createdAt)}${endedAt === undefined ? '' : ` to ${iso(endedAt)}`}`
    if (excerpt !== undefined) yield `  excerpt   ${excerptText(excerpt)}`
    if (tags.length > 0) yield `  tags      ${tags.map((tag) => `@${visibleText(tag)}`).join(' ')}`
    if (notes > 0) yield `  notes     ${notes}`
    yield `  entries   ${entries.toLocaleString('en')}: ${countsText(types)}`
    for (const { url, title } of documents) yield `  page      ${visibleText(url)}${title === '' ? '' : ` “${visibleText(title)}”`}`
    for (const source of sources) {
      const library = source.library === '' ? '' : ` (${visibleText(source.library)})`
      yield `  source    ${visibleText(source.name)}${library}, ${source.entries.toLocaleString('en')} entries`
    }
    if (Object.keys(gaps).length > 0) yield `  gaps      ${countsText(gaps)}`
  }
}

function excerptText({ without, sources, from, until }: Excerpt): string {
  return (
    [
      ...(without.length > 0 ? [`without ${without.join(', ')}`] : []),
      ...(sources === undefined ? [] : [`only of ${sources.map(visibleText).join(', ')}`]),
      ...(from === undefined ? [] : [`from ${iso(from)}`]),
      ...(until === undefined ? [] : [`until ${iso(until)}`]),
    ].join('; ') || 'some numbers of its documents are missing'
  )
}

function iso(t: number): string {
  const date = new Date(t)
  return Number.isNaN(date.getTime()) ? String(t) : date.toISOString()
}
