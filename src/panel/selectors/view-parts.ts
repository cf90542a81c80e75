import type { EntryAnchor } from '../../core/model'
import { isJsonObject, type Json, type JsonObject } from '../../core/value'
import { type Facet, facets } from './facets'
import { type LevelFilter, levelFilters } from './filtered-rows'
import type { TimeRange } from './time-range'

/** What the parts of the inspector are called. */
export const inspectorTabs = ['details', 'state', 'json', 'notes'] as const
export type InspectorTab = (typeof inspectorTabs)[number]

/** The ways to look at a state. */
export const stateTabs = ['tree', 'raw', 'diff'] as const
export type StateTab = (typeof stateTabs)[number]

/** A source of one document. */
export interface SourcePlace {
  readonly document: string
  readonly source: string
}

/** How a person looks at a session. What is left out stays as it is. */
export interface ViewParts {
  readonly selected?: EntryAnchor | undefined
  readonly typed?: string | undefined
  readonly facets?: readonly Facet[] | undefined
  readonly level?: LevelFilter | undefined
  readonly range?: TimeRange | undefined
  readonly bursts?: boolean | undefined
  readonly tab?: InspectorTab | undefined
  readonly stateTab?: StateTab | undefined
  /** The source whose state is shown where the entry does not decide. */
  readonly source?: SourcePlace | undefined
  /** JSON Pointers of what is open in the tree of the state. */
  readonly open?: readonly string[] | undefined
  /** Sizes of panes, in percent. */
  readonly sizes?: Readonly<Record<string, number>> | undefined
}

/** Raised when a part comes to mean something else. */
const viewVersion = 1
/** Longer than anybody types; longer ones are not kept. */
const LONGEST_FILTER = 2000
/** More open places than anybody opened by hand, and their length in all; beyond that the ones opened last are kept. */
const MOST_OPEN = 500
const LONGEST_OPEN = 20_000

/** A view as the store keeps it. */
export function packView({ selected, typed, facets, level, range, bursts, tab, stateTab, source, open, sizes }: ViewParts): Json {
  const parts: Readonly<Record<string, Json | undefined>> = {
    selected: selected && { document: selected.document, n: selected.n },
    typed: typed !== undefined && typed.length <= LONGEST_FILTER ? typed : undefined,
    facets,
    level,
    range: range && { from: range.from, until: range.until },
    bursts,
    tab,
    stateTab,
    source: source && { document: source.document, source: source.source },
    open: open && lastOpened(open),
    sizes,
  }
  const kept = Object.entries(parts).filter((part): part is [string, Json] => part[1] !== undefined)
  return { version: viewVersion, ...Object.fromEntries(kept) }
}

/** What can be used of a kept view: each part is looked at by itself, and one that is broken is left out. */
export function unpackView(view: Json | undefined): ViewParts {
  if (view === undefined || !isJsonObject(view) || view.version !== viewVersion) return {}
  return {
    selected: selectedOf(view.selected),
    typed: typeof view.typed === 'string' && view.typed.length <= LONGEST_FILTER ? view.typed : undefined,
    facets: facetsOf(view.facets),
    level: levelFilters.find((level) => level === view.level),
    range: rangeOf(view.range),
    bursts: typeof view.bursts === 'boolean' ? view.bursts : undefined,
    tab: inspectorTabs.find((tab) => tab === view.tab),
    stateTab: stateTabs.find((tab) => tab === view.stateTab),
    source: sourceOf(view.source),
    open: openOf(view.open),
    sizes: sizesOf(view.sizes),
  }
}

function selectedOf(part: Json | undefined): EntryAnchor | undefined {
  const { document, n } = objectOf(part)
  return typeof document === 'string' && typeof n === 'number' && Number.isSafeInteger(n) && n > 0 ? { document, n } : undefined
}

function facetsOf(part: Json | undefined): readonly Facet[] | undefined {
  if (!Array.isArray(part)) return undefined
  const known = facets.filter((facet) => part.includes(facet))
  return known.length === part.length ? known : undefined
}

function rangeOf(part: Json | undefined): TimeRange | undefined {
  const { from, until } = objectOf(part)
  return typeof from === 'number' && typeof until === 'number' && from < until ? { from, until } : undefined
}

function sourceOf(part: Json | undefined): SourcePlace | undefined {
  const { document, source } = objectOf(part)
  return typeof document === 'string' && typeof source === 'string' ? { document, source } : undefined
}

/** As many of the last as may be kept. */
function lastOpened(open: readonly string[]): readonly string[] {
  let room = LONGEST_OPEN
  let first = open.length
  while (first > 0 && open.length - first < MOST_OPEN) {
    room -= open[first - 1]?.length ?? 0
    if (room < 0) break
    first--
  }
  return open.slice(first)
}

function openOf(part: Json | undefined): readonly string[] | undefined {
  if (!Array.isArray(part) || part.length > MOST_OPEN) return undefined
  const paths = part.filter((path) => typeof path === 'string' && path.startsWith('/'))
  return paths.length === part.length && paths.join('').length <= LONGEST_OPEN ? paths : undefined
}

function sizesOf(part: Json | undefined): Readonly<Record<string, number>> | undefined {
  const sizes = Object.entries(objectOf(part)).filter(
    (size): size is [string, number] => typeof size[1] === 'number' && size[1] >= 5 && size[1] <= 95,
  )
  return sizes.length === 0 ? undefined : Object.fromEntries(sizes)
}

function objectOf(part: Json | undefined): JsonObject {
  return part !== undefined && isJsonObject(part) ? part : {}
}
