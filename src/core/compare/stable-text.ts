/**
 * What differs between two runs of the same thing though nobody meant it to:
 * ids made anew for each run, and numbers of five digits or more. Short numbers
 * stay: they tell steps, pages and places apart.
 */
const passing =
  /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\b(?=[a-z]*\d)[\da-f]{8,}\b|\b(?=[A-Za-z_-]*\d)(?=[\d_-]*[A-Za-z])[\w-]{20,}\b|\d{5,}|:r[\da-z]+:/gi

/** `text` with what differs from run to run as `*`. */
export function stableText(text: string): string {
  return text.replace(passing, '*')
}

/** An address as it says where something is: without the place it is served from, with the names of its parameters only. */
export function stableAddress(url: string): string {
  const [, rest = ''] = /^(?:[a-z][\w+.-]*:)?(?:\/\/[^/?#]*)?(.*)$/is.exec(url) ?? []
  const [path = '', query = ''] = rest.split('#', 1)[0]?.split('?') ?? []
  const names = query === '' ? [] : query.split('&').map((pair) => pair.split('=', 1)[0] ?? '')
  return stableText(path + (names.length > 0 ? `?${names.sort().join('&')}` : ''))
}

/** 53 bits of a text (cyrb53, public domain): so many that no two texts of two sessions are likely to share them. */
export function hashOf(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}
