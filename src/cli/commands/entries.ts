import { AppError } from '../../core/errors'
import { type Entry, kinds } from '../../core/model'
import { assertFound, isAsked } from '../choose-session'
import type { Arguments, Command } from '../command'
import { type InputFile, withInput } from '../input'
import type { Io } from '../io'
import { jsonText } from '../json-text'
import { type Moment, momentOf } from '../moment'
import { printLines } from '../print'
import { readFile } from '../read-file'

export const entries: Command = {
  usage: 'entries FILE [filters]',
  summary: 'Print the entries of a session file as JSON, one per line.',
  help: `
In the order of the file, each as one JSON object, as they are read. What is
printed counts only if the command ends with 0: checksums come last.

  --session ID|NAME   of this session only
  --kind KIND         state, component, event or performance; may be repeated
  --type TYPE         as change or request; may be repeated
  --source ID|NAME    of this source, by its id or the name that it was opened with
  --from WHEN         from this entry or time on
  --to WHEN           up to it, itself included

WHEN is the seq of an entry (17), seconds since the session began (+12.5), or a
date and time (2026-05-01T10:00:00Z).

  playhead entries bug.json.gz --kind state --source cart | jq .data.action.type`,
  options: {
    session: { type: 'string' },
    kind: { type: 'string', multiple: true },
    type: { type: 'string', multiple: true },
    source: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
  },
  files: { least: 1, most: 1 },
  async run(given, io) {
    const unknown = given.values('kind').find((kind) => !Object.hasOwn(kinds, kind))
    if (unknown !== undefined)
      throw new AppError('cli/usage', { why: `“${unknown}” is no kind: there are ${Object.keys(kinds).join(', ')}` })
    await withInput(io, given.files[0] ?? '', (file) => printLines(io, chosenLines(io, file, given)))
    return 0
  },
}

async function* chosenLines(io: Io, file: InputFile, given: Arguments): AsyncGenerator<string> {
  const asked = given.value('session')
  let found = false
  let takes: ((entry: Entry) => boolean) | undefined
  for await (const part of readFile(io, file)) {
    if (part.part === 'session') {
      takes = isAsked(part.meta, asked) ? createFilter(given, part.meta.createdAt) : undefined
      found ||= takes !== undefined
    } else if (part.part === 'entries' && takes !== undefined) {
      for (const entry of part.entries) if (takes(entry)) yield jsonText(entry)
    }
  }
  assertFound(found, asked)
}

/** For the entries of one session, all of them in order: names of sources are said once, when they open. */
function createFilter(given: Arguments, began: number): (entry: Entry) => boolean {
  const wanted = new Set(given.values('kind'))
  const types = new Set(given.values('type'))
  const source = given.value('source')
  const from = given.value('from')
  const to = given.value('to')
  const isAfter = from === undefined ? undefined : reaches(momentOf(from, began))
  const isBefore = to === undefined ? undefined : within(momentOf(to, began))
  const named = new Set<string>()
  return (entry) => {
    if (source !== undefined && entry.kind === 'state' && entry.type === 'open' && entry.data.name === source) {
      named.add(`${entry.document}\n${entry.source}`)
    }
    return (
      (wanted.size === 0 || wanted.has(entry.kind)) &&
      (types.size === 0 || types.has(entry.type)) &&
      (source === undefined || entry.source === source || named.has(`${entry.document}\n${entry.source}`)) &&
      isAfter?.(entry) !== false &&
      isBefore?.(entry) !== false
    )
  }
}

function reaches(moment: Moment): (entry: Entry) => boolean {
  return ({ seq, t }) => ('seq' in moment ? seq >= moment.seq : t >= moment.t)
}

function within(moment: Moment): (entry: Entry) => boolean {
  return ({ seq, t }) => ('seq' in moment ? seq <= moment.seq : t <= moment.t)
}
