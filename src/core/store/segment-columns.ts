import { describe, type Level, type NewEntry, oneLine, specOf, tellFacts } from '../model'
import { createFactsPacker, joinFacts, type PackedFacts, unpackFacts } from './segment-facts'
import type { SegmentColumns } from './session-store'

/** An entry that knows its place, before the session has numbered it. */
export type PlacedEntry = NewEntry & { readonly document: string; readonly n: number }

/**
 * Columns as an index row keeps them: words once, numbers as typed arrays, texts
 * joined by line feeds. Reading rows so packed is about twice as fast as reading
 * arrays of strings, and they stay small until somebody looks at them.
 */
export interface PackedColumns {
  /** Triples: index of the document, number of the first entry, how many entries follow each other from there. */
  readonly runs: readonly number[]
  readonly t: ArrayLike<number>
  /** Each `kind/type` once, and per entry which. */
  readonly types: readonly string[]
  readonly type: ArrayLike<number>
  /** Each source once, and per entry 1 + which; 0 is none. */
  readonly sources: readonly string[]
  readonly source: ArrayLike<number>
  /** Index into `levels`. */
  readonly level: ArrayLike<number>
  readonly label: string
  readonly text: string
  /** Absent in segments written before there were any. */
  readonly facts?: PackedFacts | undefined
}

/** The order is part of the format. */
const levels: readonly Level[] = ['debug', 'info', 'warn', 'error']

/** Longest searchable text of one entry in its column. The entry itself holds the rest. */
const textLength = 240

/** Gives each distinct word a number, in order of appearance. */
function createDictionary() {
  const words: string[] = []
  const numbers = new Map<string, number>()
  return {
    words,
    numberOf(word: string): number {
      const known = numbers.get(word)
      if (known !== undefined) return known
      numbers.set(word, words.length)
      return words.push(word) - 1
    },
  }
}

/** Adds `count` entries from `first` on to `runs`, in the last triple where they go on from it. */
function addRun(runs: number[], document: number, first: number, count: number): void {
  const last = runs.length - 3
  if (last >= 0 && runs[last] === document && (runs[last + 1] ?? 0) + (runs[last + 2] ?? 0) === first) {
    runs[last + 2] = (runs[last + 2] ?? 0) + count
  } else runs.push(document, first, count)
}

/** The columns of `entries` (at least one), and the documents their runs point at. */
export function packColumns(entries: readonly PlacedEntry[]): { readonly documents: readonly string[]; readonly columns: PackedColumns } {
  const documents = createDictionary()
  const types = createDictionary()
  const sources = createDictionary()
  const runs: number[] = []
  const t = new Float64Array(entries.length)
  const type = new Uint16Array(entries.length)
  const source = new Uint16Array(entries.length)
  const level = new Uint8Array(entries.length)
  const labels: string[] = []
  const texts: string[] = []
  const facts = createFactsPacker()
  const tells: boolean[] = []
  entries.forEach((entry, i) => {
    const described = describe(entry)
    addRun(runs, documents.numberOf(entry.document), entry.n, 1)
    t[i] = entry.t
    type[i] = types.numberOf(`${entry.kind}/${entry.type}`)
    source[i] = entry.source === undefined ? 0 : sources.numberOf(entry.source) + 1
    level[i] = levels.indexOf(described.level)
    const label = described.label.includes('\n') ? oneLine(described.label) : described.label
    const text = described.text === '' ? '' : oneLine(described.text, textLength)
    labels.push(label)
    texts.push(text)
    const number = type[i] ?? 0
    // Asked once per type: most types tell nothing, and most entries are of few types.
    tells[number] ??= specOf(entry.kind, entry.type)?.facts !== undefined
    if (tells[number]) {
      facts.begin(i, label, text === described.text)
      tellFacts(entry, facts)
    }
  })
  const columns = {
    runs,
    t,
    types: types.words,
    type,
    sources: sources.words,
    source,
    level,
    label: labels.join('\n'),
    text: texts.join('\n'),
    facts: facts.packed(),
  }
  return { documents: documents.words, columns }
}

interface Packed {
  readonly documents: readonly string[]
  readonly columns: PackedColumns
}

/** The columns of several runs as those of one, without looking at a single entry. */
export function joinColumns(parts: readonly Packed[]): Packed {
  const documents = createDictionary()
  const types = createDictionary()
  const sources = createDictionary()
  const runs: number[] = []
  const count = parts.reduce((sum, { columns }) => sum + columns.t.length, 0)
  const t = new Float64Array(count)
  const type = new Uint16Array(count)
  const source = new Uint16Array(count)
  const level = new Uint8Array(count)
  let at = 0
  for (const { documents: names, columns } of parts) {
    for (let i = 0; i < columns.runs.length; i += 3) {
      const document = documents.numberOf(names[columns.runs[i] ?? 0] ?? '')
      addRun(runs, document, columns.runs[i + 1] ?? 0, columns.runs[i + 2] ?? 0)
    }
    const typeNumbers = columns.types.map(types.numberOf)
    const sourceNumbers = [0, ...columns.sources.map((word) => sources.numberOf(word) + 1)]
    t.set(columns.t, at)
    level.set(columns.level, at)
    for (let i = 0; i < columns.t.length; i++) {
      type[at + i] = typeNumbers[columns.type[i] ?? 0] ?? 0
      source[at + i] = sourceNumbers[columns.source[i] ?? 0] ?? 0
    }
    at += columns.t.length
  }
  const columns = {
    runs,
    t,
    types: types.words,
    type,
    sources: sources.words,
    source,
    level,
    label: parts.map((part) => part.columns.label).join('\n'),
    text: parts.map((part) => part.columns.text).join('\n'),
    facts: joinFacts(parts.map((part) => ({ facts: part.columns.facts, entries: part.columns.t.length }))),
  }
  return { documents: documents.words, columns }
}

/** One value per entry and column, as readers want them. */
export function unpackColumns(packed: PackedColumns): SegmentColumns {
  const document: number[] = []
  const n: number[] = []
  for (let run = 0; run < packed.runs.length; run += 3) {
    const first = packed.runs[run + 1] ?? 0
    for (let i = 0; i < (packed.runs[run + 2] ?? 0); i++) {
      document.push(packed.runs[run] ?? 0)
      n.push(first + i)
    }
  }
  const types = packed.types.map((word) => word.split('/'))
  const label = packed.label.split('\n')
  const each = <T>(column: ArrayLike<number>, value: (number: number) => T): readonly T[] => Array.from(column, value)
  return {
    document,
    n,
    t: Array.from(packed.t),
    kind: each(packed.type, (number) => types[number]?.[0] ?? ''),
    type: each(packed.type, (number) => types[number]?.[1] ?? ''),
    source: each(packed.source, (number) => packed.sources[number - 1] ?? null),
    label,
    text: packed.text.split('\n'),
    level: each(packed.level, (number) => levels[number] ?? 'info'),
    facts: packed.facts && unpackFacts(packed.facts, label),
  }
}
