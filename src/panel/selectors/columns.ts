type NumberArray = Float64Array | Uint32Array | Uint16Array | Uint8Array

/** A column of numbers that grows. Read `data[i]` for i below `length`; `data` is replaced when it grows, so never keep it. */
export interface Column<Data extends NumberArray = NumberArray> {
  data: Data
  length: number
  push(value: number): void
  /** Makes it at least so long, with zeros behind what was there. */
  fillUpTo(length: number): void
}

/** From here on a column grows by a quarter of its length: twice as much as is needed would be most of what a panel may take. */
const LONG = 100_000

const longer = (length: number): number => (length < LONG ? length * 2 : Math.ceil(length * 1.25))

/** An empty column; `make` is the array it is kept in: `(length) => new Uint32Array(length)`. */
export function createColumn<Data extends NumberArray>(make: (length: number) => Data): Column<Data> {
  const column: Column<Data> = {
    data: make(256),
    length: 0,
    push(value) {
      if (column.length === column.data.length) grow(longer(column.length))
      column.data[column.length++] = value
    },
    fillUpTo(length) {
      if (length <= column.length) return
      if (length > column.data.length) grow(Math.max(length, longer(column.data.length)))
      else column.data.fill(0, column.length, length)
      column.length = length
    },
  }

  function grow(length: number): void {
    const wider = make(length)
    wider.set(column.data)
    column.data = wider
  }

  return column
}

export type CodeArray = Uint8Array | Uint16Array | Uint32Array

/** An empty column of whole numbers that are small as a rule: it takes one byte for each until one needs two, or four. */
export function createCodes(): Column<CodeArray> {
  let make: (length: number) => CodeArray = uint8
  let most = 0xff
  const column = createColumn<CodeArray>((length) => make(length))
  const { push } = column

  function widen(value: number): void {
    make = value > 0xffff ? uint32 : uint16
    most = value > 0xffff ? 0xffff_ffff : 0xffff
    const wider = make(column.data.length)
    wider.set(column.data)
    column.data = wider
  }

  column.push = (value) => {
    if (value > most) widen(value)
    push(value)
  }
  return column
}

export const float64 = (length: number): Float64Array => new Float64Array(length)
export const uint32 = (length: number): Uint32Array => new Uint32Array(length)
const uint16 = (length: number): Uint16Array => new Uint16Array(length)
export const uint8 = (length: number): Uint8Array => new Uint8Array(length)

/** Gives each distinct text a small number, in order of first sight. */
export interface Interner {
  readonly texts: readonly string[]
  codeOf(text: string): number
}

export function createInterner(): Interner {
  const texts: string[] = []
  const codes = new Map<string, number>()
  return {
    texts,
    codeOf(text) {
      const known = codes.get(text)
      if (known !== undefined) return known
      codes.set(text, texts.length)
      return texts.push(text) - 1
    },
  }
}

/** First index below `length` whose value is not `before`; `length` when all are. */
export function lowerBound(data: Float64Array | Uint32Array, length: number, before: (value: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (before(data[middle] ?? 0)) low = middle + 1
    else high = middle
  }
  return low
}
