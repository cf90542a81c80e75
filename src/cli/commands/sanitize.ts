import { AppError } from '../../core/errors'
import type { Report } from '../../core/sanitize'
import { visibleText } from '../../core/visible-text'
import type { Arguments, Command } from '../command'
import { amount, rulesText } from '../counts-text'
import { withInput } from '../input'
import type { Io } from '../io'
import { jsonText } from '../json-text'
import { writeOutput } from '../output'
import { printLines } from '../print'
import { rulesHelp, rulesOptions, sanitizingOf } from '../rules-option'
import { previewFile, sanitizeFile } from '../sanitize-file'
import { previewHar, sanitizeHar } from '../sanitize-har'
import { sanitizeLines } from '../sanitize-lines'
import { tellUnverified } from '../unverified'
import { writingDefaults, writingHelp, writingOf, writingOptions } from '../writing'

export const sanitize: Command = {
  usage: 'sanitize IN OUT|--preview [--har] [--template A,B] [--rules FILE] [--format FORMAT] [--gzip[=LEVEL]] [--json] [--report FILE]',
  summary: 'Take secrets out of a session file, with --har out of a HAR file, or with --ndjson out of JSON of any kind, line by line.',
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
${writingHelp}${rulesHelp}
  --json           what was redacted, by rule and place, as one JSON object
  --report FILE    the same into a file

  playhead sanitize IN --preview

Reads it and tells what would be redacted, by rule, with the first places; writes
nothing. What it finds is what the same command without it takes out.

  playhead sanitize --har IN OUT

The same for a HAR file (HTTP Archive 1.2), as browsers export it: headers, cookies,
addresses, and bodies by their type, also in base64; frames of WebSockets; all else as
JSON. What comes out is a HAR with an entry per line, and JSON in bodies is written anew.
Bodies that are no text, such as images, stay as they are. The file is held in memory,
up to ten times over; one of more than 256 MiB is refused with 65. --template, --preview,
--json and --report go with it, --format and --gzip do not.

  playhead sanitize --ndjson

Reads one JSON value per line from standard input and writes it, sanitized, to
standard output, while more comes in. What was removed is “[redacted:RULE]” in its
place, a name that holds a secret “[key#1]”, numbered anew in each line. All other
names and values stay, also a name “$” and numbers of any length; blank lines and
white space between tokens go. A line that is no JSON, or longer than 64 MiB, ends
the command with 65, and nothing is written after it.

  --one-session    all lines are one: what is found in one of them goes in all of them,
                   and names are numbered through; nothing is written before the last
                   line came, and all are held in memory (256 MiB at most)
  --report FILE    what was redacted, by rule and place, as one JSON object

What a rule was sure of (a password by its name, say) goes wherever else it stands, in
the same file or line, also encoded, as “[redacted:known-value]”.

  playhead sanitize raw.json.gz safe.json.gz --gzip=small
  playhead sanitize --har shop.har safe.har
  tail -f app.log | playhead sanitize --ndjson | tee safe.log`,
  options: {
    ...writingOptions,
    ndjson: { type: 'boolean' },
    har: { type: 'boolean' },
    preview: { type: 'boolean' },
    json: { type: 'boolean' },
    report: { type: 'string' },
    ...rulesOptions,
    'one-session': { type: 'boolean' },
  },
  optional: writingDefaults,
  files: { least: 0, most: 2 },
  async run(given, io) {
    if (given.flag('ndjson')) await overLines(given, io)
    else if (given.flag('one-session')) throw new AppError('cli/usage', { why: '--one-session goes with --ndjson' })
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
  const { lines, found } = await sanitizeLines(io, await sanitizingOf(given, io), given.flag('one-session'))
  await giveReport(given, io, { lines, redacted: withoutFields(found) })
  tell(io, `${amount(lines, 'line')}: ${foundText(found, false)}`)
}

async function overFile(given: Arguments, io: Io): Promise<void> {
  const [from, to] = given.files
  if (from === undefined || to === undefined) throw new AppError('cli/usage', { why: 'a file is missing: give IN and OUT, or --ndjson' })
  if (to === '-') assertReportApart(given)
  const outcome = given.flag('har') ? await overHar(given, io, from, to) : await overSession(given, io, from, to)
  await giveReport(given, io, outcome.report)
  if (given.flag('json')) await printLines(io, [jsonText(outcome.report, 2)])
  else tell(io, `${named(to, 'output')}: ${outcome.amount}, ${foundText(outcome.found, outcome.isAgain)}`)
}

async function preview(given: Arguments, io: Io): Promise<void> {
  const [from, to] = given.files
  if (from === undefined) throw new AppError('cli/usage', { why: 'a file is missing: give IN' })
  if (to !== undefined) throw new AppError('cli/usage', { why: `--preview writes no file “${to}”` })
  assertWithout(given, '--preview')
  const outcome = given.flag('har') ? await overHar(given, io, from) : await overSession(given, io, from)
  await giveReport(given, io, outcome.report)
  await printLines(io, given.flag('json') ? [jsonText(outcome.report, 2)] : previewLines(from, outcome))
}

/** What there is to tell of a file. */
interface Outcome {
  readonly report: unknown
  /** How much it holds. */
  readonly amount: string
  readonly found: Report
  /** True where it was sanitized before. */
  readonly isAgain: boolean
}

/** Without `to`, nothing is written. */
async function overSession(given: Arguments, io: Io, from: string, to?: string): Promise<Outcome> {
  const writing = writingOf(given)
  const sanitizing = await sanitizingOf(given, io)
  const { sessions, entries, verified, before, after, found } = await withInput(io, from, (file) =>
    to === undefined ? previewFile(io, file, sanitizing) : sanitizeFile(io, file, to, { ...writing, ...sanitizing }),
  )
  if (!verified) tellUnverified(io, from === '-' ? 'standard input' : from)
  const report = { file: to, sessions, entries, verified, redacted: found, before, after }
  return { report, amount: amount(sessions, 'session'), found, isAgain: before.engine > 0 }
}

async function overHar(given: Arguments, io: Io, from: string, to?: string): Promise<Outcome> {
  assertWithout(given, '--har')
  const sanitizing = await sanitizingOf(given, io)
  const { entries, found } = await withInput(io, from, (file) =>
    to === undefined ? previewHar(io, file, sanitizing) : sanitizeHar(io, file, to, sanitizing),
  )
  const report = { file: to, entries, redacted: withoutFields(found) }
  return { report, amount: amount(entries, 'entry', 'entries'), found, isAgain: false }
}

/** What a field is, only a session knows. */
function withoutFields({ fields: _, ...report }: Report): Omit<Report, 'fields'> {
  return report
}

/** What would go, and where, as far as the report tells places. */
function* previewLines(from: string, { found, amount: held, isAgain }: Outcome): Generator<string> {
  const again = isAgain ? 'it was sanitized before, and ' : ''
  const what =
    found.total === 0 ? 'nothing would be redacted' : `${amount(found.total, 'value')} would be redacted: ${rulesText(found.rules)}`
  yield `${named(from, 'input')}: ${held}, ${again}${what}.`
  for (const { rule, at } of found.samples) yield `  ${rule}  ${visibleText(at)}`
}

function named(file: string, stream: 'input' | 'output'): string {
  return file === '-' ? `standard ${stream}` : visibleText(file)
}

/** How files are written concerns whoever writes one. */
function assertWithout(given: Arguments, option: string): void {
  const other = ['format', 'gzip'].find((name) => given.value(name) !== undefined)
  if (other !== undefined) throw new AppError('cli/usage', { why: `--${other} does not go with ${option}` })
  const mode = ['preview', 'har'].find((name) => given.flag(name))
  if (option === '--ndjson' && mode !== undefined) throw new AppError('cli/usage', { why: `--${mode} does not go with --ndjson` })
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

function foundText({ total, rules }: Report, isAgain: boolean): string {
  const before = isAgain ? 'it was sanitized before, and ' : ''
  return total === 0 ? `${before}nothing had to be redacted.` : `${before}${amount(total, 'value')} redacted: ${rulesText(rules)}.`
}
