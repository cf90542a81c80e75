import { type ArchivePart, archiveLimits, readArchive } from '../archive'
import { AppError } from '../errors'
import type { ImportStage } from '../store'
import { hasSession, type ImportTarget, importTarget, stageSession } from '../transfer'
import type { Json } from '../value'
import { createDescriber } from './describe'
import type { JobContext } from './job-context'
import type { ArchiveDescription, ImportRequest } from './job-state'

/**
 * Imports a staged file: first all of it is read and validated, then its
 * sessions are stored, and when all of them are there they become visible
 * together. A job that was interrupted starts over; sessions that had become
 * visible are known by their ids and not stored again.
 */
export async function runImport(context: JobContext, request: ImportRequest): Promise<void> {
  const targets = (await visibleAlready(context)) ?? (await takeIn(context, request))
  try {
    // As long as the job is unfinished, a next host comes to do it.
    await context.staging.remove(request.file)
  } catch {
    // The sessions are there all the same; the next sweep removes it.
  }
  const sessions = targets.map(({ session }) => session)
  await context.update({ phase: 'done', result: { session: sessions[0], sessions } })
}

/** Where the sessions went, if an earlier host made them visible and died before it could say so. */
async function visibleAlready({ job, store }: JobContext): Promise<readonly ImportTarget[] | undefined> {
  const { targets = [] } = job()
  const present = await Promise.all(targets.map(({ session }) => hasSession(store, session)))
  return targets.length > 0 && present.every(Boolean) ? targets : undefined
}

async function takeIn(context: JobContext, request: ImportRequest): Promise<readonly ImportTarget[]> {
  const description = await validate(context, request)
  const targets = await chooseTargets(context, description)
  await append(context, request, description, targets)
  return targets
}

async function validate(context: JobContext, request: ImportRequest): Promise<ArchiveDescription> {
  const describer = createDescriber()
  for await (const part of readStaged(context, request, 'validate')) describer.take(part)
  const description = describer.description()
  await context.update({ description })
  return description
}

/** Fixed before anything is stored: by them a restart knows what is done. */
async function chooseTargets(context: JobContext, { sessions }: ArchiveDescription): Promise<readonly ImportTarget[]> {
  const known = context.job().targets
  if (known !== undefined) return known
  const targets: ImportTarget[] = []
  for (const session of sessions) targets.push(await importTarget(context.store, context.env, session))
  await context.update({ targets })
  return targets
}

async function append(
  context: JobContext,
  request: ImportRequest,
  description: ArchiveDescription,
  targets: readonly ImportTarget[],
): Promise<void> {
  const { store, signal } = context
  const stages: ImportStage[] = []
  try {
    for await (const part of readStaged(context, request, 'append')) {
      if (part.part === 'session') {
        const index = stages.length
        const target = targets[index]
        if (target === undefined) throw new AppError('internal', { why: 'the staged file changed' })
        const endedAt = part.meta.endedAt ?? description.sessions[index]?.until ?? part.meta.createdAt
        const { documents, notes, view } = part
        stages.push(await stageSession(store, { ...part.meta, endedAt }, documents, target, { notes, view: view as Json | undefined }))
      } else if (part.part === 'entries') await stages.at(-1)?.add(part.entries)
    }
    signal.throwIfAborted()
    await store.commitImports(stages)
  } catch (error) {
    for (const stage of stages) await stage.abandon()
    throw error
  }
}

/** The parts of the staged file, with the progress of reading it; ends with the job's signal. */
async function* readStaged(context: JobContext, request: ImportRequest, phase: 'validate' | 'append'): AsyncGenerator<ArchivePart> {
  const { env, staging, signal } = context
  const staged = await staging.open(request.file)
  const limit = archiveLimits.file
  if (staged.size > limit) throw new AppError('archive/too-large', { what: 'it', size: staged.size, limit })
  const total = context.job().description?.sessions.reduce((sum, session) => sum + session.entries, 0) ?? 0
  let done = 0
  let entries = 0
  await context.update({ phase, progress: { done, total: staged.size }, entries: { done: entries, total } })
  const counted = async function* () {
    // Read again from the beginning when something is wrong with it.
    done = 0
    for await (const chunk of staged.read()) {
      signal.throwIfAborted()
      done += chunk.length
      yield chunk
    }
  }
  for await (const part of readArchive(env, { read: counted })) {
    signal.throwIfAborted()
    if (part.part === 'entries') entries += part.entries.length
    yield part
    context.progress({ progress: { done, total: staged.size }, entries: { done: entries, total } })
  }
  signal.throwIfAborted()
}
