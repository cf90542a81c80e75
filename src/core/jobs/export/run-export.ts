import { type Bytes, compress, createByteSum, type SummedPart, summedParts, type WriteFormat, writeParts } from '../../archive'
import { type Checkpoint, createCheckpointMaker, type DeltaPlan, deltaSessions, planDelta } from '../../delta'
import { AppError } from '../../errors'
import { knownValueRuleId } from '../../model'
import type { JobContext } from '../job-context'
import type { ExportRequest } from '../job-state'
import { checkExport, type FinishedFile } from './check-export'
import { countChunks } from './count-chunks'
import { type ExportSettings, exportSettings } from './export-settings'
import { exportFileName } from './file-name'
import { createOutgoingWalks, type OutgoingWalk, type OutgoingWalks } from './outgoing-walk'
import { type ExportPlan, planExport } from './plan-export'
import type { SessionSanitizer } from './sanitizing'

/**
 * Exports sessions: fixes what goes in, writes it in one walk that finds, replaces
 * and encodes, and looks at what was written before anybody may have it. Where
 * something that was found stands elsewhere, too, where no rule knows it, it is
 * written again by a walk that does. An export of what came after another one is
 * compared with that before it is written. What it covered is kept, so that another
 * can go on from it. A job that was interrupted starts over with the entries it had
 * first; what was staged is written anew.
 */
export async function runExport(context: JobContext, asked: ExportRequest, file: string): Promise<void> {
  const settings = await exportSettings(context, asked)
  const plan = await planExport(context, settings)
  if (asked.preview === true) return preview(context, settings, plan)
  let known = settings.chain.length === 0 ? [] : await knownIn(context, settings, plan)
  for (let again = 0; ; again++) {
    const knowing = withKnown(settings, known)
    const outcome = await writeChecked(context, knowing, { walks: createOutgoingWalks(context, knowing, plan), file })
    if (outcome.left === undefined) return
    if (again === MOST_AGAIN) throw outcome.left
    known = outcome.known
  }
}

/** What an export would find: by a walk that learns, and where it learned something by one that knows it. */
async function preview(context: JobContext, settings: ExportSettings, plan: ExportPlan): Promise<void> {
  const first = await walked(context, settings, plan)
  const known = first.known()
  const { report } = known.length === 0 ? first : await walked(context, withKnown(settings, known), plan)
  await context.update({ phase: 'done', result: { report: report() } })
}

/** What is found only once all is known is found at the second time; a third would find nothing new. */
const MOST_AGAIN = 2

function withKnown(settings: ExportSettings, known: readonly string[]): ExportSettings {
  return { ...settings, sanitizer: knowing(settings.sanitizer, known) }
}

function knowing(sanitizer: SessionSanitizer, known: readonly string[]): SessionSanitizer {
  return known.length === 0 ? sanitizer : sanitizer.knowing(known)
}

/** Values that are found anywhere in what a chain covers: what went out before is compared by them, too. */
async function knownIn(context: JobContext, settings: ExportSettings, plan: ExportPlan): Promise<readonly string[]> {
  return (await walked(context, settings, plan)).known()
}

async function walked(context: JobContext, settings: ExportSettings, plan: ExportPlan): Promise<OutgoingWalk> {
  const walk = await createOutgoingWalks(context, settings, plan)('plan')
  for await (const { entries } of walk.sessions) for await (const _ of entries) context.signal.throwIfAborted()
  return walk
}

interface Outcome {
  /** Why it may not be handed over, where something stands in it that was found elsewhere. */
  readonly left?: AppError
  readonly known: readonly string[]
}

async function writeChecked(
  context: JobContext,
  settings: ExportSettings,
  { walks, file }: { readonly walks: OutgoingWalks; readonly file: string },
): Promise<Outcome> {
  const { request, tokenKey, sanitizer } = settings
  const delta = settings.chain.length === 0 ? undefined : await compare(context, settings, walks)
  if (delta !== undefined && isEmpty(delta)) {
    await context.update({ phase: 'done', result: { nothingNew: true } })
    return { known: [] }
  }
  const { name, checkpoint, known, ...finished } = await write(context, settings, { walks, delta, file })
  let bytes: number
  try {
    bytes = await checkExport(context, knowing(sanitizer, known), finished)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'sanitize/residual' || error.detail.rule !== knownValueRuleId) throw error
    return { left: error, known }
  }
  const { id } = context.job()
  await context.files.put({ id, name, follows: request.since, request, tokenKey, checkpoint })
  await context.update({ phase: 'ready', progress: { done: bytes, total: bytes }, result: { file, name, bytes } })
  return { known }
}

/** Finds what came after the files that it goes on from. */
async function compare({ env }: JobContext, { chain }: ExportSettings, walks: OutgoingWalks): Promise<DeltaPlan> {
  async function* read(): AsyncGenerator<SummedPart> {
    const { header, sessions, redaction } = await walks('compare')
    yield* summedParts(env, header, sessions, redaction)
  }
  return planDelta(env, read, chain)
}

function isEmpty({ delta, sessions }: DeltaPlan): boolean {
  return delta.removed.length === 0 && [...sessions.values()].every(({ write }) => write === 'nothing')
}

interface Writing {
  readonly walks: OutgoingWalks
  readonly delta: DeltaPlan | undefined
  /** In the staging area. */
  readonly file: string
}

interface Written extends FinishedFile {
  /** Under which it is handed over. */
  readonly name: string
  readonly checkpoint: Checkpoint
  /** The values that were found. */
  readonly known: readonly string[]
}

async function write(context: JobContext, { request }: ExportSettings, { walks, delta, file }: Writing): Promise<Written> {
  const { env, staging, signal } = context
  const { format = 'json', compression = 'default' } = request
  const written: WriteFormat =
    format === 'msgpack' ? { format, chunks: delta?.chunks ?? (await countChunks(await walks('plan'))) } : { format }
  const walk = await walks('write')
  const maker = createCheckpointMaker(env)
  const sum = createByteSum(env)
  let first: string | undefined
  let entries = 0

  async function* parts(): AsyncGenerator<SummedPart> {
    const header = delta === undefined ? walk.header : { ...walk.header, delta: delta.delta }
    const sessions = delta === undefined ? walk.sessions : deltaSessions(walk.sessions, delta)
    for await (const part of summedParts(env, header, sessions, walk.redaction)) {
      if (part.part === 'session') first ??= part.meta.name
      else if (part.part === 'entries') entries += part.entries.length
      if (delta === undefined) await maker.take(part)
      yield part
    }
  }

  async function* bytes(): AsyncGenerator<Bytes> {
    for await (const chunk of writeParts(parts(), written)) {
      await sum.add(chunk)
      yield chunk
    }
  }

  const sink = await staging.create(file)
  try {
    for await (const chunk of compress(bytes(), compression)) {
      signal.throwIfAborted()
      await sink.write(chunk)
    }
    signal.throwIfAborted()
    await sink.close()
  } catch (error) {
    await sink.abort()
    throw error
  }
  const { writtenAt } = walk.header
  return {
    ...{ file, format, compression, entries, sum: await sum.finish() },
    name: exportFileName(walk.name ?? first ?? '', { time: writtenAt, format, compression, delta: delta?.delta.number }),
    checkpoint: delta?.next ?? maker.checkpoint(),
    known: walk.known(),
  }
}
