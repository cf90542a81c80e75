/** Runs in a blank page: the work that `segment-writes.bench.ts` measures. */
import { Dexie } from 'dexie'
import type { Env } from '../../../src/core/env'
import type { DocumentInfo, NewEntry, Session } from '../../../src/core/model'
import { noCounts } from '../../../src/core/model'
import { openDexieStore } from '../../../src/dexie'
import { typicalEntries } from '../lib/typical-entries'

export interface Feeding {
  /** Entries per batch. */
  readonly batch: number
  /** How many batches are on their way at once. */
  readonly window: number
}

/** Milliseconds of what a session store does once it is full; `segments` is how many there are then. */
export interface Afterwards {
  readonly compact: number
  readonly list: number
  readonly read: number
  readonly segments: number
}

/** A place to write to. `first` counts from 0. */
interface Target {
  write(first: number, part: readonly NewEntry[]): Promise<unknown>
  stored(): Promise<number>
  afterwards(): Promise<Afterwards | undefined>
  close(): Promise<void>
}

// Dexie traces every operation on pages of localhost, and nowhere else.
Dexie.debug = false

let entries: readonly NewEntry[] = []
let databases = 0
const targets = new Map<string, Target>()

const env: Env = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  id: () => crypto.randomUUID(),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  sha256: () => Promise.reject(new Error('not needed here')),
}

const session: Session = {
  id: 's',
  name: 'Bench',
  origin: location.origin,
  from: 'recorded',
  status: 'recording',
  createdAt: 0,
  browser: navigator.userAgent,
  revision: 0,
  description: '',
  tags: [],
  counts: noCounts,
}
const document: DocumentInfo = { id: 'd', url: location.href, title: '', timeOrigin: 0, offset: 0, late: false }

async function time(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** The session store. */
async function openSegments(name: string): Promise<Target> {
  const store = openDexieStore({ env, name })
  await store.createSession(session)
  await store.putDocument('s', document)
  return {
    write: (first, part) => store.append('s', 'd', first + 1, part),
    stored: async () => (await store.getSession('s')).counts.entries,
    async afterwards() {
      const compact = await time(() => store.compact('s', true))
      const list = await time(async () => {
        for (const { columns } of await store.listSegments('s')) void columns
      })
      const segments = await store.listSegments('s')
      const read = await time(async () => {
        for (const { firstSeq } of segments) await store.readSegment('s', firstSeq)
      })
      return { compact, list, read, segments: segments.length }
    },
    async close() {
      store.close()
      await Dexie.delete(name)
    },
  }
}

/** A row per entry; no index but the key, relaxed as well. */
async function openRows(name: string): Promise<Target> {
  const db = new Dexie(name, { cache: 'disabled', chromeTransactionDurability: 'relaxed' })
  db.version(1).stores({ entries: '[session+seq]' })
  await db.open()
  const table = db.table('entries')
  return {
    write: (first, part) =>
      table.bulkAdd(part.map((entry, i) => ({ session: 's', document: 'd', n: first + i + 1, seq: first + i + 1, ...entry }))),
    stored: () => table.count(),
    afterwards: async () => undefined,
    async close() {
      db.close()
      await Dexie.delete(name)
    },
  }
}

const bench = {
  /** Makes the entries. Gives their size as JSON. */
  prepare(count: number): number {
    entries = typicalEntries(count)
    return JSON.stringify(entries).length
  },

  async open(kind: 'segments' | 'rows'): Promise<string> {
    const name = `${kind}-${databases++}`
    targets.set(name, await (kind === 'segments' ? openSegments(name) : openRows(name)))
    return name
  },

  /**
   * Hands over the entries from `from` to `to` in batches, as a recorder does: it
   * waits while `window` batches are not acknowledged. Gives the milliseconds.
   */
  async feed(name: string, from: number, to: number, { batch, window }: Feeding): Promise<number> {
    const target = targetOf(name)
    let next = from
    const lane = async () => {
      while (next < to) {
        const first = next
        next += batch
        await target.write(first, entries.slice(first, first + batch))
      }
    }
    return time(() => Promise.all(Array.from({ length: window }, lane)))
  },

  async finish(name: string): Promise<Afterwards | undefined> {
    const target = targetOf(name)
    if ((await target.stored()) !== entries.length) throw new Error(`${await target.stored()} entries were stored`)
    const figures = await target.afterwards()
    await target.close()
    targets.delete(name)
    return figures
  },
}

function targetOf(name: string): Target {
  const target = targets.get(name)
  if (target === undefined) throw new Error(`There is no ${name}`)
  return target
}

declare global {
  var segmentWrites: typeof bench
}
globalThis.segmentWrites = bench
