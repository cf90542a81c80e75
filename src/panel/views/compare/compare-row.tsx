import type { JSX } from 'preact'
import { rowVerdicts } from '../../../core/compare'
import { Icon } from '../../parts/icon'
import { Recorded } from '../../parts/recorded-text'
import type { RowSpot } from '../../parts/virtual-list'
import { formatOffset } from '../../selectors/format'
import type { CompareResult } from '../../state/compare'
import type { ComparedSession } from '../../state/compare-side'
import { text } from '../../text'

const words = text.compare

/** The id of a row's element, for `aria-activedescendant`. */
export function compareRowId(row: number): string {
  return `compare-${row}`
}

export interface CompareRowProps {
  readonly result: CompareResult
  readonly row: number
  readonly spot: RowSpot
  readonly selected: boolean
  onSelect(row: number): void
  onOpen(side: 'left' | 'right'): void
}

/** How a row looks: its sign, what the sign means, and the colour that goes with it. */
export function lookOfRow(
  { comparison }: CompareResult,
  row: number,
): { readonly sign: string; readonly means: string; readonly look: string } {
  const verdict = rowVerdicts[comparison.verdicts[row] ?? 0] ?? 'same'
  const isLeft = (comparison.rows.left[row] ?? -1) >= 0
  const isRight = (comparison.rows.right[row] ?? -1) >= 0
  const weak = verdict === 'other' ? ' compare-weak' : ''
  if (verdict === 'same' || verdict === 'unknown') return { sign: words.signs[verdict], means: words.verdicts[verdict], look: verdict }
  if (isLeft && isRight) return { sign: words.signs.both, means: words.verdicts[verdict], look: `changed${weak}` }
  return isLeft
    ? { sign: words.signs.left, means: words.onlyLeft, look: `removed${weak}` }
    : { sign: words.signs.right, means: words.onlyRight, look: `added${weak}` }
}

/** A number that is the same for rows which differ in hardly more than their texts. */
export function compareLook({ comparison, left, right }: CompareResult, row: number): number {
  return (
    (comparison.verdicts[row] ?? 0) +
    rowVerdicts.length * (kindOf(left, comparison.rows.left[row] ?? -1) + KINDS * kindOf(right, comparison.rows.right[row] ?? -1))
  )
}

/** More than there are types of entries in a session, give or take a look that is the same for two. */
const KINDS = 256

function kindOf({ index }: ComparedSession, place: number): number {
  return place < 0 ? 0 : 1 + (index.type.data[index.order.data[place] ?? 0] ?? 0)
}

const cell = { role: 'gridcell' } as const

/** One row: the left entry, how the two compare, the right entry. A function and no component, as scrolling makes many of them. */
export function compareRow({ result, row, spot, selected, onSelect, onOpen }: CompareRowProps): JSX.Element {
  const { comparison, left, right } = result
  const { sign, means, look } = lookOfRow(result, row)
  const isFirst = comparison.differences[0] === row
  const line = {
    role: 'row',
    id: compareRowId(row),
    'aria-rowindex': row + 1,
    'aria-selected': selected,
    onClick: () => onSelect(row),
  } as const
  const cellOf = (side: 'left' | 'right') => ({
    ...cell,
    onDblClick(): void {
      onSelect(row)
      onOpen(side)
    },
  })
  const signCell = { ...cell, title: means, 'aria-label': means } as const
  return (
    <div key={spot.slot} {...line} style={spot.style} class={`list-row compare-row compare-${look}${isFirst ? ' compare-first' : ''}`}>
      <span {...cellOf('left')} class="compare-cell">
        {isFirst && <span class="tag compare-flag">{words.first}</span>}
        {entryCell(left, comparison.rows.left[row] ?? -1)}
      </span>
      <span {...signCell} class="compare-sign">
        {sign}
      </span>
      <span {...cellOf('right')} class="compare-cell">
        {entryCell(right, comparison.rows.right[row] ?? -1)}
      </span>
    </div>
  )
}

function entryCell({ session, index, texts, side }: ComparedSession, place: number): JSX.Element | null {
  if (place < 0) return null
  const row = index.order.data[place] ?? 0
  const facet = index.types[index.type.data[row] ?? 0]?.facet ?? 'mark'
  const label = index.text.label(row)
  if (label === undefined) texts.want(row)
  const name = side.names[side.source[place] ?? -1]
  return (
    <>
      <span class="compare-time">{formatOffset((index.t.data[row] ?? 0) - session.createdAt)}</span>
      <span class={`compare-kind facet-${facet}`} title={text.facets[facet]}>
        {Icon({ name: facet, size: 14 })}
      </span>
      <span class="compare-label" title={label}>
        {name !== undefined && Recorded({ class: 'muted compare-source', text: name })}
        {label === undefined ? '…' : Recorded({ text: label })}
      </span>
    </>
  )
}
