import type { JSX } from 'preact'
import { Icon } from '../../parts/icon'
import { Recorded } from '../../parts/recorded-text'
import type { RowSpot } from '../../parts/virtual-list'
import { formatOffset } from '../../selectors/format'
import { pathsText } from '../../selectors/path-text'
import type { Burst, ShownRows } from '../../selectors/shown-rows'
import { cellText, type TimelineColumn } from '../../selectors/timeline-columns'
import { levels, type TypeInfo } from '../../selectors/timeline-index'
import type { OpenSession } from '../../state/open-session'
import { text } from '../../text'
import { rowNote } from '../notes/row-note'
import { addToFilter } from './add-to-filter'

/** The id of a row's element, for `aria-activedescendant`. */
export function rowId(row: number): string {
  return `entry-${row}`
}

/** A number that is the same for rows which differ in hardly more than their texts. */
export function rowLook({ index }: OpenSession, row: number): number {
  return (index.type.data[row] ?? 0) * levels.length + (index.level.data[row] ?? 0)
}

export interface TimelineRowProps {
  readonly open: OpenSession
  /** When the session began, milliseconds since the epoch. */
  readonly began: number
  readonly rows: ShownRows
  /** The row of the index. */
  readonly row: number
  /** Its place in the list. */
  readonly place: number
  readonly spot: RowSpot
  readonly selected: boolean
  /** What is told beside time, kind and label. */
  readonly columns: readonly TimelineColumn[]
}

const cell = { role: 'gridcell' } as const

/**
 * One entry on one line: when, what kind or which source, what happened. A
 * function and no component, as is all it uses: some forty are made per frame
 * while somebody scrolls.
 */
export function timelineRow({ open, began, rows, row, place, spot, selected, columns }: TimelineRowProps): JSX.Element {
  const { index, selection, source: sources } = open
  const type = index.types[index.type.data[row] ?? 0]
  const facet = type?.facet ?? 'mark'
  const level = levels[index.level.data[row] ?? 1]
  const source = index.source.data[row] ?? 0
  const begins = index.n.data[row] === 1
  const burst = rows.burstAt(place)
  // A list of which only the visible rows exist cannot be a <table>; the grid keeps the focus and handles the keys.
  const line = {
    role: 'row',
    id: rowId(row),
    'aria-rowindex': place + 1,
    'aria-selected': selected,
    onClick: (event: MouseEvent) => addToFilter(open, row, event) || selection.select(row),
  } as const
  return (
    <div
      key={spot.slot}
      {...line}
      style={spot.style}
      class={`list-row row row-${facet} level-${level}${begins ? ' row-begins' : ''}${rows.isInside(place) ? ' row-inside' : ''}`}
    >
      <span {...cell} class="row-time">
        {formatOffset((index.t.data[row] ?? began) - began)}
      </span>
      {type && kindCell(type, source > 0 ? sources.nameOf(source - 1) : type.type)}
      {rowLabel(open, row, burst && burstButton(open, row, burst))}
      {columns.map((column) => (
        <span key={column} {...cell} class="row-extra" title={text.range.columns.names[column]}>
          {cellText(column, { index, rows, row, place })}
        </span>
      ))}
    </div>
  )
}

/** By their words. With the session that they are of they go away, though they know the elements that they made. */
const kindCells = new WeakMap<TypeInfo, Map<string, JSX.Element>>()

/** What kind of an entry, or which source. One for all rows that say the same: where it is already, nothing is to be done for it. */
function kindCell(type: TypeInfo, name: string): JSX.Element {
  const cells = kindCells.get(type) ?? new Map<string, JSX.Element>()
  kindCells.set(type, cells)
  const known = cells.get(name)
  if (known !== undefined) return known
  const made = (
    <span {...cell} class="row-kind" title={`${text.facets[type.facet]}: ${type.type}. ${text.filter.add}`}>
      {Icon({ name: type.facet, size: 14 })}
      {Recorded({ class: 'row-type', text: name })}
    </span>
  )
  cells.set(name, made)
  return made
}

/** How many alike entries the line stands for; opens and closes them. */
function burstButton({ shown }: OpenSession, row: number, { size, open }: Burst): JSX.Element {
  const words = text.range
  const press = (event: Event): void => {
    event.stopPropagation()
    shown.setOpen(row, !open)
  }
  const hint = `${words.burstHint(size)}. ${open ? words.closeBurst : words.openBurst}`
  return (
    <button type="button" class="row-burst" aria-expanded={open} aria-label={hint} title={hint} tabIndex={-1} onClick={press}>
      {words.burst(size)}
    </button>
  )
}

/** The label, read again from the store when it was dropped from memory. */
function rowLabel(open: OpenSession, row: number, before: JSX.Element | undefined): JSX.Element {
  const { index, texts } = open
  const label = index.text.label(row)
  const mark = rowNote(open, row)
  const type = index.types[index.type.data[row] ?? 0]
  if (label === undefined) {
    texts.want(row)
    return (
      <span {...cell} class="row-label row-label-absent">
        {mark}…
      </span>
    )
  }
  // A change tells by its paths what it changed.
  const detail = type?.kind === 'state' && type.type === 'change' ? index.text.text(row)?.slice(0, DETAIL_LENGTH) : undefined
  return (
    <span {...cell} class="row-label" title={label}>
      {before}
      {mark}
      {Recorded({ text: label })}
      {detail && Recorded({ class: 'row-detail', text: pathsText(detail), title: detail })}
    </span>
  )
}

/** Characters of its paths: more than fit. */
const DETAIL_LENGTH = 160
