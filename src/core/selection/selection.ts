import type { Excerpt, Kind, Leavable } from '../model'
import { withoutOrder } from '../model'

/** The parts of a session that can be left out. */
export const selectable: readonly (Kind | Leavable | 'view')[] = [...withoutOrder, 'view']

/** What of a session goes into a file; everything unless told. */
export interface Selection {
  /** What is left out. */
  readonly without?: readonly (Kind | Leavable | 'view')[] | undefined
  /** The only sources whose entries are taken, each by its name or its id. */
  readonly sources?: readonly string[] | undefined
  /** Only what happened from then on, milliseconds since 1970, and how things were then. */
  readonly from?: number | undefined
  /** Only what happened until then. */
  readonly until?: number | undefined
}

/**
 * What a file says that it leaves out of a session that was `known` to be without
 * something already; undefined for all of a whole session.
 */
export function excerptOf(selection: Selection, known: Excerpt | undefined): Excerpt | undefined {
  const { from, until } = rangeOf(selection, known)
  const left = new Set<string>([...(known?.without ?? []), ...(selection.without ?? [])])
  const without = withoutOrder.filter((part) => left.has(part))
  const sources = common(known?.sources, selection.sources)
  // A file that tells no times does not tell these either.
  const timeless = left.has('times')
  const excerpt = {
    without,
    ...(sources !== undefined && { sources }),
    ...(timeless ? {} : { ...present('from', latest(known?.from, from)), ...present('until', earliest(known?.until, until)) }),
  }
  return known === undefined && Object.keys(excerpt).length === 1 && without.length === 0 ? undefined : excerpt
}

/** The range that can be asked for: a session without times has none. */
export function rangeOf({ from, until }: Selection, known: Excerpt | undefined): Pick<Selection, 'from' | 'until'> {
  return known?.without.includes('times') === true ? {} : { from, until }
}

function present(name: 'from' | 'until', time: number | undefined): Partial<Pick<Excerpt, 'from' | 'until'>> {
  return time === undefined ? {} : { [name]: time }
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)
}

function earliest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
}

function common(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a.filter((source) => b.includes(source))
}
