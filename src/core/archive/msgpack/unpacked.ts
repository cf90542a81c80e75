import { AppError } from '../../errors'
import { invalid, isRecord } from '../check'
import type { ArchiveLimits } from '../limits'
import { type EntryClock, fromEntryColumns } from './entry-columns'
import { unpackedText } from './forms'
import { ColumnFault, fromColumn } from './from-columns'

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

/** The entries of a chunk. `documents` are of its session, not checked by this. Throws `archive/invalid`, `archive/too-large`. */
export function chunkEntries(chunk: unknown, documents: readonly unknown[], limits: ArchiveLimits, at: string): readonly unknown[] {
  return ofColumns(limits, at, (budget) => fromEntryColumns(chunk, documents.map(clockOf), budget))
}

export function viewOf(column: unknown, limits: ArchiveLimits, at: string): unknown {
  return ofColumns(limits, at, (budget) => fromColumn(column, 1, budget)[0])
}

function clockOf(document: unknown): EntryClock {
  const { id, timeOrigin, offset } = isRecord(document) ? document : {}
  if (typeof id === 'string' && typeof timeOrigin === 'number' && typeof offset === 'number') return { id, timeOrigin, offset }
  throw new ColumnFault('a document has no id or no clock')
}

function ofColumns<T>(limits: ArchiveLimits, at: string, read: (budget: { left: number }) => T): T {
  // Two characters are the least that a value takes as JSON.
  const most = limits.line / 2
  const budget = { left: most }
  try {
    return read(budget)
  } catch (error) {
    // Columns are read by recursion, and the stack of no engine is promised.
    if (error instanceof RangeError) throw invalid(at, 'its columns are nested too deep')
    if (!(error instanceof ColumnFault)) throw error
    if (error.tooMany)
      throw new AppError('archive/too-large', { what: `the number of values at ${at}`, size: error.tooMany, limit: most }, error)
    throw invalid(at, error.message)
  }
}
