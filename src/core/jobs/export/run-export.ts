import { type Bytes, compress, summedParts, type WriteFormat, writeArchive, writeParts } from '../../archive'
import { type Checkpoint, createCheckpointMaker, type DeltaPlan, deltaSessions, planDelta } from '../../delta'
import type { JobContext } from '../job-context'
import type { ExportRequest } from '../job-state'
import { checkExport } from './check-export'
import { type ExportSettings, exportSettings, passOf } from './export-settings'
import { startWalk } from './export-walk'
import { exportFileName } from './file-name'
import { outgoingHeader, outgoingSessions } from './outgoing-sessions'
import { type ExportPlan, fileNameOf, planExport, totalsOf } from './plan-export'
import { redactionOf } from './redaction-report'

/**
 * Exports sessions: a plan that finds everything before anything is written, the
 * writing through the same engine, and a check of what was written. An export of
 * what came after another one is compared with that before it is written. What it
 * covered is kept, so that another can go on from it. A job that was interrupted
 * starts over with the entries it had first; what was staged is written anew.
 */
export async function runExport(context: JobContext, asked: ExportRequest, file: string): Promise<void> {
  const settings = await exportSettings(context, asked)
  const plan = await planExport(context, settings)
  const delta = settings.chain.length === 0 ? undefined : await compare(context, settings, plan)
  if (delta !== undefined && isEmpty(delta)) return context.update({ phase: 'done', result: { nothingNew: true } })
  const { name, checkpoint } = await write(context, settings, { plan, delta, file })
  const entries = delta?.entries ?? plan.sessions.reduce((sum, session) => sum + session.entries, 0)
  const bytes = await checkExport(context, settings.sanitizer, { file, entries })
  const { id } = context.job()
  const { request, tokenKey } = settings
  await context.files.put({ id, name, follows: asked.since, request, tokenKey, checkpoint })
  await context.update({ phase: 'ready', progress: { done: bytes, total: bytes }, result: { file, name, bytes } })
}

/** Finds what came after the files that it goes on from. */
async function compare(context: JobContext, settings: ExportSettings, plan: ExportPlan): Promise<DeltaPlan> {
  const walk = await startWalk(context, 'compare', totalsOf(plan.sessions))
  const read = () => {
    const pass = passOf(settings)
    fileNameOf(pass, settings.request)
    const sessions = outgoingSessions(context, plan, pass, walk)
    return summedParts(context.env, outgoingHeader(context), sessions, () => redactionOf(settings.sanitizer, pass, plan))
  }
  return planDelta(context.env, read, settings.chain)
}

function isEmpty({ delta, sessions }: DeltaPlan): boolean {
  return delta.removed.length === 0 && [...sessions.values()].every(({ write }) => write === 'nothing')
}

interface Writing {
  readonly plan: ExportPlan
  readonly delta: DeltaPlan | undefined
  /** In the staging area. */
  readonly file: string
}

interface Written {
  /** Under which it is handed over. */
  readonly name: string
  readonly checkpoint: Checkpoint
}

async function write(context: JobContext, settings: ExportSettings, { plan, delta, file }: Writing): Promise<Written> {
  const { env, staging, signal } = context
  const { request, sanitizer } = settings
  const { format = 'json', compression = 'default' } = request
  const walk = await startWalk(context, 'write', totalsOf(plan.sessions))
  const pass = passOf(settings)
  const asked = fileNameOf(pass, request)
  const header = outgoingHeader(context)
  let first: string | undefined
  const sessions = async function* () {
    for await (const session of outgoingSessions(context, plan, pass, walk)) {
      first ??= session.meta.name
      yield session
    }
  }
  const redaction = () => redactionOf(sanitizer, pass, plan)
  const chunks = delta?.chunks ?? plan.sessions.map((session) => session.chunks)
  const written: WriteFormat = format === 'msgpack' ? { format, chunks } : { format }
  const maker = createCheckpointMaker(env)

  async function* full(): AsyncGenerator<Bytes> {
    const parts = async function* () {
      for await (const part of summedParts(env, header, sessions(), redaction)) {
        await maker.take(part)
        yield part
      }
    }
    yield* writeParts(parts(), written)
  }

  const sink = await staging.create(file)
  try {
    const bytes =
      delta === undefined
        ? full()
        : writeArchive(env, { ...header, delta: delta.delta }, deltaSessions(sessions(), delta), redaction, written)
    for await (const chunk of compress(bytes, compression)) {
      signal.throwIfAborted()
      await sink.write(chunk)
    }
    signal.throwIfAborted()
    await sink.close()
  } catch (error) {
    await sink.abort()
    throw error
  }
  return {
    name: exportFileName(asked ?? first ?? '', { time: header.writtenAt, format, compression, delta: delta?.delta.number }),
    checkpoint: delta?.next ?? maker.checkpoint(),
  }
}
