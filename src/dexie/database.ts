import { Dexie } from 'dexie'

/** The current version. Each step of `versions` is one; IndexedDB sees it tenfold. */
export const databaseVersion = 4

/**
 * The tables that each version adds, as Dexie writes them: primary key first.
 * Entries are removed never, steps are added at the end.
 */
const versions: readonly Readonly<Record<string, string>>[] = [
  {
    sessions: 'id',
    documents: '[log+id]',
    segmentIndex: '[log+lastSeq]',
    segmentBytes: '[log+lastSeq]',
    looseLogs: 'log',
    jobs: 'id',
  },
  { notes: '[log+id]', views: 'log' },
  { exportedFiles: 'id', schedules: 'id' },
  { rulePacks: 'id' },
]

/** The tables of plain rows. */
export type PlainTable = 'jobs' | 'exportedFiles' | 'schedules' | 'rulePacks'

export interface DatabaseOptions {
  readonly name: string
  /** Undefined where the context has none: then opening says so. */
  readonly indexedDB: IDBFactory | undefined
  readonly keyRange: typeof IDBKeyRange | undefined
}

/** The version IndexedDB knows it by. */
export const nativeVersion = databaseVersion * 10

/**
 * A closed database with all its versions declared.
 *
 * Dexie opens a newer database as it finds it, and repairs what differs; ours
 * must refuse and leave it alone. So Dexie gets a factory that opens exactly the
 * version asked for. Dexie's cache serves queries before their commit and clones
 * what it serves: it is off.
 */
export function createDatabase({ name, indexedDB, keyRange }: DatabaseOptions): Dexie {
  const exact = indexedDB && {
    open(database: string, version?: number): IDBOpenDBRequest {
      if (version !== nativeVersion) throw new DOMException('The database has another version.', 'VersionError')
      return indexedDB.open(database, version)
    },
  }
  const db = new Dexie(name, {
    cache: 'disabled',
    chromeTransactionDurability: 'relaxed',
    indexedDB: exact,
    IDBKeyRange: keyRange,
  })
  versions.forEach((stores, i) => {
    db.version(i + 1).stores(stores)
  })
  return db
}
