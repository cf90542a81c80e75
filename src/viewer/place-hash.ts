import type { Place } from '../panel'

/** A place as the fragment of an address: `#s=<session>&t=<n>.<document>&f=<filter>`. Empty for none. */
export function hashOf(place: Place | undefined): string {
  if (place === undefined) return ''
  const words = new URLSearchParams({ s: place.session })
  if (place.entry !== undefined) words.set('t', `${place.entry.n}.${place.entry.document}`)
  if (place.filter !== '') words.set('f', place.filter)
  return `#${words}`
}

/** The place that a fragment names; undefined for one that names none. */
export function placeOf(hash: string): Place | undefined {
  const words = new URLSearchParams(hash.replace(/^#/, ''))
  const session = words.get('s')
  if (session === null || session === '') return undefined
  const named = words.get('t') ?? ''
  const [, n, document] = /^(\d{1,15})\.(.+)$/s.exec(named) ?? []
  const entry = n === undefined || document === undefined ? undefined : { document, n: Number(n) }
  const place = { session, entry, filter: words.get('f') ?? '' }
  return entry === undefined && named !== '' ? { ...place, unclear: true } : place
}

export function isSamePlace(a: Place | undefined, b: Place | undefined): boolean {
  return hashOf(a) === hashOf(b) && a?.unclear === b?.unclear
}
