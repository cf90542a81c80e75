import { type ArchivePart, archiveLimits, readArchive } from '../../archive'
import { AppError } from '../../errors'
import type { JobContext } from '../job-context'
import type { ImportRequest, JobPhase, StagedImport } from '../job-state'

/** Reads the staged files of an import, deltas too. Its walks tell how far they are, and end with the job's signal. */
export interface StagedReader {
  /** Begins a phase that reads all of the files. */
  begin(phase: JobPhase): Promise<void>
  read(file: StagedImport): AsyncGenerator<ArchivePart>
  /** Tells how far it is, with so many entries. */
  tell(entries: number): void
}

export function createStagedReader(context: JobContext, { files, format }: Pick<ImportRequest, 'files' | 'format'>): StagedReader {
  const { env, staging, signal } = context
  const done = new Map<string, number>()
  let size = 0
  const total = (): number => context.job().description?.sessions.reduce((sum, session) => sum + session.entries, 0) ?? 0
  const progress = () => ({
    done: Math.min(
      size,
      [...done.values()].reduce((sum, bytes) => sum + bytes, 0),
    ),
    total: size,
  })

  return {
    async begin(phase) {
      done.clear()
      size = 0
      for (const { file } of files) size += (await staging.open(file)).size
      await context.update({ phase, progress: progress(), entries: { done: 0, total: total() } })
    },
    async *read({ file }) {
      const staged = await staging.open(file)
      const limit = archiveLimits.file
      if (staged.size > limit) throw new AppError('archive/too-large', { what: 'it', size: staged.size, limit })
      const counted = async function* () {
        // Read again from the beginning when something is wrong with it.
        let read = 0
        for await (const chunk of staged.read()) {
          signal.throwIfAborted()
          read += chunk.length
          done.set(file, read)
          yield chunk
        }
      }
      for await (const part of readArchive(env, { read: counted }, { format, deltas: true })) {
        signal.throwIfAborted()
        yield part
      }
      signal.throwIfAborted()
    },
    tell: (entries) => context.progress({ progress: progress(), entries: { done: entries, total: total() } }),
  }
}
