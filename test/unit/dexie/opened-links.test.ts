import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { openOpenedLinks } from '../../../src/dexie'

const url = (path: string): URL => new URL(path, 'https://a.example/')

describe('the links that were opened', () => {
  it('are known with their sessions, to every page', async () => {
    const options = { name: 'links', indexedDB: new IDBFactory(), keyRange: IDBKeyRange }
    await openOpenedLinks(options).opened(url('x'), ['one', 'two'], 1)
    const links = openOpenedLinks(options)
    expect(await links.sessionsOf(url('x'))).toEqual(['one', 'two'])
    expect(await links.sessionsOf(url('y'))).toEqual([])
    await links.opened(url('x'), ['three'], 2)
    expect(await links.sessionsOf(url('x'))).toEqual(['three'])
  })

  it('are forgotten oldest first when there are many', async () => {
    const links = openOpenedLinks({ name: 'links', indexedDB: new IDBFactory(), keyRange: IDBKeyRange })
    for (let i = 0; i < 201; i++) await links.opened(url(`${i}`), ['one'], i)
    expect(await Promise.all(['0', '1', '200'].map((path) => links.sessionsOf(url(path))))).toEqual([[], ['one'], ['one']])
  })

  it('say like the store why they cannot be read', async () => {
    const broken = {
      open: () => {
        throw new DOMException('no', 'SecurityError')
      },
    } as unknown as IDBFactory
    const links = openOpenedLinks({ name: 'links', indexedDB: broken, keyRange: IDBKeyRange })
    await expect(links.sessionsOf(url('x'))).rejects.toMatchObject({ code: 'store/unavailable' })
  })
})
