import { AppError } from '../../core/errors'
import { defaultTemplates, type TemplateId, templateIds } from '../../core/model'
import { type Report, type Rule, rulesOf } from '../../core/sanitize'
import { visibleText } from '../../core/visible-text'
import type { Arguments, Command } from '../command'
import { amount, rulesText } from '../counts-text'
import { withInput } from '../input'
import type { Io } from '../io'
import { jsonText } from '../json-text'
import { writeOutput } from '../output'
import { printLines } from '../print'
import { previewFile, type SanitizedFile, sanitizeFile } from '../sanitize-file'
import { sanitizeLines } from '../sanitize-lines'
import { tellUnverified } from '../unverified'
import { isOne, unknown, writingDefaults, writingHelp, writingOf, writingOptions } from '../writing'

export const sanitize: Command = {
  usage: 'sanitize IN OUT|--preview [--template A,B] [--format FORMAT] [--gzip[=LEVEL]] [--json] [--report FILE]',
  summary: 'Take secrets out of a session file, or with --ndjson out of JSON of any kind, line by line.',
  help: `
By the rules with which the extension exports: passwords, tokens, keys, cookies,
card numbers, e-mail addresses, in texts, names, addresses and states, also encoded.

  playhead sanitize IN OUT

Reads any session file and writes it sanitized. What was written is read again and
searched before it appears at OUT; if a secret were left, there would be no file and
the command would end with 70. What a file says of earlier redaction stays, and what
is found now is added to it: a file that is sanitized already does not change. Ids
and what the file says of its writing stay. IN may be - for standard input, OUT may
be IN itself, or - for standard output.
${writingHelp}
  --template A,B   what is looked for: secrets, pii (what tells who somebody is), pci
                   (payment cards), hipaa (what health data are known by); without it
                   all but the last
  --json           what was redacted, by rule and place, as one JSON object
  --report FILE    the same into a file

  playhead sanitize IN --preview

Reads it and tells what would be redacted, by rule, with the first places; writes
nothing. What it finds is what the same command without it takes out.

  playhead sanitize --ndjson

Reads one JSON value per line from standard input and writes it, sanitized, to
standard output, while more comes in. What was removed is “[redacted:RULE]” in its
place, a name that holds a secret “[key#1]”, numbered anew in each line. All other
names and values stay, also a name “$” and numbers of any length; blank lines and
white space between tokens go. A line that is no JSON, or longer than 64 MiB, ends
the command with 65, and nothing is written after it.

  --report FILE    what was redacted, by rule and place, as one JSON object

  playhead sanitize raw.json.gz safe.json.gz --gzip=small
  tail -f app.log | playhead sanitize --ndjson | tee safe.log`,
  options: {
    ...writingOptions,
    ndjson: { type: 'boolean' },
    preview: { type: 'boolean' },
    json: { type: 'boolean' },
    report: { type: 'string' },
    template: { type: 'string', multiple: true },
  },
  optional: writingDefaults,
  files: { least: 0, most: 2 },
  async run(given, io) {
    if (given.flag('ndjson')) await overLines(given, io)
    else if (given.flag('preview')) await preview(given, io)
    else await overFile(given, io)
    return 0
  },
}

async function overLines(given: Arguments, io: Io): Promise<void> {
  const [file] = given.files
  if (file !== undefined) throw new AppError('cli/usage', { why: `--ndjson reads standard input and takes no file “${file}”` })
  assertReportApart(given)
  assertWithout(given, '--ndjson')
  const { lines, found } = await sanitizeLines(io, rulesIn(given))
  // All of it is about the lines; what a field is, only a session knows.
  const { fields: _, ...report } = found
  await giveReport(given, io, { lines, redacted: report })
  tell(io, `${amount(lines, 'line')}: ${foundText(found, false)}`)
}

async function overFile(given: Arguments, io: Io): Promise<void> {
  const [from, to] = given.files
  if (from === undefined || to === undefined) throw new AppError('cli/usage', { why: 'a file is missing: give IN and OUT, or --ndjson' })
  if (to === '-') assertReportApart(given)
  const writing = writingOf(given)
  const rules = rulesIn(given)
  const done = await withInput(io, from, (file) => sanitizeFile(io, file, to, { ...writing, rules }))
  const report = await reportOn(given, io, { from, to, done })
  if (given.flag('json')) await printLines(io, [jsonText(report, 2)])
  else tell(io, fileLine(to, done))
}

