import { archiveLimits } from '../core/archive'
import type { Env } from '../core/env'
import { AppError } from '../core/errors'
import { stagedName } from '../core/jobs'
import { stagingFolder } from './opfs-staging'

export interface StageFileOptions {
  readonly env: Pick<Env, 'now' | 'id'>
  readonly signal?: AbortSignal | undefined
  /** Bytes so far. */
  progress?(done: number, total: number): void
  folder?(): Promise<FileSystemDirectoryHandle>
}

/**
 * Copies a file that a person dropped or chose to where a job can read it, as a
 * stream. Gives its name there. Throws `archive/too-large`, `job/staging`, or the
 * signal's reason; then nothing of it stays.
 */
export async function stageFile(
  file: File,
  { env, signal, progress = () => undefined, folder = stagingFolder }: StageFileOptions,
): Promise<string> {
  const limit = archiveLimits.file
  if (file.size > limit) throw new AppError('archive/too-large', { what: 'it', size: file.size, limit })
  const name = stagedName('import', env)
  const directory = await folder()
  const handle = await directory.getFileHandle(name, { create: true })
  let done = 0
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      done += chunk.length
      progress(done, file.size)
      controller.enqueue(chunk)
    },
  })
  try {
    const options = signal === undefined ? {} : { signal }
    await file
      .stream()
      .pipeThrough(counted, options)
      .pipeTo(await handle.createWritable(), options)
  } catch (error) {
    await directory.removeEntry(name)
    signal?.throwIfAborted()
    throw new AppError('job/staging', { why: error instanceof Error ? error.message : String(error) }, error)
  }
  return name
}
