import { type Json, setOwn } from '../../value'
import { form, unpackedText } from './forms'

/** What is wrong with a column; `tooMany`: how many values it stands for, where that is the matter. */
export class ColumnFault extends Error {
  constructor(
    message: string,
    readonly tooMany?: number,
  ) {
    super(message)
  }
}

/** Rows that may still be made: a short column can stand for very many. */
export interface RowBudget {
  left: number
}

/** The `rows` values of a column as it was decoded. Throws `ColumnFault`. */
export function fromColumn(column: unknown, rows: number, budget: RowBudget): Json[] {
  if (!Number.isSafeInteger(rows) || rows < 0) throw new ColumnFault('a number of rows is a whole number from 0')
  if (rows > budget.left) throw new ColumnFault('it stands for more values than there may be', rows)
  budget.left -= rows
  if (!Array.isArray(column)) return new Array<Json>(rows).fill(scalarOf(column))
  const [name, ...parts] = column as readonly unknown[]
  const read = typeof name === 'number' ? readers[name] : undefined
  if (read === undefined) throw new ColumnFault('a column has no such form')
  return read(parts, rows, budget)
}

/** The same for numbers. */
export function numbersFrom(column: unknown, rows: number, budget: RowBudget): readonly number[] {
  const values = fromColumn(column, rows, budget)
  if (!values.every((value) => typeof value === 'number')) throw new ColumnFault('numbers were expected in a column')
  return values
}

export function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new ColumnFault('a list was expected in a column')
  return value
}

function scalarOf(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (value instanceof Uint8Array) return textOf(value)
  throw new ColumnFault('a value is none that JSON has')
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' || value instanceof Uint8Array ? unpackedText(value) : undefined
  if (text === undefined) throw new ColumnFault('a text was expected in a column')
  return text
}

/** Whole numbers from 0 and what they add up to. */
function lengthsFrom(column: unknown, rows: number, budget: RowBudget): { readonly lengths: readonly number[]; readonly sum: number } {
  const lengths = numbersFrom(column, rows, budget)
  let sum = 0
  for (const length of lengths) {
    if (!Number.isSafeInteger(length) || length < 0) throw new ColumnFault('a length is a whole number from 0')
    sum += length
  }
  return { lengths, sum }
}

type Read = (parts: readonly unknown[], rows: number, budget: RowBudget) => Json[]

const readers: Readonly<Record<number, Read>> = {
  [form.list]([values], rows) {
    const list = listOf(values)
    if (list.length !== rows) throw new ColumnFault('a column has too few values, or too many')
    return list.map(scalarOf)
  },

  [form.table]([values, places], rows, budget) {
    const table = listOf(values).map(scalarOf)
    return numbersFrom(places, rows, budget).map((place) => itemAt(table, place))
  },

  [form.steps]([steps], rows, budget) {
    let value = 0
    return numbersFrom(steps, rows, budget).map((step) => {
      value += step
      if (!Number.isFinite(value)) throw new ColumnFault('steps lead beyond all numbers')
      return value
    })
  },

  [form.decimals]([digits, numbers], rows, budget) {
    if (typeof digits !== 'number' || !Number.isInteger(digits) || digits < 1 || digits > 9)
      throw new ColumnFault('the digits are a number from 1 to 9')
    const scale = 10 ** digits
    return numbersFrom(numbers, rows, budget).map((number) => number / scale)
  },

  [form.arrays]([lengthColumn, items], rows, budget) {
    const { lengths, sum } = lengthsFrom(lengthColumn, rows, budget)
    const values = fromColumn(items, sum, budget)
    let start = 0
    return lengths.map((length) => {
      const array = values.slice(start, start + length)
      start += length
      return array
    })
  },

  [form.objects]([keyList, columnList], rows, budget) {
    const keys = listOf(keyList).map(textOf)
    if (new Set(keys).size !== keys.length) throw new ColumnFault('a member is there twice')
    const columns = listOf(columnList)
    if (columns.length !== keys.length) throw new ColumnFault('there are more or fewer columns than members')
    const objects = Array.from({ length: rows }, (): Record<string, Json> => ({}))
    for (const [index, key] of keys.entries()) {
      const values = fromColumn(columns[index], rows, budget)
      for (const [row, object] of objects.entries()) setMember(object, key, values[row] ?? null)
    }
    return objects
  },

  [form.groups]([places, columns], rows, budget) {
    const groups = listOf(columns)
    const placeOf = numbersFrom(places, rows, budget)
    const counts = groups.map(() => 0)
    for (const place of placeOf) counts[place] = itemAt(counts, place) + 1
    const values = groups.map((column, group) => fromColumn(column, counts[group] ?? 0, budget))
    const next = groups.map(() => 0)
    return placeOf.map((place) => {
      const row = next[place] ?? 0
      next[place] = row + 1
      return values[place]?.[row] ?? null
    })
  },

  [form.members]([lengthColumn, keyColumn, valueColumn], rows, budget) {
    const { lengths, sum } = lengthsFrom(lengthColumn, rows, budget)
    const keys = fromColumn(keyColumn, sum, budget)
    const values = fromColumn(valueColumn, sum, budget)
    let next = 0
    return lengths.map((length) => {
      const object: Record<string, Json> = {}
      for (const end = next + length; next < end; next++) {
        const key = textOf(keys[next])
        if (Object.hasOwn(object, key)) throw new ColumnFault('a member is there twice')
        setMember(object, key, values[next] ?? null)
      }
      return object
    })
  },

  [form.runs]([count, valueColumn, lengthColumn], rows, budget) {
    if (typeof count !== 'number') throw new ColumnFault('the number of runs is missing')
    const values = fromColumn(valueColumn, count, budget)
    const { lengths, sum } = lengthsFrom(lengthColumn, count, budget)
    if (sum !== rows) throw new ColumnFault('runs are shorter or longer than their column')
    return values.flatMap((value, run) => new Array<Json>(lengths[run] ?? 0).fill(value))
  },
}

/** What stands at a place that a file tells. */
export function itemAt<T>(list: readonly T[], place: number): T {
  const value = list[place]
  if (value === undefined) throw new ColumnFault('a place is beyond the end of what it points into')
  return value
}

/** Plain assignment is many times faster than defining; only one name means something else. */
function setMember(object: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__') setOwn(object, key, value)
  else object[key] = value
}
