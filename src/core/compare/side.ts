import { createEntryKeys, type KeyedEntry, roles } from './entry-key'
import type { Sequence } from './pair-others'

/** A session to be compared: its entries by their places in the order of time. */
export interface Side extends Sequence {
  /** The number of the source of each entry of state; −1 for others. */
  readonly source: Int32Array
  /** What each source is called. */
  readonly names: readonly string[]
  /** For each source the places of what decides its state, rising. */
  readonly histories: readonly Uint32Array[]
}

export interface SideBuilder {
  /** Takes the next entry in the order of seq. */
  add(entry: KeyedEntry): void
  readonly length: number
  /** `order`: which of the added entries stands at each place. */
  finish(order: Uint32Array): Side
}

/** Entries of kind state that decide no state, though they name a source. */
const NONE = -1

/** Collects what is needed of each entry: some 30 bytes, and no objects. */
export function createSide(): SideBuilder {
  const keyOf = createEntryKeys()
  let role = new Uint8Array(1024)
  let numbers = new Float64Array(3 * 1024)
  let source = new Int32Array(1024)
  let length = 0
  const codes = new Map<string, number>()
  const names: string[] = []
  /** The sources of each document: a gap that names none concerns them all. */
  const byDocument = new Map<string, number[]>()
  /** For such a gap, the sources there were. */
  const gaps = new Map<number, readonly number[]>()

  function codeOf({ document, source: id }: KeyedEntry): number {
    const key = `${document}\n${id}`
    let code = codes.get(key)
    if (code === undefined) {
      code = names.push(id ?? '') - 1
      codes.set(key, code)
      byDocument.set(document, [...(byDocument.get(document) ?? []), code])
    }
    return code
  }

  function grow(): void {
    const wider = { role: new Uint8Array(length * 2), numbers: new Float64Array(length * 6), source: new Int32Array(length * 2) }
    wider.role.set(role)
    wider.numbers.set(numbers)
    wider.source.set(source)
    role = wider.role
    numbers = wider.numbers
    source = wider.source
  }

  return {
    get length() {
      return length
    },
    add(entry) {
      if (length === role.length) grow()
      const key = keyOf(entry)
      role[length] = key.role
      numbers.set([key.key, key.loose, key.lane], length * 3)
      const code = entry.kind === 'state' && entry.source !== null ? codeOf(entry) : NONE
      source[length] = code
      if (code !== NONE && entry.type === 'open') names[code] = entry.label.replace(/ opened \([^()]*\)$/, '')
      if (code === NONE && entry.kind === 'state') gaps.set(length, byDocument.get(entry.document) ?? [])
      length++
    },
    finish(order) {
      const each = (of: number): Float64Array => Float64Array.from(order, (row) => numbers[row * 3 + of] ?? 0)
      const placed = Int32Array.from(order, (row) => source[row] ?? NONE)
      return {
        length: order.length,
        role: Uint8Array.from(order, (row) => role[row] ?? roles.silent),
        key: each(0),
        loose: each(1),
        lane: each(2),
        source: placed,
        names,
        histories: historiesOf(order, placed, gaps, names.length),
      }
    },
  }
}

function historiesOf(
  order: Uint32Array,
  source: Int32Array,
  gaps: ReadonlyMap<number, readonly number[]>,
  sources: number,
): readonly Uint32Array[] {
  const concerned = (place: number): readonly number[] => {
    const code = source[place] ?? NONE
    return code === NONE ? (gaps.get(order[place] ?? 0) ?? []) : [code]
  }
  const counts = new Uint32Array(sources)
  for (let place = 0; place < order.length; place++) for (const code of concerned(place)) counts[code] = (counts[code] ?? 0) + 1
  const histories = Array.from(counts, (count) => new Uint32Array(count))
  counts.fill(0)
  for (let place = 0; place < order.length; place++) {
    for (const code of concerned(place)) {
      const history = histories[code]
      const at = counts[code] ?? 0
      if (history !== undefined) history[at] = place
      counts[code] = at + 1
    }
  }
  return histories
}
