import { AppError } from '../../errors'
import { type Bytes, joinBytes } from '../bytes'
import { invalid } from '../check'
import { unpack } from './packer'

/** Levels of arrays and maps in one value. The columns of a chunk take three for each of an entry. */
const DEEPEST = 4000

/** What a first byte says is next: so many bytes, then so many values. `size` and `count` may have to be read first. */
type Lead =
  | { readonly is: 'bytes'; readonly size: number }
  | { readonly is: 'sized'; readonly width: 1 | 2 | 4 }
  | { readonly is: 'values'; readonly count: number; readonly map: boolean }
  | { readonly is: 'counted'; readonly width: 2 | 4; readonly map: boolean }

/** Walks through one MessagePack value as it comes, so that no more of it is held than is asked for. */
export interface Cursor {
  /** Where it is, in bytes from the beginning. */
  offset(): number
  /** Enters a map: how many members follow. `expected` says what should be there, for the error. */
  map(expected: string): Promise<number>
  /** Enters an array: how many items follow. */
  array(expected: string): Promise<number>
  /** The next value as a whole. Throws `archive/too-large` for one over `longest` bytes. */
  value(longest: number): Promise<unknown>
  /** Whether nothing follows. */
  atEnd(): Promise<boolean>
}

/** `mostValues`: in one value, itself and those in it. Errors: `archive/truncated`, `archive/too-large`, `archive/invalid`, with the offset. */
export function createCursor(source: AsyncIterable<Bytes>, mostValues: number): Cursor {
  const iterator = source[Symbol.asyncIterator]()
  let buffer: Bytes = new Uint8Array(0)
  let at = 0
  /** Of the buffer's first byte in the document. */
  let base = 0

  const offset = (): number => base + at

  /** Makes more bytes available behind `at`; false at the end. */
  async function more(): Promise<boolean> {
    const waiting = [buffer.subarray(at)]
    let size = buffer.length - at
    // As much again as there is: so a long value is put together a few times only.
    const wanted = 2 * size + 1
    while (size < wanted) {
      const next = await iterator.next()
      if (next.done === true) break
      waiting.push(next.value)
      size += next.value.length
    }
    const grown = size > buffer.length - at
    base += at
    buffer = joinBytes(waiting)
    at = 0
    return grown
  }

  async function have(size: number): Promise<void> {
    while (buffer.length - at < size) if (!(await more())) throw truncated(offset() + buffer.length - at)
  }

  async function enter(map: boolean, expected: string): Promise<number> {
    await have(1)
    const lead = leadOf(buffer[at] ?? 0)
    if (lead === undefined || (lead.is !== 'values' && lead.is !== 'counted') || lead.map !== map) {
      throw invalid(`byte ${offset()}`, `${expected} was expected here`)
    }
    if (lead.is === 'values') {
      at++
      return lead.count
    }
    await have(1 + lead.width)
    const count = uint(buffer, at + 1, lead.width)
    at += 1 + lead.width
    return count
  }

  return {
    offset,
    map: (expected) => enter(true, expected),
    array: (expected) => enter(false, expected),
    async value(longest) {
      const extent = createExtent(mostValues)
      for (;;) {
        const length = extent.measure(buffer.subarray(at), offset())
        if (length !== undefined) {
          if (length > longest) throw tooLarge(offset(), length, longest)
          const bytes = buffer.subarray(at, at + length)
          const begin = offset()
          at += length
          return unpacked(bytes, begin)
        }
        if (extent.least() > longest) throw tooLarge(offset(), extent.least(), longest)
        if (!(await more())) throw truncated(offset() + buffer.length - at)
      }
    },
    async atEnd() {
      return buffer.length === at && !(await more())
    },
  }
}

function unpacked(bytes: Bytes, begin: number): unknown {
  try {
    return unpack(bytes)
  } catch (error) {
    throw new AppError('archive/invalid', { at: `byte ${begin}`, why: 'a value cannot be decoded' }, error)
  }
}

