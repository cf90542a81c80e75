import type { Patch } from '../../core/timeline'
import { isJsonObject, type Json, pointerPart, previewOf, tagOf } from '../../core/value'
import { type ChangePart, type ContainerChange, changeTree, keyParts, listParts } from './change-tree'
import type { TreeLine } from './tree-rows'

/** One visible line of a difference. */
export interface DiffRow extends TreeLine {
  /** JSON Pointer into the state after; for what was removed into the one before. */
  readonly pointer: string
  readonly key: string
  /** What became of the value; `inside`: something below it is another; `same`: it is the same. */
  readonly is: 'added' | 'removed' | 'changed' | 'inside' | 'same'
  readonly before: Json | undefined
  readonly after: Json | undefined
  /** Set on the line that stands for children that are the same: how many. */
  readonly fold?: number
}

export interface DiffOptions {
  /** Lines that the person opened or closed. */
  readonly choices: ReadonlyMap<string, boolean>
  /** How many lines of a fold are shown, where it is not `FIRST_SAME`. */
  readonly shown: ReadonlyMap<string, number>
}

export interface DiffCounts {
  readonly added: number
  readonly removed: number
  readonly changed: number
}

/** Lines of an opened fold at first. */
export const FIRST_SAME = 100

/** How many values a patch adds, takes away and changes. */
export function diffCounts(patch: Patch): DiffCounts {
  const count = (op: string): number => patch.reduce((sum, step) => sum + (step.op === op ? 1 : 0), 0)
  return { added: count('add'), removed: count('remove'), changed: count('replace') }
}

/** The lines of the difference between two states, which `patch`, made by `diffJson`, tells: what changed in its place, the rest folded. */
export function diffRows(a: Json, b: Json, patch: Patch, options: DiffOptions): readonly DiffRow[] {
  const change = changeTree(patch)
  if (change.replaced)
    return [leafRow({ pointer: '', key: '', is: 'changed', before: a, after: b }, { path: '', level: 1, place: 1, siblings: 1 })]
  const rows: DiffRow[] = []
  if (patch.length > 0) addContainer(rows, change, { a, b, pointer: '', level: 1, pairs: false }, options)
  return rows
}

interface Place {
  readonly a: Json
  readonly b: Json
  readonly pointer: string
  readonly level: number
  /** Its items are the pairs of a Map. */
  readonly pairs: boolean
}

interface Told {
  readonly path: string
  readonly level: number
  readonly place: number
  readonly siblings: number
}

function addContainer(rows: DiffRow[], outer: ContainerChange, outermost: Place, options: DiffOptions): void {
  const [change, place] = seenThrough(outer, outermost)
  const { a, b, pointer, level } = place
  const parts = partsOf(change, a, b)
  for (const [at, part] of parts.entries()) {
    const told = { level, place: at + 1, siblings: parts.length }
    if (part.is === 'same') addFold(rows, part, change, place, told, options)
    else if (part.is === 'inner') addInner(rows, part, place, told, options)
    else {
      const path = pointer + pointerPart(part.key)
      const value = childOf(part.is === 'added' ? b : a, part.key)
      const sides = part.is === 'added' ? { before: undefined, after: value } : { before: value, after: undefined }
      const row = { pointer: path, key: keyOf(place, part.is === 'added' ? b : a, part.key), is: part.is, ...sides }
      rows.push(leafRow(row, { ...told, path: `${part.is === 'added' ? '+' : '-'}${path}` }))
    }
  }
}

