import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { createMemoryStaging, type Staging } from '../../../src/core/jobs'
import { openDexieStaging } from '../../../src/dexie'
import { createOpfsStaging } from '../../../src/host/opfs-staging'
import { collect } from '../../unit/archive/support'
import { fakeFolder } from './fake-folder'

function opfs(): Staging {
  const folder = fakeFolder()
  return createOpfsStaging(async () => folder)
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text))

async function put(staging: Staging, name: string, ...parts: readonly string[]): Promise<void> {
  const sink = await staging.create(name)
  for (const part of parts) await sink.write(bytes(part))
  await sink.close()
}

async function contentOf(staging: Staging, name: string): Promise<string> {
  return (await collect((await staging.open(name)).read())).toString()
}

describe.each([
  ['in memory', createMemoryStaging],
  ['in the origin private file system', opfs],
  ['in a database', () => openDexieStaging({ name: 'staging', indexedDB: new IDBFactory(), keyRange: IDBKeyRange })],
])('a staging area %s', (_, create) => {
  it('keeps what was written, to be read as often as wanted', async () => {
    const staging = create()
    await put(staging, 'a', 'one ', 'two ', 'three')
    expect(await contentOf(staging, 'a')).toBe('one two three')
    expect(await contentOf(staging, 'a')).toBe('one two three')
    expect((await staging.open('a')).size).toBe(13)
  })

  it('empties a file that is created again', async () => {
    const staging = create()
    await put(staging, 'a', 'a long first text')
    await put(staging, 'a', 'short')
    expect(await contentOf(staging, 'a')).toBe('short')
  })

  it('keeps nothing of a file that was given up', async () => {
    const staging = create()
    const sink = await staging.create('a')
    await sink.write(bytes('half'))
    await sink.abort()
    expect(await staging.list()).toEqual([])
    await put(staging, 'a', 'again')
    expect(await contentOf(staging, 'a')).toBe('again')
  })

  it('lists and removes; removing what is not there is fine', async () => {
    const staging = create()
    await put(staging, 'a', '1')
    await put(staging, 'b', '2')
    expect([...(await staging.list())].sort()).toEqual(['a', 'b'])
    await staging.remove('a')
    await staging.remove('a')
    expect(await staging.list()).toEqual(['b'])
  })

  it('says so when a file is not there', async () => {
    await expect(create().open('a')).rejects.toMatchObject({ code: 'job/staging' })
  })

  it('gives a file free when nobody reads on', async () => {
    const staging = create()
    await put(staging, 'a', 'x'.repeat(500_000))
    for await (const chunk of (await staging.open('a')).read()) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    await staging.remove('a')
    expect(await staging.list()).toEqual([])
  })
})

describe('a staging area whose disk is full', () => {
  it.each([
    ['throws', () => Promise.reject(new DOMException('no room', 'QuotaExceededError'))],
    ['writes less than it was given', () => Promise.resolve(2)],
  ])('says so when the browser %s', async (_, outcome) => {
    const folder = fakeFolder()
    const full = {
      ...folder,
      getFileHandle: async () => ({
        createSyncAccessHandle: async () => {
          const written = await outcome().catch((error: unknown) => error)
          return {
            truncate: () => undefined,
            flush: () => undefined,
            close: () => undefined,
            write() {
              if (typeof written === 'number') return written
              throw written
            },
          }
        },
      }),
    } as unknown as FileSystemDirectoryHandle
    const sink = await createOpfsStaging(async () => full).create('a')
    await expect(sink.write(bytes('four'))).rejects.toMatchObject({ code: 'job/staging', detail: { why: 'the disk is full' } })
    await sink.abort()
  })
})
