import { join } from 'node:path'
import { type ArchivePart, createSessionReader, type OutgoingSession, writeArchive } from '../core/archive'
import { AppError } from '../core/errors'
import { withInput } from './input'
import type { Io } from './io'
import type { MergeInput, MergePlan, PlannedSession } from './merge-plan'
import { writeOutput } from './output'
import { readFile } from './read-file'

/** Sessions that follow each other in the new file as they do in one that there is. */
interface Run {
  readonly input: MergeInput
  readonly sessions: PlannedSession[]
}

/**
 * The sessions of a plan, in its order. A file is read from its beginning, so one
 * whose sessions stand in another order, or between those of other files, is first
 * taken apart into `folder`, a file for each: every file is gone through once, and
 * what was taken apart once more, however the sessions stand. Memory: one part of
 * one file.
 */
export async function* mergedSessions(io: Io, plan: MergePlan, folder: string): AsyncGenerator<OutgoingSession> {
  const runs = runsOf(plan.sessions)
  const whole = new Set<MergeInput>()
  const scattered = new Set<MergeInput>()
  for (const { input } of runs) (whole.has(input) ? scattered : whole).add(input)
  const apart = new Map<PlannedSession, MergeInput>()
  for (const input of scattered) await takeApart(io, plan, input, folder, apart)
  for (const { input, sessions } of runs) {
    if (!scattered.has(input)) yield* sessionsIn(io, input, sessions)
    else for (const session of sessions) yield* sessionsIn(io, apart.get(session) ?? input, [session])
  }
}

function runsOf(sessions: readonly PlannedSession[]): readonly Run[] {
  const runs: Run[] = []
  for (const session of sessions) {
    const run = runs.at(-1)
    const last = run?.sessions.at(-1)
    if (run !== undefined && last !== undefined && run.input === session.input && last.at < session.at) run.sessions.push(session)
    else runs.push({ input: session.input, sessions: [session] })
  }
  return runs
}

/** The sessions of a file that are asked for, in its order. It is read to its end, where its checksums are. */
async function* sessionsIn(io: Io, { name, file }: MergeInput, asked: readonly PlannedSession[]): AsyncGenerator<OutgoingSession> {
  const ids = new Set(asked.map(({ id }) => id))
  const reader = createSessionReader(readFile(io, file))
  try {
    await reader.header()
    for await (const session of reader.sessions()) if (ids.delete(session.meta.id)) yield session
    assertUnchanged(name, asked, await reader.end(), ids.size)
  } finally {
    await reader.close()
  }
}

/** The file is read once more than it was looked at. Throws `cli/unreadable`. */
function assertUnchanged(
  name: string,
  asked: readonly PlannedSession[],
  { summary }: Extract<ArchivePart, { part: 'end' }>,
  missing: number,
): void {
  const sums = new Map(summary.sessions.map(({ id, sha256 }) => [id, sha256]))
  const isChanged = asked.some(({ id, sha256 }) => sha256 !== undefined && sums.get(id) !== sha256)
  if (isChanged || missing > 0) throw new AppError('cli/unreadable', { file: name, why: 'it changed meanwhile' })
}

async function takeApart(
  io: Io,
  { header, sessions }: MergePlan,
  input: MergeInput,
  folder: string,
  apart: Map<PlannedSession, MergeInput>,
): Promise<void> {
  const own = new Map(sessions.filter((session) => session.input === input).map((session) => [session.id, session]))
  for await (const session of sessionsIn(io, input, [...own.values()])) {
    const planned = own.get(session.meta.id)
    if (planned === undefined) continue
    const path = join(folder, String(apart.size))
    await writeOutput(
      io,
      path,
      writeArchive(io.env, header, [session], () => ({ engine: 0, rules: [] })),
    )
    apart.set(planned, { name: input.name, file: await withInput(io, path, async (file) => file) })
  }
}
