import { Dexie, type Table } from 'dexie'
import type { Bytes } from '../core/archive'
import { AppError } from '../core/errors'
import type { Staging, StagingSink } from '../core/jobs'

interface StagedFileRow {
  readonly name: string
  readonly size: number
  readonly chunks: number
}

interface StagedChunkRow {
  readonly name: string
  readonly at: number
  readonly bytes: Bytes
}

export interface DexieStagingOptions {
  /** Of the database. */
  readonly name: string
  readonly indexedDB?: IDBFactory | undefined
  readonly keyRange?: typeof IDBKeyRange | undefined
}

/** A staging area in a database of its own, where browsers give no files: a file is a run of rows, one per write. */
export function openDexieStaging({
  name,
  indexedDB = globalThis.indexedDB,
  keyRange = globalThis.IDBKeyRange,
}: DexieStagingOptions): Staging {
  const db = new Dexie(name, { cache: 'disabled', indexedDB, IDBKeyRange: keyRange })
  db.version(1).stores({ files: 'name', chunks: '[name+at]' })
  const files: Table<StagedFileRow, string> = db.table('files')
  const chunks: Table<StagedChunkRow> = db.table('chunks')

  const remove = (file: string): Promise<void> =>
    staged(() =>
      db.transaction('rw', files, chunks, async () => {
        await files.delete(file)
        await chunks.where(':id').between([file, Dexie.minKey], [file, Dexie.maxKey]).delete()
      }),
    )

  async function create(file: string): Promise<StagingSink> {
    await remove(file)
    await staged(() => files.put({ name: file, size: 0, chunks: 0 }))
    let size = 0
    let count = 0
    return {
      async write(bytes) {
        // A view into a larger buffer would be stored with all of it.
        await staged(() => chunks.put({ name: file, at: count, bytes: bytes.slice() }))
        size += bytes.length
        count++
      },
      close: () => staged(async () => void (await files.put({ name: file, size, chunks: count }))),
      abort: () => remove(file),
    }
  }

  async function* read({ name: file, chunks: count }: StagedFileRow): AsyncGenerator<Bytes> {
    for (let at = 0; at < count; at++) {
      const row = await staged(() => chunks.get([file, at]))
      if (row === undefined) throw new AppError('job/staging', { why: `${file} is no longer there` })
      yield row.bytes
    }
  }

  return {
    create,
    remove,
    async open(file) {
      const row = await staged(() => files.get(file))
      if (row === undefined) throw new AppError('job/staging', { why: `there is no file ${file}` })
      return { size: row.size, read: () => read(row) }
    },
    list: () => staged(() => files.toCollection().primaryKeys()),
  }
}

/** Runs `work`; what the database rejects with becomes `job/staging`. */
async function staged<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const full = error instanceof Error && /Quota/.test(error.name)
    throw new AppError('job/staging', { why: full ? 'the disk is full' : error instanceof Error ? error.message : String(error) }, error)
  }
}
