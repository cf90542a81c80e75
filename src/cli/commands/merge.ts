import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeArchive } from '../../core/archive'
import { AppError } from '../../core/errors'
import { visibleText } from '../../core/visible-text'
import type { Arguments, Command } from '../command'
import { amount } from '../counts-text'
import { withInputs } from '../input'
import type { Io } from '../io'
import {
  type ConflictPolicy,
  conflictPolicies,
  type MergeInput,
  type MergePlan,
  planMerge,
  type SurveyedFile,
  surveyFile,
} from '../merge-plan'
import { mergedSessions } from '../merge-sessions'
import { writeOutput } from '../output'
import { tellUnverified } from '../unverified'
import { outputOf, outputOption, type Writing, writingDefaults, writingHelp, writingOf, writingOptions } from '../writing'

export const merge: Command = {
  usage: 'merge FILE… -o OUT [--on-conflict error|skip|overwrite] [--format FORMAT] [--gzip[=LEVEL]]',
  summary: 'Write the sessions of several session files as one file.',
  help: `
Each session stays as it is, under its own id: this puts files together, not
recordings. Sessions stand in order of the time when they were begun, then of their
ids, so the order of the files does not matter.

  -o, --output OUT  where to write: a file, which appears when it is complete and may
                   be one of those that are read, or - for standard output
  --on-conflict    what of a session that is in more than one file, and not the same:
                   error (nothing is written, the command ends with 65; the default),
                   skip (the first file that has it counts) or overwrite (the last)${writingHelp}

A session that is the same in several files, by its checksum, is no conflict and is
written once. Of a file that another tool rewrote no checksum is known, so nothing
of it is the same as anything.

What was redacted is added up, of all files of which sessions were taken; a session
that was in several may be counted for each. The new file counts as sanitized only if
all of those were, and then by the oldest of their engines: run playhead sanitize on
it otherwise. What it says of its writing is what the file says that was written last.

  playhead merge monday.json.gz tuesday.json.gz -o week.json.gz --gzip
  playhead merge runs/*.json.gz -o all.msgpack --format msgpack --on-conflict skip`,
  options: { ...writingOptions, ...outputOption, 'on-conflict': { type: 'string' } },
  optional: writingDefaults,
  files: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(given, io) {
    const to = outputOf(given)
    const policy = readPolicy(given)
    const writing = writingOf(given)
    await withInputs(io, given.files, async (opened) => {
      const inputs = opened.map((file, index): MergeInput => ({ name: shownName(given.files[index]), file }))
      const files: SurveyedFile[] = []
      for (const input of inputs) files.push(await surveyFile(io, input, writing.format === 'msgpack'))
      const plan = planMerge(files, policy)
      tellDoubts(io, files, plan)
      await write(io, plan, to, writing)
      tellDone(io, to, files.length, plan)
    })
    return 0
  },
}

function readPolicy(given: Arguments): ConflictPolicy {
  const asked = given.value('on-conflict') ?? 'error'
  const policy = conflictPolicies.find((known) => known === asked)
  if (policy === undefined) throw new AppError('cli/usage', { why: `“${asked}” is no policy: there are ${conflictPolicies.join(', ')}` })
  return policy
}

function shownName(name = ''): string {
  return name === '-' ? 'standard input' : name
}

async function write(io: Io, plan: MergePlan, to: string, { format, gzip }: Writing): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'playhead-'))
  try {
    const chunks = plan.sessions.map((session) => session.chunks)
    const sessions = mergedSessions(io, plan, folder)
    await writeOutput(
      io,
      to,
      writeArchive(io.env, plan.header, sessions, () => plan.redaction, format === 'msgpack' ? { format, chunks } : { format }),
      gzip,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Says what the new file does not show any more. */
function tellDoubts(io: Io, files: readonly SurveyedFile[], { redaction, sessions }: MergePlan): void {
  for (const { input, end } of files) if (!end.verified) tellUnverified(io, input.name)
  if (redaction.engine > 0) return
  const isTaken = new Set(sessions.map(({ input }) => input))
  const taken = files.filter(({ input }) => isTaken.has(input))
  const raw = taken.filter(({ end }) => end.summary.redaction.engine === 0)
  if (raw.length === taken.length) return
  const names = raw.map(({ input }) => visibleText(input.name)).join(', ')
  io.stderr.write(`Not sanitized: ${names}. So the new file does not count as sanitized.\n`)
}

function tellDone({ stderr }: Io, to: string, files: number, { sessions, leftOut }: MergePlan): void {
  if (stderr.isTTY !== true) return
  const name = to === '-' ? 'standard output' : visibleText(to)
  const twice = leftOut === 0 ? '' : `; ${leftOut.toLocaleString('en')} more were in several files`
  stderr.write(`${name}: ${amount(sessions.length, 'session')} of ${amount(files, 'file')}${twice}.\n`)
}
