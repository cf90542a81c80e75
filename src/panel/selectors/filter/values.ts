/** What a value that was typed means: understood, not typed to its end, or nothing. */
export type Read<T> = { readonly state: 'whole'; readonly value: T } | { readonly state: 'unfinished' | 'bad' }

const unfinished = { state: 'unfinished' } as const
const bad = { state: 'bad' } as const

const sizes: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1e3, kb: 1e3, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9 }
const durations: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1000, min: 60_000 }
const quantity = /^(\d+(?:\.\d+)?)([a-z]*)$/i

/** `100k`, `2M`, `512`: bytes, in the decimal units that browsers show. */
export const readSize = (typed: string): Read<number> => readQuantity(typed, sizes)

/** `16ms`, `1s`, `1.5s`, `2min`; without a unit, milliseconds. */
export const readDuration = (typed: string): Read<number> => readQuantity(typed, durations)

function readQuantity(typed: string, units: Readonly<Record<string, number>>): Read<number> {
  const [, number, name = ''] = quantity.exec(typed) ?? []
  if (number === undefined) return /^\d*\.?$/.test(typed) ? unfinished : bad
  const unit = name.toLowerCase()
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined
  if (factor !== undefined) return { state: 'whole', value: Number(number) * factor }
  return Object.keys(units).some((other) => other.startsWith(unit)) ? unfinished : bad
}

/** Statuses from the first to the last. */
export interface StatusRange {
  readonly from: number
  readonly to: number
}

/** `404`, `4xx`, `40x`, `>=400`, `<300`, `400-499`. */
export function readStatus(typed: string): Read<StatusRange> {
  const whole = (from: number, to: number): Read<StatusRange> => ({ state: 'whole', value: { from, to } })
  if (/^\d{3}$/.test(typed)) return whole(Number(typed), Number(typed))
  if (/^\d(?:\dx|xx)$/i.test(typed)) return whole(Number(typed.replaceAll(/x/gi, '0')), Number(typed.replaceAll(/x/gi, '9')))
  const between = /^(\d{3})-(\d{3})$/.exec(typed)
  if (between !== null) return whole(Number(between[1]), Number(between[2]))
  const compared = /^(>=?|<=?)(\d{1,3})$/.exec(typed)
  if (compared !== null) {
    const bound = Number(compared[2])
    if (compared[1] === '>=') return whole(bound, Infinity)
    if (compared[1] === '>') return whole(bound + 1, Infinity)
    // Nothing has the status 0: it says that there was none.
    return compared[1] === '<=' ? whole(1, bound) : whole(1, bound - 1)
  }
  return /^(?:\d{1,2}|\dx|[<>]=?|\d{3}-\d{0,2})$/i.test(typed) ? unfinished : bad
}

/** One of `known`, whatever its case. */
export function readWord<T extends string>(typed: string, known: readonly T[]): Read<T> {
  const lower = typed.toLowerCase()
  const found = known.find((word) => word.toLowerCase() === lower)
  if (found !== undefined) return { state: 'whole', value: found }
  return known.some((word) => word.toLowerCase().startsWith(lower)) ? unfinished : bad
}

/**
 * Whether a text is the one typed, upper and lower case alike; `*` stands for
 * anything. Never a regular expression: those can take for ever.
 */
export function wildcard(typed: string): (text: string) => boolean {
  const [first = '', ...rest] = typed.toLowerCase().split('*')
  const last = rest.pop()
  if (last === undefined) return (text) => text.toLowerCase() === first
  return (text) => {
    const lower = text.toLowerCase()
    if (!lower.startsWith(first)) return false
    let at = first.length
    for (const part of rest) {
      const found = lower.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return lower.length - last.length >= at && lower.endsWith(last)
  }
}

/** The same, anywhere in the text. */
export function wildcardWithin(typed: string): (text: string) => boolean {
  if (typed.includes('*')) return wildcard(`*${typed}*`)
  const wanted = typed.toLowerCase()
  return (text) => text.toLowerCase().includes(wanted)
}

const host = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]/]*\]|[^/?#:]*)(:\d+)?/i

/** The host of an address, lower case, without and with its port; both empty where it has none. */
export function hostOf(url: string): readonly [name: string, withPort: string] {
  const [, name = '', port = ''] = host.exec(url) ?? []
  const lower = name.toLowerCase()
  return [lower, lower + port]
}

/** Whether an address is of the domain typed or of one below it; `*` stands for anything. */
export function ofDomain(typed: string): (url: string) => boolean {
  const wanted = typed.toLowerCase()
  if (wanted.includes('*')) {
    const matches = wildcard(wanted)
    return (url) => hostOf(url).some(matches)
  }
  return (url) => {
    const [name, withPort] = hostOf(url)
    return name !== '' && (name === wanted || withPort === wanted || name.endsWith(`.${wanted}`))
  }
}