async function preview(given: Arguments, io: Io): Promise<void> {
  const [from, to] = given.files
  if (from === undefined) throw new AppError('cli/usage', { why: 'a file is missing: give IN' })
  if (to !== undefined) throw new AppError('cli/usage', { why: `--preview writes no file “${to}”` })
  assertWithout(given, '--preview')
  const rules = rulesIn(given)
  const done = await withInput(io, from, (file) => previewFile(io, file, rules))
  const report = await reportOn(given, io, { from, done })
  await printLines(io, given.flag('json') ? [jsonText(report, 2)] : previewLines(from, done))
}

interface Done {
  readonly from: string
  readonly to?: string
  readonly done: SanitizedFile
}

async function reportOn(given: Arguments, io: Io, { from, to, done }: Done): Promise<unknown> {
  if (!done.verified) tellUnverified(io, from === '-' ? 'standard input' : from)
  const { sessions, entries, verified, before, after, found } = done
  const report = { file: to, sessions, entries, verified, redacted: found, before, after }
  await giveReport(given, io, report)
  return report
}

/** What would go, and where, as far as the report tells places. */
function* previewLines(from: string, { found, before, sessions }: SanitizedFile): Generator<string> {
  const name = from === '-' ? 'standard input' : visibleText(from)
  const again = before.engine > 0 ? 'it was sanitized before, and ' : ''
  const what =
    found.total === 0 ? 'nothing would be redacted' : `${amount(found.total, 'value')} would be redacted: ${rulesText(found.rules)}`
  yield `${name}: ${amount(sessions, 'session')}, ${again}${what}.`
  for (const { rule, at } of found.samples) yield `  ${rule}  ${visibleText(at)}`
}

/** How files are written concerns whoever writes one. */
function assertWithout(given: Arguments, option: string): void {
  const other = ['format', 'gzip'].find((name) => given.value(name) !== undefined)
  if (other !== undefined) throw new AppError('cli/usage', { why: `--${other} does not go with ${option}` })
  if (option === '--ndjson' && given.flag('preview')) throw new AppError('cli/usage', { why: '--preview does not go with --ndjson' })
}

/** Throws `cli/usage`. */
function rulesIn({ values }: Arguments): readonly Rule[] {
  const named = values('template').flatMap((names) => names.split(','))
  const templates = named.map((name): TemplateId => {
    if (!isOne(templateIds, name)) throw unknown('template', name, templateIds)
    return name
  })
  return rulesOf(templates.length === 0 ? defaultTemplates : templates)
}

/** Where standard output is taken. */
function assertReportApart(given: Arguments): void {
  if (given.value('report') !== '-' && !given.flag('json')) return
  throw new AppError('cli/usage', { why: 'standard output is what is sanitized: give --report a file for what was redacted' })
}

async function giveReport(given: Arguments, io: Io, report: unknown): Promise<void> {
  const path = given.value('report')
  if (path === undefined) return
  await writeOutput(io, path, oneChunk(`${jsonText(report, 2)}\n`))
}

async function* oneChunk(text: string) {
  yield new TextEncoder().encode(text)
}

/** For a person who waits for it. */
function tell({ stderr }: Io, line: string): void {
  if (stderr.isTTY === true) stderr.write(`${line}\n`)
}

function fileLine(to: string, { found, before, sessions }: SanitizedFile): string {
  const name = to === '-' ? 'standard output' : visibleText(to)
  return `${name}: ${amount(sessions, 'session')}, ${foundText(found, before.engine > 0)}`
}

function foundText({ total, rules }: Report, isAgain: boolean): string {
  const before = isAgain ? 'it was sanitized before, and ' : ''
  return total === 0 ? `${before}nothing had to be redacted.` : `${before}${amount(total, 'value')} redacted: ${rulesText(rules)}.`
}
