import type { Entry } from '../../model'
import { isJsonObject, type Json } from '../../value'
import type { ArchiveDocument } from '../schema'
import type { Column } from './forms'
import { ColumnFault, fromColumn, itemAt, listOf, numbersFrom, type RowBudget } from './from-columns'
import { numberColumn } from './number-columns'
import { toColumn } from './to-columns'

/** The entries of a chunk as columns (SPEC: P4). */
export interface EntryColumns {
  /** Of the first entry; they rise by one. */
  readonly seq: number
  readonly count: number
  /** Places in the documents of the session. */
  readonly document: Column
  /** What each exceeds the number that is expected: one more than the last of its document in this chunk, or 0. */
  readonly n: Column
  /** Milliseconds since the clock of its document began; or, where `since` is `epoch`, since 1970. */
  readonly t: Column
  readonly since: 'document' | 'epoch'
  /** Pairs of kind and type, and the place of each entry's among them. */
  readonly types: readonly (readonly [string, string])[]
  readonly type: Column
  /** Nil for none. */
  readonly source: Column
  /** For each pair of kind and type a column of what its entries hold. */
  readonly data: readonly Column[]
}

/** What a document tells of the times of its entries. */
export type EntryClock = Pick<ArchiveDocument, 'id' | 'timeOrigin' | 'offset'>

export function toEntryColumns(entries: readonly Entry[], documents: readonly EntryClock[]): EntryColumns {
  const placeOf = new Map(documents.map(({ id }, place) => [id, place]))
  const places = entries.map(({ document }) => placeOf.get(document) ?? 0)
  const types = new Map<string, { readonly place: number; readonly pair: readonly [string, string]; readonly data: Json[] }>()
  const typeOf = entries.map(({ kind, type, data }) => {
    const name = `${kind}/${type}`
    const known = types.get(name) ?? { place: types.size, pair: [kind, type] as const, data: [] }
    types.set(name, known)
    known.data.push(data as unknown as Json)
    return known.place
  })
  const clocks = documents.map(clockOf)
  const times = timesSince(entries, (row) => clocks[places[row] ?? 0] ?? 0)
  return {
    seq: entries[0]?.seq ?? 1,
    count: entries.length,
    document: numberColumn(places),
    n: numberColumn(
      excesses(
        entries.map(({ n }) => n),
        places,
      ),
    ),
    t: numberColumn(times ?? entries.map(({ t }) => t)),
    since: times === undefined ? 'epoch' : 'document',
    types: [...types.values()].map(({ pair }) => pair),
    type: numberColumn(typeOf),
    source: toColumn(entries.map(({ source }) => source ?? null)),
    data: [...types.values()].map(({ data }) => toColumn(data)),
  }
}

/** The time in milliseconds since 1970 at which a document's clock began. */
function clockOf({ timeOrigin, offset }: EntryClock): number {
  return timeOrigin + offset
}

/** A browser's clock tells tenths of a microsecond at most. */
const MOST_DIGITS = 4

/**
 * Times on the clocks of their documents with as few digits as give the same times
 * when they are added up again; undefined where none do.
 */
function timesSince(entries: readonly Entry[], clock: (row: number) => number): readonly number[] | undefined {
  for (let digits = 0; digits <= MOST_DIGITS; digits++) {
    const scale = 10 ** digits
    const times = entries.map(({ t }, row) => Math.round((t - clock(row)) * scale) / scale)
    if (entries.every(({ t }, row) => clock(row) + (times[row] ?? 0) === t)) return times
  }
  return undefined
}

function excesses(numbers: readonly number[], places: readonly number[]): readonly number[] {
  const expected = new Map<number, number>()
  return numbers.map((n, row) => {
    const place = places[row] ?? 0
    const excess = n - (expected.get(place) ?? 0)
    expected.set(place, n + 1)
    return excess
  })
}

/** The entries of a chunk, each as it would stand in JSON; not checked yet. Throws `ColumnFault`. */
export function fromEntryColumns(value: unknown, documents: readonly EntryClock[], budget: RowBudget): readonly unknown[] {
  if (!isJsonObject(value as Json)) throw new ColumnFault('a chunk of entries is a map')
  const { seq, count, document, n, t, since, types, type, source, data, ...unknown } = value as Readonly<Record<string, unknown>>
  const [surplus] = Object.keys(unknown)
  if (surplus !== undefined) throw new ColumnFault(`a chunk has no member ${JSON.stringify(surplus.slice(0, 100))}`)
  if (typeof seq !== 'number' || typeof count !== 'number' || (since !== 'document' && since !== 'epoch')) {
    throw new ColumnFault('the number of a chunk’s first entry, its count or its clock is missing')
  }
  const places = numbersFrom(document, count, budget)
  const numbers = totals(numbersFrom(n, count, budget), places)
  const times = numbersFrom(t, count, budget)
  const pairs = listOf(types).map(pairOf)
  const typeOf = numbersFrom(type, count, budget)
  const sources = fromColumn(source, count, budget)
  const columns = listOf(data)
  const counts = pairs.map(() => 0)
  for (const place of typeOf) counts[place] = itemAt(counts, place) + 1
  if (columns.length !== pairs.length) throw new ColumnFault('a type is missing')
  const values = columns.map((column, place) => fromColumn(column, counts[place] ?? 0, budget))
  const next = pairs.map(() => 0)
  return typeOf.map((place, row) => {
    const at = documents[places[row] ?? -1]
    if (at === undefined) throw new ColumnFault('there is no such document')
    const [kind, name] = pairs[place] ?? ['', '']
    const index = next[place] ?? 0
    next[place] = index + 1
    const time = times[row] ?? 0
    const of = sources[row] ?? null
    return {
      ...{ seq: seq + row, document: at.id, n: numbers[row], t: since === 'document' ? clockOf(at) + time : time, kind, type: name },
      ...(of !== null && { source: of }),
      data: values[place]?.[index],
    }
  })
}

function totals(excess: readonly number[], places: readonly number[]): readonly number[] {
  const expected = new Map<number, number>()
  return excess.map((more, row) => {
    const place = places[row] ?? 0
    const n = (expected.get(place) ?? 0) + more
    expected.set(place, n + 1)
    return n
  })
}

function pairOf(value: unknown): readonly [string, string] {
  const [kind, type, ...more] = listOf(value)
  if (typeof kind !== 'string' || typeof type !== 'string' || more.length > 0) throw new ColumnFault('a pair of kind and type was expected')
  return [kind, type]
}
