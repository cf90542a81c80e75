import type { Bytes } from '../core/archive'
import { AppError } from '../core/errors'
import type { StagedFile, Staging, StagingSink } from '../core/jobs'

const FOLDER = 'staging'

/** The folder of the origin private file system that holds staged files; every context of the extension sees the same. */
export async function stagingFolder(storage: Pick<StorageManager, 'getDirectory'> = navigator.storage): Promise<FileSystemDirectoryHandle> {
  const root = await storage.getDirectory()
  return await root.getDirectoryHandle(FOLDER, { create: true })
}

/** The staging area of every context. Writing (`create`) works in a worker only: elsewhere there are no synchronous handles. */
export function createOpfsStaging(folder: () => Promise<FileSystemDirectoryHandle> = stagingFolder): Staging {
  return {
    create: (name) => staged(async () => openSink(await folder(), name)),
    open: (name) => staged(async () => openFile(await folder(), name)),
    remove: (name) => staged(async () => removeFile(await folder(), name)),
    list: () =>
      staged(async () => {
        const names: string[] = []
        for await (const name of (await folder()).keys()) names.push(name)
        return names
      }),
  }
}

async function openSink(folder: FileSystemDirectoryHandle, name: string): Promise<StagingSink> {
  const file = await folder.getFileHandle(name, { create: true })
  if (!hasSyncAccess(file)) throw new AppError('job/staging', { why: 'only a worker can write here' })
  const handle = await file.createSyncAccessHandle()
  let open = true
  let at = 0
  const close = () => {
    if (open) handle.close()
    open = false
  }
  handle.truncate(0)
  return {
    write: (bytes) =>
      staged(async () => {
        // A full disk shows as an error in one browser, as a short write in another.
        const written = handle.write(bytes, { at })
        if (written < bytes.length) throw new AppError('job/staging', { why: 'the disk is full' })
        at += written
      }),
    close: () =>
      staged(async () => {
        handle.flush()
        close()
      }),
    abort: () =>
      staged(async () => {
        close()
        await removeFile(folder, name)
      }),
  }
}

/** Workers have it, and the types of the DOM do not. */
interface SyncAccess {
  createSyncAccessHandle(): Promise<{
    write(bytes: Bytes, options: { readonly at: number }): number
    truncate(size: number): void
    flush(): void
    close(): void
  }>
}

function hasSyncAccess(file: FileSystemFileHandle): file is FileSystemFileHandle & SyncAccess {
  return 'createSyncAccessHandle' in file
}

async function openFile(folder: FileSystemDirectoryHandle, name: string): Promise<StagedFile> {
  const handle = await folder.getFileHandle(name)
  const file = await handle.getFile()
  return { size: file.size, read: () => chunksOf(file) }
}

async function* chunksOf(file: File): AsyncGenerator<Bytes> {
  const reader = file.stream().getReader()
  try {
    for (;;) {
      const next = await staged(() => reader.read())
      if (next.done) return
      yield next.value
    }
  } finally {
    await reader.cancel()
  }
}

async function removeFile(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await folder.removeEntry(name)
  } catch (error) {
    // What is not there need not be removed.
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error
  }
}

/** Runs `work`; what the browser throws becomes `job/staging`. */
async function staged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError) throw error
    const full = error instanceof DOMException && error.name === 'QuotaExceededError'
    throw new AppError('job/staging', { why: full ? 'the disk is full' : error instanceof Error ? error.message : String(error) }, error)
  }
}
