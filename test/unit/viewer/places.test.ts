import { effect } from '@preact/signals'
import { afterEach, expect, it } from 'vitest'
import type { Place } from '../../../src/panel'
import { createAddressPlaces } from '../../../src/viewer/places'

let ending = new AbortController()
afterEach(() => {
  ending.abort()
  ending = new AbortController()
})

/** A window's address and history, and the moment that passes only when it is told to. */
function stage(hash = '') {
  const base = 'https://host.example/viewer/?session=x'
  const entries = [base + hash]
  let at = 0
  const listeners = new Map<string, () => void>()
  const window = {
    location: {
      get href() {
        return entries[at] ?? base
      },
      get hash() {
        return new URL(entries[at] ?? base).hash
      },
    },
    history: {
      pushState(_: unknown, __: string, url?: string | URL | null) {
        entries.splice(at + 1, entries.length, String(url))
        at++
      },
      replaceState(_: unknown, __: string, url?: string | URL | null) {
        entries[at] = String(url)
      },
    },
    addEventListener: (type: string, listener: () => void) => void listeners.set(type, listener),
  }
  let waiting: (() => void) | undefined
  const places = createAddressPlaces(window, (run) => (waiting = run), ending.signal)
  return {
    places,
    hashes: () => entries.map((url) => new URL(url).hash),
    settle: () => waiting?.(),
    back() {
      at--
      listeners.get('popstate')?.()
    },
    leave: () => listeners.get('pagehide')?.(),
  }
}

const at = (session: string, n?: number, filter = ''): Place => ({
  session,
  entry: n === undefined ? undefined : { document: 'd', n },
  filter,
})

it('writes another moment of a session over the last, once it has settled', () => {
  const { places, hashes, settle } = stage()
  places.moved(at('a'))
  places.moved(at('a', 1))
  places.moved(at('a', 2, 'cart'))
  expect(hashes()).toEqual(['', '#s=a'])
  settle()
  expect(hashes()).toEqual(['', '#s=a&t=2.d&f=cart'])
})

it('makes each session a step of the history, the last moment of the one before kept in it', () => {
  const { places, hashes, back } = stage()
  places.moved(at('a'))
  places.moved(at('a', 3))
  places.moved(undefined)
  places.moved(at('b'))
  expect(hashes()).toEqual(['', '#s=a&t=3.d', '', '#s=b'])
  const wanted: (string | undefined)[] = []
  effect(() => void wanted.push(places.wanted.value.place?.session))
  back()
  back()
  expect(wanted.slice(-2)).toEqual([undefined, 'a'])
  places.moved(at('a', 3))
  expect(hashes()).toEqual(['', '#s=a&t=3.d', '', '#s=b'])
})

it('leaves the address alone that it was opened with, until the panel is elsewhere', () => {
  const { places, hashes, settle } = stage('#s=a&t=9.d')
  expect(places.wanted.value.place).toEqual(at('a', 9))
  places.moved(at('a', 9))
  settle()
  expect(hashes()).toEqual(['#s=a&t=9.d'])
})

it('knows an address whose entry cannot be read, and leaves it behind once the panel is where it could go', () => {
  const { places, hashes, settle } = stage('#s=a&t=noon')
  expect(places.wanted.value.place).toEqual({ ...at('a'), unclear: true })
  expect(stage('#s=a&t=').places.wanted.value.place).toEqual(at('a'))
  places.moved(at('a'))
  settle()
  expect(hashes()).toEqual(['#s=a'])
})

it('writes what has not settled when the page is left', () => {
  const { places, hashes, leave } = stage('#s=a')
  places.moved(at('a', 5))
  leave()
  expect(hashes()).toEqual(['#s=a&t=5.d'])
})

it('links to a place with the file that the page was opened with', () => {
  expect(stage().places.linkTo(at('a', 1, 'x'))).toBe('https://host.example/viewer/?session=x#s=a&t=1.d&f=x')
})
