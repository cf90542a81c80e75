import { AppError } from '../../errors'
import { invalid, isRecord } from '../check'
import type { ArchiveLimits } from '../limits'
import { type EntryClock, fromEntryColumns } from './entry-columns'
import { unpackedText } from './forms'
import { ColumnFault, fromColumn, type RowBudget } from './from-columns'

/** More levels than our own members have. What is nested deeper is none of them, and stays as it is for the checks to refuse. */
const MEMBER_LEVELS = 16

/** What was made of our own members, with the texts that MessagePack could not hold as texts again. */
export function plainMembers(value: unknown, levels = MEMBER_LEVELS): unknown {
  if (value instanceof Uint8Array) return unpackedText(value) ?? value
  if (levels === 0) return value
  if (Array.isArray(value)) return value.map((item: unknown) => plainMembers(item, levels - 1))
  if (!isRecord(value) || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainMembers(member, levels - 1)]))
}

/** Makes what it was of the columns of one document, within one budget of rows. */
export interface ColumnReader {
  /** The entries of a chunk. `documents` are of its session, not checked by this; `read`: bytes of the document so far. Throws `archive/invalid`, `archive/too-large`. */
  entries(chunk: unknown, documents: readonly unknown[], read: number, at: string): readonly unknown[]
  view(column: unknown, read: number, at: string): unknown
}

/**
 * Few bytes of columns can stand for very many rows. One chunk stands for
 * `limits.values` at most, and a document for no more than that and some for
 * each of its bytes: else one of many small chunks would take for ever.
 */
export function createColumnReader(limits: ArchiveLimits): ColumnReader {
  let made = 0

  function within<T>(bytes: number, at: string, make: (budget: RowBudget) => T): T {
    const most = Math.min(limits.values, limits.values + bytes * limits.rowsPerByte - made)
    const budget = { left: most }
    try {
      return make(budget)
    } catch (error) {
      // Columns are read by recursion, and the stack of no engine is promised.
      if (error instanceof RangeError) throw invalid(at, 'its columns are nested too deep')
      if (!(error instanceof ColumnFault)) throw error
      if (error.tooMany)
        throw new AppError('archive/too-large', { what: `the number of values at ${at}`, size: error.tooMany, limit: most }, error)
      throw invalid(at, error.message)
    } finally {
      made += most - budget.left
    }
  }

  return {
    entries: (chunk, documents, read, at) => within(read, at, (budget) => fromEntryColumns(chunk, documents.map(clockOf), budget)),
    view: (column, read, at) => within(read, at, (budget) => fromColumn(column, 1, budget)[0]),
  }
}

function clockOf(document: unknown): EntryClock {
  const { id, timeOrigin, offset } = isRecord(document) ? document : {}
  if (typeof id === 'string' && typeof timeOrigin === 'number' && typeof offset === 'number') return { id, timeOrigin, offset }
  throw new ColumnFault('a document has no id or no clock')
}
