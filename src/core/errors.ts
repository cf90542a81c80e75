/**
 * Every error a person or a program may see, in one table: a stable code, what
 * it says, and what front ends do with it. `docs/errors.md` lists the same
 * codes; a test holds the two together.
 *
 * Texts are neutral; `{name}` is filled in from the error's detail. `next` says
 * what to do about it.
 */
export interface ErrorSpec {
  readonly text: string
  readonly next: string
  /** HTTP status when a server answers with it. */
  readonly status: number
  /** Exit code when a command ends with it. */
  readonly exit: number
}

export const errors = {
  // archive: reading a file
  'archive/not-gzip': {
    text: 'The file is not valid gzip at byte {at}.',
    next: 'Get the file again; it was damaged on its way.',
    status: 400,
    exit: 65,
  },
  'archive/truncated': {
    text: 'The file ends too early, at {at}.',
    next: 'Get the file again; the end is missing.',
    status: 400,
    exit: 65,
  },
  'archive/trailing-data': {
    text: 'There is data after the end of the archive, at {at}.',
    next: 'Get the file again; something was added to it.',
    status: 400,
    exit: 65,
  },
  'archive/not-utf8': {
    text: 'The file holds bytes that are not UTF-8, near byte {at}.',
    next: 'Get the file again; it was damaged or re-encoded.',
    status: 400,
    exit: 65,
  },
  'archive/bad-json': {
    text: 'The file is not valid JSON at {at}: {why}.',
    next: 'Get the file again, or undo the edit that broke it.',
    status: 400,
    exit: 65,
  },
  'archive/bad-yaml': {
    text: 'The file is not YAML that an archive can be, at {at}: {why}.',
    next: 'Get the file again, or undo the edit that broke it.',
    status: 400,
    exit: 65,
  },
  'archive/delta': {
    text: 'The file is a delta, number {number} of its chain: it holds only what came after another file.',
    next: 'Give the full file, too, and all deltas up to this one.',
    status: 400,
    exit: 65,
  },
  'archive/foreign': {
    text: 'This is not a Playhead session file: {why}.',
    next: 'Choose a file that Playhead exported.',
    status: 415,
    exit: 65,
  },
  'archive/future': {
    text: 'The file has version {version}; this Playhead reads versions up to {supported}.',
    next: 'Update Playhead, then open the file again.',
    status: 400,
    exit: 65,
  },
  'archive/encrypted': {
    text: 'The file is encrypted.',
    next: 'Export it without encryption; this version cannot open it.',
    status: 400,
    exit: 65,
  },
  'archive/invalid': {
    text: 'The file breaks the format at {at}: {why}.',
    next: 'Export it again, or undo the edit that broke it.',
    status: 400,
    exit: 65,
  },
  'archive/checksum': {
    text: 'The checksum of {at} does not match: the file was changed or damaged.',
    next: 'Get the file again, or have it exported again.',
    status: 400,
    exit: 65,
  },
  'archive/too-large': {
    text: 'The file is too large: {what} has {size} bytes, the limit is {limit}.',
    next: 'Export a shorter session.',
    status: 413,
    exit: 65,
  },
  // delta: what came after a file
  'delta/base': {
    text: 'The delta, number {number} of its chain, does not follow this file: {why}.',
    next: 'Give the file that it was made after.',
    status: 409,
    exit: 65,
  },
  'delta/gap': {
    text: 'A delta is missing: number {number} of the chain.',
    next: 'Give all deltas from the full file to the last.',
    status: 409,
    exit: 65,
  },
  'delta/repeat': {
    text: 'The delta, number {number} of its chain, is in this file already, or given twice.',
    next: 'Give each delta once, and none that the file holds.',
    status: 409,
    exit: 65,
  },
  'delta/fork': {
    text: 'There are two deltas with number {number} of the chain, and they differ.',
    next: 'Choose one of them, and those that follow it.',
    status: 409,
    exit: 65,
  },
  'delta/result': {
    text: 'What comes of applying the deltas is not what they were made to give.',
    next: 'Get the files again; export a full one if that does not help.',
    status: 409,
    exit: 65,
  },
  'delta/shows-secret': {
    text: 'The file “{file}” still shows something of the session {session} that is redacted now.',
    next: 'Export all of it anew instead of what came after, and see to it that nobody keeps that file.',
    status: 409,
    exit: 65,
  },
  'delta/other-engine': {
    text: 'The file “{file}” was sanitized in another way than now (engine {before}, now {now}).',
    next: 'Export all of it anew instead of what came after.',
    status: 409,
    exit: 65,
  },
  'delta/no-base': {
    text: 'Nothing is known any more of the file that the delta was to follow.',
    next: 'Export all of it anew instead of what came after.',
    status: 409,
    exit: 65,
  },
  'delta/two-fulls': {
    text: 'There are two full files of the chain that the delta, number {number}, belongs to.',
    next: 'Give one full file, and the deltas that follow it.',
    status: 409,
    exit: 65,
  },
  'delta/changed': {
    text: 'The delta, number {number} of its chain, goes on from the session {session}, which was changed here since it came in.',
    next: 'Give the full file, too, and all deltas up to this one. Nothing was changed.',
    status: 409,
    exit: 65,
  },

  // rules of a person's own
  'rules/not-a-pack': {
    text: 'This is no file of sanitizing rules: {why}.',
    next: 'Give a JSON file that begins with "schema": "playhead-rules"; docs/rules.md has an example.',
    status: 400,
    exit: 65,
  },
  'rules/duplicate': {
    text: 'The rule {rule} is there twice.',
    next: 'Give each rule a name of its own.',
    status: 400,
    exit: 65,
  },
  'rules/unknown-detector': {
    text: 'The rule {rule} names the detector “{detector}”, which there is not.',
    next: 'Take one of the built-in rules, as docs/rules.md lists them.',
    status: 400,
    exit: 65,
  },
  'rules/bad-pattern': {
    text: 'The pattern of the rule {rule} cannot be used: {why}.',
    next: 'Write it as RE2 reads it: no look-around, no back references, no repeats of more than 1,000.',
    status: 400,
    exit: 65,
  },
  'rules/bad-group': {
    text: 'The rule {rule} names the group {group}, which its pattern has not.',
    next: 'Name a group of the pattern, by its number or name; only patterns have groups.',
    status: 400,
    exit: 65,
  },
  'rules/bad-path': {
    text: 'The path “{path}” cannot be read at character {at}.',
    next: 'Write it like user.*.email, **.ssn, items[*].card or ["a.b"].c; items of lists are told apart by nothing.',
    status: 400,
    exit: 65,
  },
  'rules/never-shown': {
    text: 'The rule {rule} would tell something of what {detector} finds.',
    next: 'Remove or keep it: nothing of a card code, a PIN or a magnetic stripe may be stored, not even a token.',
    status: 400,
    exit: 65,
  },
  'rules/stopped': {
    text: 'The rule {rule} took too long and was stopped; nothing was exported.',
    next: 'Make its pattern simpler, or turn the rule off; the recording is untouched.',
    status: 500,
    exit: 70,
  },
  // sanitize
  'sanitize/rule-failed': {
    text: 'The rule {rule} failed at {at}; nothing was exported.',
    next: 'Report it with the rule name; the recording is untouched.',
    status: 500,
    exit: 70,
  },
  'sanitize/residual': {
    text: 'A secret found by {rule} would remain at {at}; nothing was exported.',
    next: 'Report it with the rule name; the recording is untouched.',
    status: 500,
    exit: 70,
  },
  // har: HTTP archives that the command line sanitizes
  'har/bad-json': {
    text: 'The HAR file is not valid JSON, at character {at}: {why}.',
    next: 'Have it exported again; nothing was written.',
    status: 400,
    exit: 65,
  },
  'har/foreign': {
    text: 'This is not a HAR file: {why}.',
    next: 'Give an HTTP Archive, as browsers export it from their list of requests.',
    status: 415,
    exit: 65,
  },
  'har/too-large': {
    text: 'The HAR file has {size} bytes, the limit is {limit}: it has to be held in memory.',
    next: 'Export fewer requests at a time, or without their contents.',
    status: 413,
    exit: 65,
  },
  // store
  'store/unknown-session': { text: 'There is no session {session}.', next: 'It was deleted; reload the list.', status: 404, exit: 66 },
  'store/unknown-document': {
    text: 'There is no document {document} in session {session}.',
    next: 'Reload the page that is being recorded.',
    status: 404,
    exit: 66,
  },
  'store/session-exists': { text: 'There is already a session {session}.', next: 'Import it as a copy.', status: 409, exit: 73 },
  'store/out-of-order': {
    text: 'Entries of document {document} must go on at number {expected}, not {got}.',
    next: 'Send them again from the expected number.',
    status: 409,
    exit: 65,
  },
  'store/recording': {
    text: 'The session {session} is being recorded.',
    next: 'End the recording, then try again. Nothing was changed.',
    status: 409,
    exit: 73,
  },
  'store/changed': {
    text: 'The session {session} was changed meanwhile.',
    next: 'Try again. Nothing was changed.',
    status: 409,
    exit: 75,
  },
  'store/quota': {
    text: 'The disk or the browser’s storage is full.',
    next: 'Export or delete sessions to make room, then record again. What was recorded is kept.',
    status: 507,
    exit: 74,
  },
  'store/unavailable': {
    text: 'The browser refused to open the session store: {why}.',
    next: 'Close private windows, allow storage for extensions, then restart the browser.',
    status: 503,
    exit: 74,
  },
  'store/newer': {
    text: 'The session store was written by a newer Playhead.',
    next: 'Update Playhead. Nothing was changed.',
    status: 409,
    exit: 74,
  },
  'store/corrupt': {
    text: 'Segment {at} of session {session} cannot be read: {why}.',
    next: 'Export the rest of the session; the damaged part is skipped.',
    status: 500,
    exit: 74,
  },
  // import into a store, record by record
  'import/conflict': {
    text: 'There is already a {what} {id}.',
    next: 'Import it again and skip or overwrite what is there. Nothing was changed.',
    status: 409,
    exit: 73,
  },
  'import/unresolved': {
    text: 'There is no {what} {id}, which what is imported refers to.',
    next: 'Import that first. Nothing was changed.',
    status: 422,
    exit: 65,
  },
  'import/out-of-order': {
    text: 'Records of session {session} are not in order, at entry {n} of document {document}.',
    next: 'Import them session by session, each document in order. Nothing was changed.',
    status: 422,
    exit: 65,
  },
  'import/several': {
    text: 'Everything here can be replaced by one file only, and the deltas that follow it.',
    next: 'Give one full file, or import them without replacing everything. Nothing was changed.',
    status: 409,
    exit: 65,
  },
  // capture and bridge
  'capture/no-tab': {
    text: 'This tab cannot be recorded: {why}.',
    next: 'Open an ordinary web page and try again.',
    status: 400,
    exit: 64,
  },
  'capture/not-granted': { text: 'Playhead has no permission for {origin}.', next: 'Allow the site, then record.', status: 403, exit: 77 },
  'bridge/bad-message': {
    text: 'A message from {from} was refused: {why}.',
    next: 'Reload the page; if it comes back, report it.',
    status: 400,
    exit: 76,
  },
  'bridge/disconnected': {
    text: 'The connection to the background was lost.',
    next: 'It is being opened again; what was recorded is kept.',
    status: 503,
    exit: 69,
  },
  // jobs
  'job/unknown': { text: 'There is no job {job}.', next: 'It was finished or cancelled; start it again.', status: 404, exit: 66 },
  'job/cancelled': { text: 'Cancelled.', next: 'Nothing was left behind.', status: 499, exit: 130 },
  'job/staging': {
    text: 'The staging area cannot be written: {why}.',
    next: 'Make room on the disk and try again.',
    status: 507,
    exit: 74,
  },
  // links to session files
  'link/bad-address': {
    text: 'The link leads to no session file: {why}.',
    next: 'Ask for the link again, or open the file itself.',
    status: 400,
    exit: 64,
  },
  'link/unreachable': {
    text: 'The session file at {address} cannot be read: {why}.',
    next: 'Download the file and open it here.',
    status: 502,
    exit: 69,
  },
  // command line
  'cli/usage': { text: 'Wrong arguments: {why}.', next: 'See playhead --help, or playhead COMMAND --help.', status: 400, exit: 64 },
  'cli/unreadable': { text: 'Reading {file} failed: {why}.', next: 'Check its path.', status: 400, exit: 66 },
  'cli/unwritable': { text: 'Writing {file} failed: {why}.', next: 'Choose another place, or make room.', status: 507, exit: 73 },
  'cli/not-found': { text: 'The file has no {what}.', next: 'See what it has with playhead inspect.', status: 404, exit: 66 },
  'cli/unknown-state': {
    text: 'The state of {source} is not known there: {why}.',
    next: 'Ask for another moment; gaps are told by playhead entries --type gap.',
    status: 422,
    exit: 65,
  },
  'cli/bad-line': {
    text: 'Line {line} is not JSON, at column {column}: {why}.',
    next: 'Mend the line, or leave it out. All lines before it were written.',
    status: 400,
    exit: 65,
  },
  'cli/long-line': {
    text: 'Line {line} has more than {limit} bytes.',
    next: 'Put each value on a line of its own. All lines before it were written.',
    status: 413,
    exit: 65,
  },
  'cli/conflict': {
    text: 'The session {session} is in {first} and in {second}, and not the same in both.',
    next: 'Choose one with --on-conflict skip (the first) or --on-conflict overwrite (the last). Nothing was written.',
    status: 409,
    exit: 65,
  },
  // value
  'value/bad-pointer': {
    text: 'The JSON Pointer {pointer} leads nowhere.',
    next: 'Check the path against the state at that entry.',
    status: 400,
    exit: 65,
  },
  'value/bad-patch': {
    text: 'The patch does not fit the state at {pointer}: {why}.',
    next: 'The session is damaged from here to the next keyframe.',
    status: 422,
    exit: 65,
  },
  internal: { text: 'Something went wrong inside Playhead: {why}.', next: 'Report it, with what you did before.', status: 500, exit: 70 },
} as const satisfies Record<string, ErrorSpec>

