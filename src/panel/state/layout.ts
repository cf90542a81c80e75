import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { isTimelineColumn, type TimelineColumn, timelineColumns } from '../selectors/timeline-columns'
import { createProfileMemory, type ProfileMemory } from './profile-memory'

/** How the panes stand: three columns, two columns with tabs, or stacked with tabs. */
export type Arrangement = 'wide' | 'medium' | 'stacked'

/** Sizes of panes in percent of their surroundings. */
export interface PaneSizes {
  /** The timeline, beside the rest. */
  readonly timeline: number
  /** The entry, beside the state. */
  readonly entry: number
  /** The timeline, above the rest. */
  readonly stacked: number
  /** The rows of a comparison, above what the selected one says. */
  readonly compare: number
}

const defaults: PaneSizes = { timeline: 46, entry: 44, stacked: 48, compare: 64 }

export interface Layout {
  readonly arrangement: ReadonlySignal<Arrangement>
  readonly sizes: ReadonlySignal<PaneSizes>
  /** What the timeline tells beside time, kind and label, in the order of the screen. */
  readonly columns: ReadonlySignal<readonly TimelineColumn[]>
  toggleColumn(column: TimelineColumn): void
  resize(pane: keyof PaneSizes, percent: number): void
  reset(pane: keyof PaneSizes): void
  /** Tells the size of the panel, in CSS pixels. */
  measured(width: number): void
}

export function createLayout(storage?: Storage): Layout {
  const memory = createProfileMemory(storage)
  const width = signal(1000)
  const sizes = signal(readSizes(memory))
  const columns = signal(readColumns(memory))

  function set(pane: keyof PaneSizes, percent: number): void {
    sizes.value = { ...sizes.value, [pane]: percent }
    memory.keep('sizes', sizes.value)
  }

  return {
    arrangement: computed(() => (width.value >= 1060 ? 'wide' : width.value >= 620 ? 'medium' : 'stacked')),
    sizes,
    columns,
    toggleColumn(column) {
      const { value } = columns
      columns.value = timelineColumns.filter((other) => value.includes(other) !== (other === column))
      memory.keep('columns', columns.value)
    },
    resize: set,
    reset: (pane) => set(pane, defaults[pane]),
    measured: (next) => {
      width.value = next
    },
  }
}

function readSizes(memory: ProfileMemory): PaneSizes {
  const stored = memory.read('sizes')
  const size = (pane: keyof PaneSizes): number => {
    const value = stored[pane]
    return typeof value === 'number' && value >= 5 && value <= 95 ? value : defaults[pane]
  }
  return { timeline: size('timeline'), entry: size('entry'), stacked: size('stacked'), compare: size('compare') }
}

function readColumns(memory: ProfileMemory): readonly TimelineColumn[] {
  const stored = Object.values(memory.read('columns'))
  return timelineColumns.filter((column) => stored.some((name) => isTimelineColumn(name) && name === column))
}
