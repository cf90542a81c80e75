import { type Bytes, compress, createByteSum, type SummedPart, summedParts, type WriteFormat, writeParts } from '../../archive'
import { type Checkpoint, createCheckpointMaker, type DeltaPlan, deltaSessions, planDelta } from '../../delta'
import type { JobContext } from '../job-context'
import type { ExportRequest } from '../job-state'
import { checkExport, type FinishedFile } from './check-export'
import { countChunks } from './count-chunks'
import { type ExportSettings, exportSettings } from './export-settings'
import { exportFileName } from './file-name'
import { createOutgoingWalks, type OutgoingWalks } from './outgoing-walk'
import { planExport } from './plan-export'

/**
 * Exports sessions: fixes what goes in, writes it in one walk that finds, replaces
 * and encodes, and looks at what was written before anybody may have it. An export
 * of what came after another one is compared with that before it is written. What
 * it covered is kept, so that another can go on from it. A job that was interrupted
 * starts over with the entries it had first; what was staged is written anew.
 */
export async function runExport(context: JobContext, asked: ExportRequest, file: string): Promise<void> {
  const settings = await exportSettings(context, asked)
  const walks = createOutgoingWalks(context, settings, await planExport(context, settings))
  const delta = settings.chain.length === 0 ? undefined : await compare(context, settings, walks)
  if (delta !== undefined && isEmpty(delta)) return context.update({ phase: 'done', result: { nothingNew: true } })
  const { name, checkpoint, ...finished } = await write(context, settings, { walks, delta, file })
  const bytes = await checkExport(context, settings.sanitizer, finished)
  const { id } = context.job()
  const { request, tokenKey } = settings
  await context.files.put({ id, name, follows: asked.since, request, tokenKey, checkpoint })
  await context.update({ phase: 'ready', progress: { done: bytes, total: bytes }, result: { file, name, bytes } })
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
  }
}
