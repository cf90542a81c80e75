import { knownSession } from '../../transfer'
import type { JobContext } from '../job-context'
import { type JobResult, stagedFiles } from '../job-state'
import { append } from './append-import'
import { openSource } from './import-source'
import { chooseTargets, othersThan, policyOf } from './import-targets'
import { divide } from './sort-files'
import { validate } from './validate-import'

/**
 * Imports staged files: first all is read and validated, then it asks where a
 * person has to decide, then the sessions are stored, and when all of them are
 * there they become visible together. A job that was interrupted starts over;
 * sessions that had become visible say which job brought them, and are not stored
 * again.
 */
export async function runImport(context: JobContext): Promise<void> {
  const { request: asked, result } = context.job()
  if (asked.kind !== 'import') return
  if (result !== undefined) return finish(context, result)
  if (!(await isStored(context))) {
    const request = await divide(context, asked)
    const source = await openSource(context, request)
    const description = context.job().description ?? (await validate(context, source))
    await context.update({ description })
    const policy = policyOf(context.job(), request, description)
    if (request.check === true || policy === undefined) {
      const here = description.sessions.map(({ id }) => ({ session: id }))
      const others = request.clear === true ? (await othersThan(context, here)).length : undefined
      if (others !== undefined) await context.update({ others })
      return request.check === true ? finish(context, {}) : context.update({ phase: 'asking' })
    }
    await append(context, source, description, await chooseTargets(context, request, description, policy))
  }
  const { targets = [], removes } = context.job()
  const sessions = targets.map(({ session }) => session)
  await finish(context, { session: sessions[0], sessions, ...(removes && { removed: removes }) })
}

/** Whether an earlier attempt brought the sessions: all of them became visible at once. */
async function isStored({ store, job }: JobContext): Promise<boolean> {
  const { id, targets = [] } = job()
  for (const { session, how } of targets) {
    if (how !== 'skip' && (await knownSession(store, session))?.imported?.job === id) return true
  }
  return false
}

/**
 * Ends a job that did what was asked for. Its files go before it is done, as a next
 * host comes only for unfinished jobs, and after it is known that they are not needed.
 */
async function finish(context: JobContext, result: JobResult): Promise<void> {
  await context.update({ result })
  try {
    for (const file of stagedFiles(context.job())) await context.staging.remove(file)
  } catch {
    // What was asked for is done all the same; the next sweep removes them.
  }
  await context.update({ phase: 'done' })
}
