import type { Env } from '../core/env'
import { type Staging, stagedName } from '../core/jobs'
import { openDexieStaging } from '../dexie'
import { createOpfsStaging } from '../host/opfs-staging'
import { release, releaseBlob } from '../host/release'
import { stageFile } from '../host/stage-file'
import { type StagingKind, stagingDatabaseName } from './names'

/** Files on their way in and out of this page. */
export interface ViewerFiles {
  readonly kind: StagingKind
  readonly staging: Staging
  /** Copies a file to where a job can read it; gives its name there. */
  stage(file: File, progress: (done: number, total: number) => void, signal: AbortSignal): Promise<string>
  /** Hands a staged file to the person, as a download named `name`. */
  release(file: string, name: string): Promise<void>
}

/** Private windows of some browsers have no files of the origin, and some browsers cannot write them from a page. */
export async function stagingKind(storage: Pick<StorageManager, 'getDirectory'> | undefined): Promise<StagingKind> {
  if (typeof FileSystemFileHandle === 'undefined' || !('createWritable' in FileSystemFileHandle.prototype)) return 'database'
  try {
    await storage?.getDirectory()
    return storage === undefined ? 'database' : 'files'
  } catch {
    return 'database'
  }
}

export function stagingOf(kind: StagingKind): Staging {
  return kind === 'files' ? createOpfsStaging() : openDexieStaging({ name: stagingDatabaseName })
}

export function openViewerFiles(env: Pick<Env, 'now' | 'id'>, kind: StagingKind): ViewerFiles {
  const staging = stagingOf(kind)
  if (kind === 'files') {
    return { kind, staging, stage: (file, progress, signal) => stageFile(file, { env, progress, signal }), release }
  }
  return {
    kind,
    staging,
    stage: (file, progress, signal) => copyInto(staging, stagedName('import', env), file, progress, signal),
    async release(file, name) {
      const parts: Blob[] = []
      // As blobs the browser may keep them on disk.
      for await (const bytes of (await staging.open(file)).read()) parts.push(new Blob([bytes]))
      releaseBlob(new Blob(parts), name)
    },
  }
}

async function copyInto(
  staging: Staging,
  name: string,
  file: File,
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const sink = await staging.create(name)
  let done = 0
  try {
    for await (const chunk of file.stream()) {
      signal.throwIfAborted()
      await sink.write(chunk)
      done += chunk.length
      progress(done, file.size)
    }
    await sink.close()
  } catch (error) {
    await sink.abort()
    throw error
  }
  return name
}
