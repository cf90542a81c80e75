import type { Entry, Excerpt, Kind, Leavable } from '../model'
import { createHeadCut, type HeadCut } from '../transfer'
import { rangeOf, type Selection } from './selection'

/**
 * Selects entries of one session in two walks over all of them, in order of seq:
 * the first finds how things were where the selection begins, the second gives
 * what is taken. Memory holds the live states where there are any to find.
 */
export interface EntrySelector {
  /** Whether the first walk can be left out. */
  readonly needsLook: boolean
  /** The first walk. */
  look(entries: readonly Entry[]): void
  /** Begins a second walk; there may be several, one after the other. */
  walk(): SelectingWalk
}

export interface SelectingWalk {
  /** What is taken of the next entries, numbered anew where some are left out. */
  take(entries: readonly Entry[]): readonly Entry[]
  /** What is left at the end. */
  end(): readonly Entry[]
}

/** What leaves entries out. */
const entryParts: readonly (Kind | Leavable)[] = ['state', 'component', 'event', 'performance', 'history']

/** `known`: what the session was without already. */
export function createEntrySelector(selection: Selection, known: Excerpt | undefined): EntrySelector {
  const { from = -Infinity, until = Infinity } = rangeOf(selection, known)
  const without = new Set<string>(selection.without ?? [])
  const timeless = without.has('times') || known?.without.includes('times') === true
  const isRange = from > -Infinity || until < Infinity
  const isWhole = !isRange && !timeless && selection.sources === undefined && !entryParts.some((part) => without.has(part))
  const hasHistory = !without.has('history')
  const needsLook = !without.has('state') && (from > -Infinity || !hasHistory)
  const isOfSources = createSourceFilter(selection.sources)
  const isAsked = (entry: Entry): boolean => !without.has(entry.kind satisfies Kind) && isOfSources(entry)
  const heads = createHeads((entry) => (hasHistory ? entry.t >= from : entry.t > until))

  function walk(): SelectingWalk {
    const followed = createProgress((entry) => entry.t >= from)
    const standing = needsLook ? heads.entries() : []
    let next = 0
    let seq = 0

    /** Whether an entry is taken as it is. States are taken in one piece, whatever their times: from the first that is in the range. */
    function isTaken(entry: Entry): boolean {
      if (entry.t > until) return false
      if (entry.kind !== 'state') return entry.t >= from
      if (!hasHistory) return false
      return entry.source === undefined ? entry.t >= from : followed.isPast(entry)
    }

    function numbered(entry: Entry): Entry {
      seq++
      return { ...entry, seq, ...(timeless && { t: seq }) }
    }

    return {
      take(entries) {
        if (isWhole) return entries
        const taken: Entry[] = []
        for (const entry of entries) {
          for (let head = standing[next]; head !== undefined && head.seq <= entry.seq; head = standing[++next]) {
            if (head.seq < entry.seq || !isTaken(entry)) taken.push(numbered(head))
          }
          if (isAsked(entry) && isTaken(entry)) taken.push(numbered(entry))
        }
        return taken
      },
      end() {
        const rest = standing.slice(next).map(numbered)
        next += rest.length
        return rest
      },
    }
  }

  return {
    needsLook,
    look(entries) {
      for (const entry of entries) if (entry.kind === 'state' && entry.t <= until && isAsked(entry)) heads.take(entry)
    },
    walk,
  }
}

/** Which sources have come into the range: from then on all of theirs is. */
function createProgress(isIn: (entry: Entry) => boolean) {
  const past = new Set<string>()
  return {
    isPast(entry: Entry): boolean {
      const key = JSON.stringify([entry.document, entry.source])
      if (past.has(key)) return true
      if (!isIn(entry)) return false
      past.add(key)
      return true
    },
  }
}

/** How the states of all sources were before what is in. */
function createHeads(isIn: (entry: Entry) => boolean) {
  const progress = createProgress(isIn)
  const cuts = new Map<string, { readonly document: string; readonly cut: HeadCut; done: boolean }>()
  return {
    take(entry: Entry): void {
      if (entry.source === undefined) {
        // A gap of no source concerns all of its document.
        for (const one of cuts.values()) if (one.document === entry.document && !one.done && !isIn(entry)) one.cut.take(entry)
        return
      }
      const key = JSON.stringify([entry.document, entry.source])
      const one = cuts.get(key) ?? { document: entry.document, cut: createHeadCut(), done: false }
      cuts.set(key, one)
      if (progress.isPast(entry)) one.done = true
      if (!one.done) one.cut.take(entry)
    },
    entries(): readonly Entry[] {
      // One gap may stand there for many sources.
      const bySeq = new Map([...cuts.values()].flatMap(({ cut }) => cut.entries().map((entry) => [entry.seq, entry] as const)))
      return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
    },
  }
}

/** Whether an entry belongs to one of these sources, named by id or by the name that they opened with. Entries of no source do not. */
function createSourceFilter(sources: readonly string[] | undefined): (entry: Entry) => boolean {
  if (sources === undefined) return () => true
  const asked = new Set(sources)
  const names = new Map<string, string>()
  return (entry) => {
    const { document, source } = entry
    // Its gap concerns them too; an event is of none.
    if (source === undefined) return entry.kind !== 'state' || entry.type === 'gap'
    const key = JSON.stringify([document, source])
    if (entry.kind === 'state' && entry.type === 'open') names.set(key, entry.data.name)
    return asked.has(source) || asked.has(names.get(key) ?? source)
  }
}
