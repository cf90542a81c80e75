import { kinds } from '../../../core/model'
import type { Segment, SegmentFacts } from '../../../core/store'
import { createCodes, createColumn, float64 } from '../columns'
import { createNamePool, type NamePool } from './name-pool'
import { createSparseRows } from './sparse'

/** What the rows of an index tell beside their label: columns of those that tell anything. */
export interface RowFacts {
  /** Types of actions and addresses that were met, as far as they are kept. */
  readonly actions: NamePool
  readonly urls: NamePool
  readonly methods: NamePool
  /** Takes entries `from`… of a segment as the rows from `firstRow` on. */
  add(segment: Segment, from: number, firstRow: number): void
  /** False for rows of segments that were written before there were facts: then only the entry tells. */
  knows(row: number): boolean
  /** Which of `actions`, `NONE`, or `UNKEPT`. */
  action(row: number): number
  /** Which of `urls`, `NONE`, or `UNKEPT`. */
  url(row: number): number
  /** Which of `methods`, `NONE`, or `UNKEPT`. */
  method(row: number): number
  /** 0 for none. */
  status(row: number): number
  /** NaN where not known. */
  size(row: number): number
  duration(row: number): number
  /** How far the text of a change is all of its paths: wholly, up to where it was cut, or not at all. */
  paths(row: number): 'whole' | 'cut' | 'odd'
  /** Whether it is a keyframe at which anything may have changed: one that replaced the state, or the first after a gap. */
  begins(row: number): boolean
}

export const NONE = -1
/** There is one, but there were too many to keep them all. */
export const UNKEPT = -2

const stateLabel = (why: 'replaced' | 'derived'): string => kinds.state.keyframe.label({ value: null, why })
const replaced = stateLabel('replaced')
const derived = stateLabel('derived')

/** How many names are kept, and of how many characters in all. */
const bounds = { actions: [50_000, 2_000_000], urls: [250_000, 16_000_000], methods: [1000, 20_000] } as const

/** Empty. `most` bounds the names of each sort instead of the usual numbers. */
export function createRowFacts(most = Infinity): RowFacts {
  const poolOf = ([names, characters]: readonly [number, number]): NamePool => createNamePool(Math.min(most, names), characters)
  const actions = poolOf(bounds.actions)
  const urls = poolOf(bounds.urls)
  const methods = poolOf(bounds.methods)
  const acted = createSparseRows()
  const actionCodes = createCodes()
  const told = createSparseRows()
  const urlCodes = createCodes()
  const methodCodes = createCodes()
  const statuses = createCodes()
  const sizes = createColumn(float64)
  const durations = createColumn(float64)
  const cut = createSparseRows()
  const odd = createSparseRows()
  const beginnings = createSparseRows()
  /** First and last rows of what was written before there were facts. */
  const unknown: (readonly [first: number, last: number])[] = []
  /** By document: sources whose history broke off; an empty name stands for all that come. */
  const lost = new Map<string, Set<string>>()
  const keptUp = new Map<string, Set<string>>()

  // Columns of whole numbers hold them one higher: 0 is none, 1 not kept.
  const stored = (code: number): number => (code < 0 ? 1 : code + 2)
  const read = (value: number | undefined): number => (value === undefined || value === 0 ? NONE : value - 2 < 0 ? UNKEPT : value - 2)
  const toldAt = (row: number): number => told.placeOf(row)

  function addFacts({ at, url, method, status, size, duration, ...paths }: SegmentFacts, from: number, shift: number): void {
    for (let i = 0; i < at.length; i++) {
      const place = at[i] ?? 0
      if (place < from) continue
      const [address = '', verb = ''] = [url[i], method[i]]
      told.rows.push(place + shift)
      urlCodes.push(address === '' ? 0 : stored(urls.codeOf(address)))
      methodCodes.push(verb === '' ? 0 : stored(methods.codeOf(verb)))
      statuses.push(status[i] ?? 0)
      sizes.push(size[i] ?? Number.NaN)
      durations.push(duration[i] ?? Number.NaN)
    }
    for (const place of paths.cut) if (place >= from) cut.rows.push(place + shift)
    for (const place of paths.odd) if (place >= from) odd.rows.push(place + shift)
  }

  function addUnknown(first: number, last: number): void {
    const before = unknown.at(-1)
    if (before?.[1] === first - 1) unknown[unknown.length - 1] = [before[0], last]
    else unknown.push([first, last])
  }

  function followState(document: string, source: string | null, type: string, label: string, row: number): void {
    if (type === 'gap') {
      if (source === null) {
        lost.set(document, new Set(['']))
        keptUp.delete(document)
      } else setOf(lost, document).add(source)
      if (source !== null) keptUp.get(document)?.delete(source)
      return
    }
    if (source === null || (type !== 'keyframe' && type !== 'open')) return
    const wasLost = lost.get(document)
    const broken = wasLost !== undefined && (wasLost.has(source) || (wasLost.has('') && keptUp.get(document)?.has(source) !== true))
    if (type === 'keyframe' && (label === replaced || (broken && label !== derived))) beginnings.rows.push(row)
    // A source that opens has no history that could have broken off.
    if (!broken || label === derived) return
    wasLost.delete(source)
    setOf(keptUp, document).add(source)
  }

  return {
    actions,
    urls,
    methods,
    add(segment, from, firstRow) {
      const { facts, kind, type, label, source, document } = segment.columns
      const shift = firstRow - from
      for (let i = from; i < kind.length; i++) {
        if (kind[i] !== 'state') continue
        const name = type[i] ?? ''
        if (name === 'change') {
          acted.rows.push(i + shift)
          actionCodes.push(stored(actions.codeOf(label[i] ?? '')))
        } else followState(segment.documents[document[i] ?? 0] ?? '', source[i] ?? null, name, label[i] ?? '', i + shift)
      }
      if (facts !== undefined) addFacts(facts, from, shift)
      else if (from < kind.length) addUnknown(firstRow, kind.length - 1 + shift)
    },
    knows: (row) => unknown.length === 0 || !unknown.some(([first, last]) => row >= first && row <= last),
    action: (row) => read(actionCodes.data[acted.placeOf(row)]),
    url: (row) => read(urlCodes.data[toldAt(row)]),
    method: (row) => read(methodCodes.data[toldAt(row)]),
    status: (row) => statuses.data[toldAt(row)] ?? 0,
    size: (row) => sizes.data[toldAt(row)] ?? Number.NaN,
    duration: (row) => durations.data[toldAt(row)] ?? Number.NaN,
    paths: (row) => (odd.placeOf(row) >= 0 ? 'odd' : cut.placeOf(row) >= 0 ? 'cut' : 'whole'),
    begins: (row) => beginnings.placeOf(row) >= 0,
  }
}

function setOf(map: Map<string, Set<string>>, key: string): Set<string> {
  const known = map.get(key)
  if (known !== undefined) return known
  const fresh = new Set<string>()
  map.set(key, fresh)
  return fresh
}
