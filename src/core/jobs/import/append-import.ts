import type { ArchiveFrame } from '../../archive'
import { AppError } from '../../errors'
import type { Entry } from '../../model'
import type { ImportStage, SessionChange } from '../../store'
import { knownSession, mergeInto, stageSession } from '../../transfer'
import type { Json } from '../../value'
import type { JobContext } from '../job-context'
import type { ArchiveDescription, JobTarget } from '../job-state'
import { importedFrom } from './imported-from'
import type { ImportSource } from './source'

/** Stores all there is, as its targets say: it becomes visible together, or nothing does. */
export async function append(
  context: JobContext,
  source: ImportSource,
  description: ArchiveDescription,
  targets: readonly JobTarget[],
): Promise<void> {
  const { env, store, signal } = context
  const { id: job, removes = [] } = context.job()
  const stages: ImportStage[] = []
  const changes: SessionChange[] = removes.map((session) => ({ session, deletedAt: env.now() }))
  let [open, met]: [Writer | undefined, number] = [undefined, 0]
  const close = async (): Promise<void> => {
    changes.push(...((await open?.close?.()) ?? []))
  }
  try {
    for await (const part of source.read('append')) {
      if (part.part === 'session') {
        await close()
        const target = targets[met++]
        if (target === undefined) throw new AppError('internal', { why: 'the staged file changed' })
        open = await openWriter(context, { frame: part, target, description, stages })
      } else if (part.part === 'entries') await open?.add(part.entries)
    }
    await close()
    signal.throwIfAborted()
    if (targets.some(({ how }) => how === 'overwrite')) changes.push(...advanced(job, source, description))
    if (stages.length + changes.length > 0) await store.commitImports(stages, changes)
  } catch (error) {
    for (const stage of stages) await stage.abandon()
    throw error
  }
}

/** The sessions of a base to which its deltas do nothing are of the file that comes of them, too. */
function advanced(job: string, { others = [] }: ImportSource, { file }: ArchiveDescription): readonly SessionChange[] {
  return others.flatMap(({ id, imported }) =>
    file === undefined || imported?.file === undefined ? [] : [{ session: id, imported: { job, file: { ...imported.file, ...file } } }],
  )
}

/** Takes the entries of one session. */
interface Writer {
  add(entries: readonly Entry[]): Promise<void>
  close?(): Promise<readonly SessionChange[]>
}

interface Written {
  readonly frame: ArchiveFrame
  readonly target: JobTarget
  readonly description: ArchiveDescription
  readonly stages: ImportStage[]
}

async function openWriter(context: JobContext, { frame, target, description, stages }: Written): Promise<Writer> {
  const { env, store, signal } = context
  const { meta, documents, notes = [], view } = frame
  const { session: id, how } = target
  const job = context.job().id
  if (how === 'skip') return { add: async () => undefined }
  if (how === 'merge') return mergeInto(store, id, stages, { documents, notes, imported: { job }, signal })
  const described = description.sessions.find((session) => session.id === meta.id)
  const endedAt = meta.endedAt ?? described?.until ?? meta.createdAt
  const replace = how === 'overwrite'
  const before = replace ? await knownSession(store, id) : undefined
  const revision = before === undefined ? 0 : before.revision + 1
  const imported = await importedFrom(env, job, description, { ...meta, id, revision }, notes)
  // How somebody looks at what grows stays theirs.
  const seen = view === undefined || description.grows === true ? {} : { view: view as Json }
  const stage = await stageSession(store, { ...meta, endedAt }, documents, target, { notes, imported, replace, ...seen })
  stages.push(stage)
  return { add: (entries) => stage.add(entries) }
}
