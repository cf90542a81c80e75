import { readArchive } from '../../archive'
import { AppError } from '../../errors'
import type { JobContext } from '../job-context'
import type { SessionSanitizer } from './sanitizing'

interface Written {
  /** In the staging area. */
  readonly file: string
  /** How many entries it has to hold. */
  readonly entries: number
}

/** Reads the staged file back as any reader would, and looks for what the sanitizer should have removed. Gives its size. */
export async function checkExport(context: JobContext, sanitizer: SessionSanitizer, { file, entries: total }: Written): Promise<number> {
  const { env, staging, signal } = context
  const staged = await staging.open(file)
  let done = 0
  await context.update({ phase: 'check', progress: { done, total: staged.size }, entries: { done: 0, total } })
  const counted = async function* () {
    // Read again from the beginning when something is wrong with it.
    done = 0
    for await (const chunk of staged.read()) {
      signal.throwIfAborted()
      done += chunk.length
      yield chunk
    }
  }
  let entries = 0
  for await (const part of readArchive(env, { read: counted }, { deltas: true })) {
    if (part.part === 'entries') {
      entries += part.entries.length
      for (const entry of part.entries) sanitizer.scan(`entry ${entry.seq}`, entry)
    } else sanitizer.scan(`the ${part.part}`, part)
    context.progress({ progress: { done, total: staged.size }, entries: { done: entries, total } })
  }
  if (entries !== total) throw new AppError('internal', { why: `${entries} of ${total} entries were written` })
  signal.throwIfAborted()
  return staged.size
}
