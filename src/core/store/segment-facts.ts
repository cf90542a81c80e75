import { type FactSink, oneLine } from '../model'

/**
 * What entries tell beside their label, for those that tell anything. Plain
 * numbers, because a database copies a short list of small ones as fast as a
 * typed array, and keeps them in fewer bytes.
 */
export interface PackedFacts {
  /**
   * Six for each entry that has any: its place in the segment; 1 + which of
   * `methods` (0: none); its status (0: none); its bytes and its milliseconds
   * (-1: not known); where its address is (0: it has none; -1: the next of
   * `urls`; else 1 + where it begins in the label, which ends with it).
   */
  readonly numbers: readonly number[]
  readonly methods: readonly string[]
  /** Addresses that are not the end of their label. */
  readonly urls: readonly string[]
  /** Places of changes whose text is only the beginning of their paths. */
  readonly cut: readonly number[]
  /** Places of changes with a path that a text of paths cannot tell: of the whole, or with white space. */
  readonly odd: readonly number[]
}

/** The same, one value per entry that has any facts, in order of their places. */
export interface SegmentFacts {
  readonly at: readonly number[]
  readonly method: readonly string[]
  readonly status: readonly number[]
  /** NaN where not known. */
  readonly size: readonly number[]
  /** NaN where not known. */
  readonly duration: readonly number[]
  /** Empty where there is none. At most 1,000 characters. */
  readonly url: readonly string[]
  readonly cut: readonly number[]
  readonly odd: readonly number[]
}

const STRIDE = 6
const space = /\s/
/** Longest address that filters see. */
const urlLength = 1000

/** Takes what entries tell, one after the other. */
export interface FactsPacker extends FactSink {
  /** What is told next is of the entry at this place, with this label; `whole` says whether its text is all of it. */
  begin(place: number, label: string, whole: boolean): void
  packed(): PackedFacts
}

export function createFactsPacker(): FactsPacker {
  const numbers: number[] = []
  const methods: string[] = []
  const urls: string[] = []
  const cut: number[] = []
  const odd: number[] = []
  let place = -1
  let label = ''
  let whole = true

  function set(field: number, value: number): void {
    if (numbers.length === 0 || numbers[numbers.length - STRIDE] !== place) numbers.push(place, 0, 0, -1, -1, 0)
    numbers[numbers.length - STRIDE + field] = value
  }

  return {
    begin(nextPlace, nextLabel, nextWhole) {
      place = nextPlace
      label = nextLabel
      whole = nextWhole
    },
    url(url) {
      if (url === '') return
      if (label.endsWith(url)) set(5, 1 + label.length - url.length)
      else {
        urls.push(oneLine(url, urlLength))
        set(5, -1)
      }
    },
    method(method) {
      const known = methods.indexOf(method)
      set(1, known < 0 ? methods.push(method) : known + 1)
    },
    status: (status) => set(2, status),
    size(bytes) {
      if (bytes !== undefined) set(3, bytes)
    },
    duration: (milliseconds) => set(4, milliseconds),
    patch(patch) {
      for (const { path } of patch) {
        if (path === '' || space.test(path)) {
          odd.push(place)
          return
        }
      }
      if (!whole) cut.push(place)
    },
    packed: () => ({ numbers, methods, urls, cut, odd }),
  }
}

/** The facts of several runs as those of one; undefined when one of them was written before there were any. */
export function joinFacts(
  parts: readonly { readonly facts: PackedFacts | undefined; readonly entries: number }[],
): PackedFacts | undefined {
  const numbers: number[] = []
  const methods: string[] = []
  const urls: string[] = []
  const cut: number[] = []
  const odd: number[] = []
  let first = 0
  for (const { facts, entries } of parts) {
    if (facts === undefined) return undefined
    const methodNumbers = facts.methods.map((method) => {
      const known = methods.indexOf(method)
      return known < 0 ? methods.push(method) : known + 1
    })
    for (let i = 0; i < facts.numbers.length; i++) {
      const value = facts.numbers[i] ?? 0
      const field = i % STRIDE
      numbers.push(field === 0 ? value + first : field === 1 && value > 0 ? (methodNumbers[value - 1] ?? 0) : value)
    }
    urls.push(...facts.urls)
    for (const place of facts.cut) cut.push(place + first)
    for (const place of facts.odd) odd.push(place + first)
    first += entries
  }
  return { numbers, methods, urls, cut, odd }
}

/** `labels`: of every entry of the segment. */
export function unpackFacts(facts: PackedFacts, labels: readonly string[]): SegmentFacts {
  const at: number[] = []
  const method: string[] = []
  const status: number[] = []
  const size: number[] = []
  const duration: number[] = []
  const url: string[] = []
  const { numbers } = facts
  let nextUrl = 0
  const known = (value: number): number => (value < 0 ? Number.NaN : value)
  for (let i = 0; i < numbers.length; i += STRIDE) {
    const place = numbers[i] ?? 0
    const where = numbers[i + 5] ?? 0
    at.push(place)
    method.push(facts.methods[(numbers[i + 1] ?? 0) - 1] ?? '')
    status.push(numbers[i + 2] ?? 0)
    size.push(known(numbers[i + 3] ?? -1))
    duration.push(known(numbers[i + 4] ?? -1))
    url.push(where === 0 ? '' : where < 0 ? (facts.urls[nextUrl++] ?? '') : (labels[place]?.slice(where - 1) ?? ''))
  }
  return { at, method, status, size, duration, url, cut: facts.cut, odd: facts.odd }
}
