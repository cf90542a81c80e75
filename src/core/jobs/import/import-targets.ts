import { AppError } from '../../errors'
import { importTarget, knownSession } from '../../transfer'
import type { JobContext } from '../job-context'
import type { ArchiveDescription, DescribedSession, ImportRequest, JobState, JobTarget, KnownPolicy } from '../job-state'

/** What becomes of sessions that are here; undefined where the person is to be asked. */
export function policyOf(
  { answer }: JobState,
  { files, known, clear }: ImportRequest,
  description: ArchiveDescription,
): KnownPolicy | undefined {
  if (clear === true) return answer === undefined ? undefined : 'overwrite'
  const isPlain = files.length === 1 && description.grows !== true && description.sessions.every(({ here }) => here === undefined)
  // Where none is here there is nothing to say about those that are.
  return answer ?? known ?? (isPlain ? 'copy' : undefined)
}

/** Fixed before anything is stored: by them a restart knows what is done. Throws `store/recording`, `import/conflict`. */
export async function chooseTargets(
  context: JobContext,
  request: ImportRequest,
  description: ArchiveDescription,
  policy: KnownPolicy,
): Promise<readonly JobTarget[]> {
  const known = context.job().targets
  if (known !== undefined) return known
  const targets: JobTarget[] = []
  // What deltas go on from was compared with what they say: it is that and what came after.
  const how = description.grows === true && policy === 'merge' ? 'overwrite' : policy
  for (const session of description.sessions) targets.push(await targetOf(context, session, how))
  const removes = request.clear === true ? await othersThan(context, targets) : undefined
  await context.update({ targets, ...(removes && { removes }) })
  return targets
}

async function targetOf({ store, env }: JobContext, { id, name }: DescribedSession, policy: KnownPolicy): Promise<JobTarget> {
  const here = await knownSession(store, id)
  if (here === undefined) return { session: id, name, how: 'new' }
  if (here.deletedAt !== undefined) return { session: id, name, how: 'overwrite' }
  if (policy === 'error') throw new AppError('import/conflict', { what: 'session', id })
  if (policy === 'copy') return { ...(await importTarget(store, env, { id, name })), how: 'copy' }
  if (policy !== 'skip' && here.status === 'recording') throw new AppError('store/recording', { session: id })
  return { session: id, name: policy === 'overwrite' ? name : here.name, how: policy }
}

/** The sessions that replacing everything deletes. What is being recorded is left alone. */
export async function othersThan(
  { store }: Pick<JobContext, 'store'>,
  kept: readonly { readonly session: string }[],
): Promise<readonly string[]> {
  const ids = new Set(kept.map(({ session }) => session))
  return (await store.listSessions()).filter(({ id, status }) => !ids.has(id) && status !== 'recording').map(({ id }) => id)
}
