import { type Column, form } from './forms'

/** Decimal digits that are tried; a browser's clock has four at most. */
const MOST_DIGITS = 4

/** Numbers as a column: as they are, as steps, as runs or as a table, whichever is smallest in MessagePack. */
export function numberColumn(numbers: readonly number[]): Column {
  const [first] = numbers
  if (first === undefined) return [form.list, []]
  if (numbers.every((number) => number === first)) return first
  if (!numbers.every(Number.isSafeInteger)) return decimalColumn(numbers) ?? tableColumn(numbers) ?? [form.list, numbers]
  return wholeColumn(numbers)
}

function wholeColumn(numbers: readonly number[]): Column {
  const runs = runColumn(numbers)
  if (runs !== undefined) return runs
  const steps = numbers.map((number, at) => number - (numbers[at - 1] ?? 0))
  const plain = sizeOf(numbers)
  if (steps.every(Number.isSafeInteger) && sizeOf(steps) < plain)
    return [form.steps, steps.length > 1 ? plainColumn(steps) : [form.list, steps]]
  return plain > 2 * numbers.length ? (tableColumn(numbers) ?? [form.list, numbers]) : [form.list, numbers]
}

/** Steps are often the same: runs, or a list. */
function plainColumn(numbers: readonly number[]): Column {
  return runColumn(numbers) ?? [form.list, numbers]
}

function runColumn(numbers: readonly number[]): Column | undefined {
  const values: number[] = []
  const lengths: number[] = []
  for (const [at, number] of numbers.entries()) {
    if (at > 0 && number === numbers[at - 1]) lengths.push((lengths.pop() ?? 0) + 1)
    else {
      values.push(number)
      lengths.push(1)
    }
    if (values.length * 4 > numbers.length + 4) return undefined
  }
  if (values.length * 4 > numbers.length) return undefined
  return [form.runs, values.length, [form.list, values], [form.list, lengths]]
}

function decimalColumn(numbers: readonly number[]): Column | undefined {
  for (let digits = 1; digits <= MOST_DIGITS; digits++) {
    const scale = 10 ** digits
    const whole = numbers.map((number) => Math.round(number * scale))
    if (whole.every((number, at) => Number.isSafeInteger(number) && number / scale === numbers[at])) {
      return [form.decimals, digits, numberColumn(whole)]
    }
  }
  return undefined
}

function tableColumn(numbers: readonly number[]): Column | undefined {
  const places = new Map<number, number>()
  for (const number of numbers) {
    if (!places.has(number)) places.set(number, places.size)
    if (places.size * 2 > numbers.length) return undefined
  }
  return [form.table, [...places.keys()], [form.list, numbers.map((number) => places.get(number) ?? 0)]]
}

/** Bytes in MessagePack. */
function sizeOf(numbers: readonly number[]): number {
  let size = 0
  for (const number of numbers) {
    const positive = number >= 0
    const amount = positive ? number : -number - 1
    if (positive ? amount < 0x80 : amount < 0x20) size += 1
    else if (amount < (positive ? 0x100 : 0x80)) size += 2
    else if (amount < (positive ? 0x10000 : 0x8000)) size += 3
    else if (amount < (positive ? 0x100000000 : 0x80000000)) size += 5
    else size += 9
  }
  return size
}
