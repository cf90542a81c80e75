import { childCount, type Json } from '../../core/value'
import { type Child, firstChildren } from './tagged'

/** How a row of a tree differs from the state before it. `inside`: something below it does. */
export type ChangeMark = 'added' | 'changed' | 'inside'

/** One visible line of any tree. */
export interface TreeLine {
  /** Unique in the tree. */
  readonly path: string
  /** 1 for the outermost rows. */
  readonly level: number
  /** Place among its siblings, from 1, and how many they are. */
  readonly place: number
  readonly siblings: number
  /** Undefined for what has nothing inside. */
  readonly expanded: boolean | undefined
  /** Set on the line that stands for siblings not shown yet: how many. */
  readonly more?: number
}

/** One visible line of a tree of values; its path is the JSON Pointer from the root. */
export interface TreeRow extends TreeLine {
  readonly key: string
  readonly value: Json
  readonly mark: ChangeMark | undefined
}

export interface TreeOptions {
  /** Pointers of what is open. */
  readonly expanded: ReadonlySet<string>
  /** How many children of a pointer are shown, where it is not `FIRST_CHILDREN`. */
  readonly shown?: ReadonlyMap<string, number>
  readonly marks?: ReadonlyMap<string, ChangeMark>
}

/** Children shown at first; more on demand, so that a list of a million costs no more than one of a thousand. */
export const FIRST_CHILDREN = 500

/** The visible lines below `root`, which has none itself. Pointers of lines that stand for more end in `/…`. */
export function treeRows(root: Json, options: TreeOptions, path = ''): readonly TreeRow[] {
  const rows: TreeRow[] = []
  const limit = options.shown?.get(path) ?? FIRST_CHILDREN
  addRows(rows, firstChildren(root, limit), childCount(root), path, 1, options)
  return rows
}

/** Rows for several values beside each other, such as the arguments of a call. */
export function treeRowsOf(children: readonly Child[], options: TreeOptions): readonly TreeRow[] {
  const rows: TreeRow[] = []
  addRows(rows, children, children.length, '', 1, options)
  return rows
}

function addRows(rows: TreeRow[], children: readonly Child[], size: number, parent: string, level: number, options: TreeOptions): void {
  const more = size - children.length
  const siblings = children.length + (more > 0 ? 1 : 0)
  for (const [index, child] of children.entries()) {
    const path = parent + child.path
    const inner = childCount(child.value)
    const expanded = inner === 0 ? undefined : options.expanded.has(path)
    rows.push({
      path,
      key: child.key,
      level,
      place: index + 1,
      siblings,
      value: child.value,
      expanded,
      mark: options.marks?.get(path),
    })
    if (expanded !== true) continue
    const limit = options.shown?.get(path) ?? FIRST_CHILDREN
    addRows(rows, firstChildren(child.value, limit), inner, path, level + 1, options)
  }
  if (more > 0) rows.push(moreRow(parent, level, siblings, more))
}

function moreRow(parent: string, level: number, siblings: number, more: number): TreeRow {
  return {
    path: `${parent}/…`,
    key: '',
    level,
    place: siblings,
    siblings,
    value: null,
    expanded: undefined,
    mark: undefined,
    more,
  }
}

/** What the keys of the ARIA tree pattern do at a row: another row to go to, a row to open or close, or rows to open. */
export type TreeMove = { readonly go: number } | { readonly toggle: string } | { readonly open: readonly string[] } | undefined

/** Rows opened by one key: beyond that nobody finds anything by looking. */
const MOST_OPENED = 50

export function treeMove(rows: readonly TreeLine[], at: number, key: string, page: number): TreeMove {
  const row = rows[at]
  const last = rows.length - 1
  if (last < 0) return undefined
  switch (key) {
    case 'ArrowDown':
      return { go: Math.min(last, at + 1) }
    case 'ArrowUp':
      return { go: Math.max(0, at - 1) }
    case 'PageDown':
      return { go: Math.min(last, at + page) }
    case 'PageUp':
      return { go: Math.max(0, at - page) }
    case 'Home':
      return { go: 0 }
    case 'End':
      return { go: last }
    case 'ArrowRight':
      if (row?.expanded === false) return { toggle: row.path }
      return row?.expanded ? { go: Math.min(last, at + 1) } : undefined
    case 'ArrowLeft':
      if (row?.expanded) return { toggle: row.path }
      return { go: parentOf(rows, at) }
    case 'Enter':
    case ' ':
      return row === undefined || row.expanded === undefined ? undefined : { toggle: row.path }
    case '*': {
      const closed = siblingsOf(rows, at).filter(({ expanded }) => expanded === false)
      return closed.length === 0 ? undefined : { open: closed.slice(0, MOST_OPENED).map(({ path }) => path) }
    }
    default:
      return undefined
  }
}

/** The row and those beside it, the row first, so that it is never the one that is too much. */
function siblingsOf(rows: readonly TreeLine[], at: number): readonly TreeLine[] {
  const row = rows[at]
  if (row === undefined) return []
  const from = parentOf(rows, at)
  const first = row.level === 1 ? 0 : from + 1
  let end = at + 1
  while ((rows[end]?.level ?? 0) >= row.level) end++
  return [row, ...rows.slice(first, end).filter((other) => other.level === row.level && other !== row)]
}

function parentOf(rows: readonly TreeLine[], at: number): number {
  const level = rows[at]?.level ?? 1
  for (let other = at - 1; other >= 0; other--) {
    if ((rows[other]?.level ?? 1) < level) return other
  }
  return at
}
