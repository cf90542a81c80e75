import { formatBytes, formatClock, formatDuration } from './format'
import type { ShownRows } from './shown-rows'
import type { TimelineIndex } from './timeline-index'

/** What the timeline can tell beside time, kind and label; in the order of the screen. */
export const timelineColumns = ['clock', 'since', 'duration', 'size'] as const
export type TimelineColumn = (typeof timelineColumns)[number]

export function isTimelineColumn(name: unknown): name is TimelineColumn {
  return timelineColumns.some((column) => column === name)
}

/** Where a cell is: the row of the index, and its place in the list. */
export interface CellPlace {
  readonly index: TimelineIndex
  readonly rows: ShownRows
  readonly row: number
  readonly place: number
}

/** What a column says of a row; empty where it has nothing to say. */
export function cellText(column: TimelineColumn, { index, rows, row, place }: CellPlace): string {
  const t = index.t.data[row] ?? 0
  switch (column) {
    case 'clock':
      return formatClock(t)
    case 'since': {
      const before = rows.rowAt(place - 1)
      return before === undefined ? '' : `+${formatDuration(Math.max(0, t - (index.t.data[before] ?? t)))}`
    }
    case 'duration': {
      const duration = index.facts.duration(row)
      return Number.isNaN(duration) ? '' : formatDuration(duration)
    }
    case 'size': {
      const size = index.facts.size(row)
      return Number.isNaN(size) ? '' : formatBytes(size)
    }
  }
}