/** Measures how long a value is, over as many tries as it takes until all of it is there. */
function createExtent(mostValues: number) {
  let at = 0
  let values = 0
  /** How many values are still to come at each level. */
  const open: number[] = [1]

  return {
    /** At least so many bytes, as far as was seen. */
    least: (): number => at,

    /** The length of the value that `bytes` begins with, or undefined while its end is not there. */
    measure(bytes: Bytes, begin: number): number | undefined {
      for (;;) {
        while (open.at(-1) === 0) open.pop()
        if (open.length === 0) return at <= bytes.length ? at : undefined
        if (at >= bytes.length) return undefined
        const lead = leadOf(bytes[at] ?? 0)
        if (lead === undefined) throw invalid(`byte ${begin + at}`, 'there is a type that an archive has not')
        const width = lead.is === 'sized' || lead.is === 'counted' ? lead.width : 0
        if (at + 1 + width > bytes.length) return undefined
        const told = width === 0 ? 0 : uint(bytes, at + 1, width)
        open.push((open.pop() ?? 1) - 1)
        // A byte can be a value, and a value can take a hundred bytes of memory.
        if (++values > mostValues) throw tooMany(begin, values, mostValues)
        at += 1 + width
        if (lead.is === 'bytes') at += lead.size
        else if (lead.is === 'sized') at += told
        else {
          const count = lead.is === 'values' ? lead.count : told
          open.push(lead.map ? 2 * count : count)
          if (open.length > DEEPEST) throw invalid(`byte ${begin + at}`, `there are more than ${DEEPEST} levels`)
        }
      }
    },
  }
}

/** MessagePack's first bytes (specification of 2013, "Formats"), without extensions. */
function leadOf(byte: number): Lead | undefined {
  if (byte < 0x80 || byte >= 0xe0) return { is: 'bytes', size: 0 }
  if (byte < 0x90) return { is: 'values', count: byte & 0x0f, map: true }
  if (byte < 0xa0) return { is: 'values', count: byte & 0x0f, map: false }
  if (byte < 0xc0) return { is: 'bytes', size: byte & 0x1f }
  return leads[byte]
}

const leads: Readonly<Record<number, Lead>> = {
  192: { is: 'bytes', size: 0 },
  194: { is: 'bytes', size: 0 },
  195: { is: 'bytes', size: 0 },
  196: { is: 'sized', width: 1 },
  197: { is: 'sized', width: 2 },
  198: { is: 'sized', width: 4 },
  202: { is: 'bytes', size: 4 },
  203: { is: 'bytes', size: 8 },
  204: { is: 'bytes', size: 1 },
  205: { is: 'bytes', size: 2 },
  206: { is: 'bytes', size: 4 },
  207: { is: 'bytes', size: 8 },
  208: { is: 'bytes', size: 1 },
  209: { is: 'bytes', size: 2 },
  210: { is: 'bytes', size: 4 },
  211: { is: 'bytes', size: 8 },
  217: { is: 'sized', width: 1 },
  218: { is: 'sized', width: 2 },
  219: { is: 'sized', width: 4 },
  220: { is: 'counted', width: 2, map: false },
  221: { is: 'counted', width: 4, map: false },
  222: { is: 'counted', width: 2, map: true },
  223: { is: 'counted', width: 4, map: true },
}

function uint(bytes: Bytes, at: number, width: 1 | 2 | 4): number {
  let value = 0
  for (let index = 0; index < width; index++) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}

function truncated(at: number): AppError {
  return new AppError('archive/truncated', { at: `byte ${at}` })
}

function tooMany(at: number, size: number, limit: number): AppError {
  return new AppError('archive/too-large', { what: `the number of values in the one at byte ${at}`, size, limit })
}

function tooLarge(at: number, size: number, limit: number): AppError {
  return new AppError('archive/too-large', { what: `the value at byte ${at}`, size, limit })
}
