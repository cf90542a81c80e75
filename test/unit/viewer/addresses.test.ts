import { describe, expect, it } from 'vitest'
import type { Place } from '../../../src/panel'
import { chargeOfName, nameOfCharge } from '../../../src/viewer/names'
import { hashOf, placeOf } from '../../../src/viewer/place-hash'
import { fileNameOf, linkedFile } from '../../../src/viewer/session-link'
import { lackOf } from '../../../src/viewer/surroundings'

describe('the place in an address', () => {
  it.each<[string, Place]>([
    ['#s=id1', { session: 'id1', entry: undefined, filter: '' }],
    ['#s=id1&t=42.document-1', { session: 'id1', entry: { document: 'document-1', n: 42 }, filter: '' }],
    ['#s=id1&t=7.a.b+%26+c&f=%23+%3D%26%25', { session: 'id1', entry: { document: 'a.b & c', n: 7 }, filter: '# =&%' }],
  ])('%s is written and read the same', (hash, place) => {
    expect(hashOf(place)).toBe(hash)
    expect(placeOf(hash)).toEqual(place)
  })

  it('is none without a session', () => {
    expect(['', '#', '#s=', '#t=4.d&f=x', '#anything'].map(placeOf)).toEqual(Array(5).fill(undefined))
    expect(hashOf(undefined)).toBe('')
  })

  it('leaves out an entry that is none', () => {
    for (const t of ['x', '4', '4.', '.d', '-1.d', '1e9.d']) expect(placeOf(`#s=a&t=${t}`)?.entry).toBeUndefined()
  })
})

describe('the file that a link names', () => {
  const page = (query: string) => new URL(`https://host.example/viewer/${query}`)

  it('is an address of the web, or one relative to the page', () => {
    expect(linkedFile(page(''))).toBeUndefined()
    expect(linkedFile(page('?session='))).toBeUndefined()
    expect(linkedFile(page('?session=a/b.gz'))?.href).toBe('https://host.example/viewer/a/b.gz')
    expect(linkedFile(page('?session=http%3A%2F%2Fo.example%2Fx%23part'))?.href).toBe('http://o.example/x')
  })

  it.each(['javascript:1', 'data:,x', 'blob:https://a/b', 'file:///x', 'https://user:word@a.example/', 'http://'])(
    'is refused when it is %s',
    (named) => {
      expect(() => linkedFile(page(`?session=${encodeURIComponent(named)}`))).toThrow(expect.objectContaining({ code: 'link/bad-address' }))
    },
  )

  it('is called by the last part of its path', () => {
    const names = ['https://a.example/x/My%20visit.gz?y', 'https://a.example/', 'https://a.example/100%/'].map((url) =>
      fileNameOf(new URL(url)),
    )
    expect(names).toEqual(['My visit.gz', 'a.example', '100%'])
  })
})

describe('where the viewer was opened', () => {
  const good = { location: { protocol: 'https:' }, isSecureContext: true, navigator: { locks: {} }, indexedDB: {}, Worker: {} }

  it.each([
    ['all there', {}, undefined],
    ['a file', { location: { protocol: 'file:' } }, 'file'],
    ['plain http', { isSecureContext: false }, 'insecure'],
    ['no locks', { navigator: {} }, 'storage'],
  ])('with %s', (_, over, lack) => {
    expect(lackOf({ ...good, ...over })).toBe(lack)
  })
})

it('tells its worker whose jobs it runs, and where their files are', () => {
  for (const staging of ['files', 'database'] as const) {
    expect(chargeOfName(nameOfCharge({ owner: 'a-b_c', staging }))).toEqual({ owner: 'a-b_c', staging })
  }
})
