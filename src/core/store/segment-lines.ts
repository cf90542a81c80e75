import { AppError } from '../errors'
import { type Fact, specOf } from '../model'
import type { PlacedEntry } from './segment-columns'

/** Why something is no segment. Becomes `store/corrupt` once it is known which segment it is. */
export class Fault extends Error {}

/** An entry as segments hold it. */
export type EntryValues = readonly [t: number, kind: string, type: string, source: string | null, data: unknown]

/** The entries of lines that each hold several. Throws a `Fault`, or `store/newer` for a type of entry not known. */
export function decodeLines(texts: readonly string[]): readonly PlacedEntry[] {
  const entries: PlacedEntry[] = []
  linesOf(texts).forEach((value, i) => {
    if (!isHead(value) || !('entries' in value) || !Array.isArray(value.entries)) throw new Fault(`line ${i + 1} holds no entries`)
    const { document, n } = value
    const list: readonly unknown[] = value.entries
    list.forEach((values, k) => {
      if (!isEntryValues(values)) throw new Fault(`line ${i + 1}: value ${k + 1} is no entry`)
      entries.push(placed(values, document, n + k))
    })
  })
  return entries
}

/** The same of lines that each hold one entry, behind a line that names the document and the first number. */
export function decodeHeadedLines(texts: readonly string[]): readonly PlacedEntry[] {
  const entries: PlacedEntry[] = []
  let document: string | undefined
  let n = 0
  linesOf(texts).forEach((value, i) => {
    if (isHead(value)) {
      document = value.document
      n = value.n
    } else if (isEntryValues(value) && document !== undefined) entries.push(placed(value, document, n++))
    else throw new Fault(`line ${i + 1} is no entry`)
  })
  return entries
}

function linesOf(texts: readonly string[]): readonly unknown[] {
  const lines = texts.flatMap((text) => {
    const lines = text.split('\n')
    if (lines.pop() !== '') throw new Fault('a last line is cut off')
    return lines
  })
  return lines.map((line, i) => {
    try {
      return JSON.parse(line)
    } catch {
      // The parser's own message quotes the line, and errors never hold recorded values.
      throw new Fault(`line ${i + 1} is not JSON`)
    }
  })
}

function isHead(value: unknown): value is { readonly document: string; readonly n: number } {
  if (typeof value !== 'object' || value === null || !('document' in value) || !('n' in value)) return false
  return typeof value.document === 'string' && Number.isSafeInteger(value.n)
}

function isEntryValues(value: unknown): value is EntryValues {
  if (!Array.isArray(value) || value.length !== 5) return false
  const [t, kind, type, source]: readonly unknown[] = value
  return typeof t === 'number' && typeof kind === 'string' && typeof type === 'string' && (source === null || typeof source === 'string')
}

function placed([t, kind, type, source, data]: EntryValues, document: string, n: number): PlacedEntry {
  const fact = source === null ? { kind, type, data } : { kind, type, source, data }
  if (!isFact(fact)) throw new AppError('store/newer')
  return { ...fact, t, document, n }
}

/** Payloads were checked before they were stored; only a type that does not exist yet can still differ. */
function isFact(value: { readonly kind: string; readonly type: string }): value is Fact {
  return specOf(value.kind, value.type) !== undefined
}
