import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DexieStore } from '../../../src/dexie'
import { databaseVersion, nativeVersion } from '../../../src/dexie/database'
import { committed, createFakeDatabase, done, type FakeDatabase } from '../../contract/store/fake-database'
import { entriesOf, expectConsistent } from '../../contract/store/parts/support'
import { entries } from '../../harness/notation'

const folder = new URL('../../fixtures/databases/', import.meta.url)

interface Dump {
  readonly version: number
  readonly stores: readonly { readonly name: string; readonly keyPath: string | string[]; readonly rows: readonly unknown[] }[]
}

/** Bytes and numbers as JSON cannot hold them. */
function revive(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('base64' in value) return new Uint8Array(Buffer.from(String(value.base64), 'base64'))
  if (!('array' in value) || !('values' in value) || !Array.isArray(value.values)) return value
  if (value.array === 'Float64Array') return Float64Array.from(value.values)
  return value.array === 'Uint16Array' ? Uint16Array.from(value.values) : Uint8Array.from(value.values)
}

async function load(database: FakeDatabase, version: number): Promise<void> {
  const dump: Dump = JSON.parse(readFileSync(new URL(`version-${version}.json`, folder), 'utf8'), revive)
  const request = database.factory.open(database.name, dump.version)
  request.onupgradeneeded = () => {
    for (const { name, keyPath, rows } of dump.stores) {
      const table = request.result.createObjectStore(name, { keyPath })
      for (const row of rows) table.put(row)
    }
  }
  const db = await done(request)
  await committed(db.transaction([...db.objectStoreNames]))
  db.close()
}

const notesOf = async (store: DexieStore) => (await store.listNotes('session')).map(({ id }) => id)

describe('databases on disk', () => {
  let database: FakeDatabase
  beforeEach(() => {
    database = createFakeDatabase()
  })
  afterEach(() => database.close())
  const versions = Array.from({ length: databaseVersion }, (_, i) => i + 1)

  it('have a frozen specimen of each version', () => {
    const kept = readdirSync(folder).filter((name) => name.startsWith('version-'))
    expect(kept.sort()).toEqual(versions.map((version) => `version-${version}.json`).sort())
  })

  it.each(versions)('of version %i open with all they hold, and can be gone on with', async (version) => {
    await load(database, version)
    const store = database.open()
    expect(await store.getSession('session')).toMatchObject({ status: 'ended', counts: { entries: 13 } })
    expect((await entriesOf(store, 'session')).map(({ type }) => type)).toEqual([
      'navigation',
      'open',
      'keyframe',
      'change',
      'console',
      'input',
      'error',
      'response',
      'gap',
      'change',
      'mark',
      'close',
      'mark',
    ])
    expect((await store.listSegments('session')).map(({ firstSeq, lastSeq, tail }) => [firstSeq, lastSeq, tail])).toEqual([
      [1, 12, false],
      [13, 13, true],
    ])
    expect(await store.append('session', 'page', 12, entries`click #more`)).toMatchObject({ added: 1 })
    await store.compact('session', true)
    await expectConsistent(store, 'session', 14)
    expect(await notesOf(store)).toEqual(version < 2 ? [] : ['pin', 'note'])
    expect(await store.getView('session')).toEqual(version < 2 ? undefined : { version: 1, filter: { typed: 'cart' } })
    const note = { id: 'mine', anchor: { document: 'page', n: 12 }, text: 'x', tags: [], pinned: false, createdAt: 9e12, editedAt: 9e12 }
    await store.putNote('session', note)
    await store.putView('session', 'another')
    expect((await notesOf(store)).at(-1)).toBe('mine')
    expect(await store.getView('session')).toBe('another')
    const native = await database.raw(async (db) => db.version)
    expect(native).toBe(nativeVersion)
  })
})