function addInner(
  rows: DiffRow[],
  part: Extract<ChangePart, { is: 'inner' }>,
  place: Place,
  told: Omit<Told, 'path'>,
  options: DiffOptions,
): void {
  const { a, b, level } = place
  const value = place.pairs && part.change.inner.size === 1 ? part.change.inner.get('1') : undefined
  const change = value ?? part.change
  const path = `${place.pointer}${pointerPart(part.after)}${value === undefined ? '' : '/1'}`
  const sideOf = (of: Json, key: string): Json => (value === undefined ? childOf(of, key) : childOf(childOf(of, key), '1'))
  const row = { pointer: path, key: keyOf(place, b, part.after), before: sideOf(a, part.before), after: sideOf(b, part.after) }
  if (change.replaced) {
    rows.push(leafRow({ ...row, is: 'changed' }, { ...told, path }))
    return
  }
  const expanded = options.choices.get(path) ?? true
  rows.push({ ...told, ...row, is: 'inside', path, expanded })
  if (expanded) addContainer(rows, change, { a: row.before, b: row.after, pointer: path, level: level + 1, pairs: false }, options)
}

function addFold(
  rows: DiffRow[],
  { count, from }: Extract<ChangePart, { is: 'same' }>,
  change: ContainerChange,
  holder: Place,
  told: Omit<Told, 'path'>,
  options: DiffOptions,
): void {
  const { b, pointer, level } = holder
  const path = `=${from}${pointer}`
  const expanded = options.choices.get(path) ?? false
  rows.push({ ...told, path, pointer, key: '', is: 'same', before: undefined, after: undefined, expanded, fold: count })
  if (!expanded) return
  const most = Math.min(count, options.shown.get(path) ?? FIRST_SAME)
  const siblings = most + (most < count ? 1 : 0)
  for (const [at, key] of sameKeys(b, change, from, most).entries()) {
    const value = childOf(b, key)
    const row = { pointer: pointer + pointerPart(key), key: keyOf(holder, b, key), is: 'same', before: value, after: value } as const
    rows.push(leafRow(row, { path: `=${row.pointer}`, level: level + 1, place: at + 1, siblings }))
  }
  if (most === count) return
  const rest = { pointer, key: '', is: 'same', before: undefined, after: undefined } as const
  rows.push({ ...leafRow(rest, { path: `${path}/…`, level: level + 1, place: siblings, siblings }), more: count - most })
}

function sameKeys(b: Json, { inner, added }: ContainerChange, from: number, most: number): readonly string[] {
  if (Array.isArray(b)) return Array.from({ length: most }, (_, at) => String(from + at))
  const keys: string[] = []
  for (const key of isJsonObject(b) ? Object.keys(b) : []) {
    if (keys.length === most) break
    if (!inner.has(key) && !added.has(key)) keys.push(key)
  }
  return keys
}

/** What a tag wraps stands for itself. */
function seenThrough(change: ContainerChange, place: Place): readonly [ContainerChange, Place] {
  const [only] = change.inner
  if (only === undefined || change.inner.size > 1 || change.added.size + change.removed.size > 0 || only[1].replaced) return [change, place]
  const [key, inner] = only
  const { a, b, pointer, level } = place
  const tag = tagOf(b)
  if (tag === undefined || key !== 'v' || tagOf(a) !== tag) return [change, place]
  return seenThrough(inner, { a: childOf(a, key), b: childOf(b, key), pointer: `${pointer}/v`, level, pairs: tag === 'map' })
}

function partsOf(change: ContainerChange, a: Json, b: Json): readonly ChangePart[] {
  if (Array.isArray(b)) return listParts(change, Array.isArray(a) ? a.length : 0, b.length)
  return keyParts(change, isJsonObject(b) ? Object.keys(b).length : 0)
}

const KEY_LENGTH = 40

/** What stands before a value: its key, in a Map what the key is. */
function keyOf({ pairs }: Place, holder: Json, key: string): string {
  return pairs ? previewOf(childOf(childOf(holder, key), '0'), KEY_LENGTH) : key
}

function childOf(of: Json, key: string): Json {
  if (Array.isArray(of)) return (of as readonly Json[])[Number(key)] ?? null
  return isJsonObject(of) ? (of[key] ?? null) : null
}

function leafRow(row: Pick<DiffRow, 'pointer' | 'key' | 'is' | 'before' | 'after'>, told: Told): DiffRow {
  return { ...told, ...row, expanded: undefined }
}
