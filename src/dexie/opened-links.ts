import { Dexie, type Table } from 'dexie'
import { translateError } from './translate-error'

/** Which sessions came from which address, so that a page that is loaded again need not read its file again. Rejects with `AppError`s like the store's. */
export interface OpenedLinks {
  sessionsOf(url: URL): Promise<readonly string[]>
  /** `at` is in milliseconds since the epoch. */
  opened(url: URL, sessions: readonly string[], at: number): Promise<void>
}

interface LinkRow {
  readonly url: string
  readonly sessions: readonly string[]
  readonly at: number
}

export interface OpenedLinksOptions {
  /** Of the database. */
  readonly name: string
  readonly indexedDB?: IDBFactory | undefined
  readonly keyRange?: typeof IDBKeyRange | undefined
}

/** The oldest are forgotten first. */
const MOST = 200

/**
 * In a database of their own: what one tab stored there, the next one that holds
 * the lock of the link sees. `localStorage` reaches other processes some time later.
 */
export function openOpenedLinks({
  name,
  indexedDB = globalThis.indexedDB,
  keyRange = globalThis.IDBKeyRange,
}: OpenedLinksOptions): OpenedLinks {
  const db = new Dexie(name, { cache: 'disabled', indexedDB, IDBKeyRange: keyRange })
  db.version(1).stores({ links: 'url, at' })
  const links: Table<LinkRow, string> = db.table('links')
  return {
    async sessionsOf({ href }) {
      try {
        return (await links.get(href))?.sessions ?? []
      } catch (error) {
        throw translateError(error)
      }
    },
    async opened({ href }, sessions, at) {
      try {
        await db.transaction('rw', links, async () => {
          await links.put({ url: href, sessions, at })
          const old = await links.orderBy('at').reverse().offset(MOST).primaryKeys()
          await links.bulkDelete(old)
        })
      } catch (error) {
        throw translateError(error)
      }
    },
  }
}