export type ErrorCode = keyof typeof errors

export type ErrorDetail = Readonly<Record<string, string | number>>

/** An error with a stable code. `detail` fills the text's placeholders and travels with it; it never holds recorded values. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: ErrorDetail

  constructor(code: ErrorCode, detail: ErrorDetail = {}, cause?: unknown) {
    super(errorText(code, detail), cause === undefined ? undefined : { cause })
    this.name = 'AppError'
    this.code = code
    this.detail = detail
  }
}

/** The table's text for `code`, placeholders filled in. A placeholder without a detail shows as `?`. */
export function errorText(code: ErrorCode, detail: ErrorDetail = {}): string {
  return errors[code].text.replace(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? '?'))
}

/** `error` as it travels between contexts: plain data, no stack. Anything that is no AppError becomes `internal`. */
export interface ErrorReport {
  readonly code: ErrorCode
  readonly detail: ErrorDetail
}

export function reportOf(error: unknown): ErrorReport {
  if (error instanceof AppError) return { code: error.code, detail: error.detail }
  return { code: 'internal', detail: { why: error instanceof Error ? error.message : String(error) } }
}

/** The error a report stands for, as it arrives from another context. An unknown code (a newer sender) becomes `internal`. */
export function errorOf(report: { readonly code: string; readonly detail: ErrorDetail }): AppError {
  return Object.hasOwn(errors, report.code)
    ? new AppError(report.code as ErrorCode, report.detail)
    : new AppError('internal', { why: report.code })
}
