import type { JSX, TargetedKeyboardEvent, TargetedPointerEvent } from 'preact'
import { useRef } from 'preact/hooks'

export interface SplitterProps {
  /** What the separator is between; named after the pane it sizes. */
  readonly label: string
  /** Id of the pane it sizes. */
  readonly controls: string
  /** `columns`: the panes are side by side, the separator is a vertical line. */
  readonly direction: 'columns' | 'rows'
  /** Size of the pane it controls, as a share of both in percent. */
  readonly value: number
  readonly min: number
  readonly max: number
  /** True when the pane it sizes comes after it, so that its size grows towards the start. */
  readonly sizesNext?: boolean
  onChange(value: number): void
  onReset(): void
}

const STEP = 2

/** The ARIA window splitter: arrows move it, Home and End go to the limits, Enter collapses and restores, a double click resets. */
export function Splitter(props: SplitterProps): JSX.Element {
  const { direction, value, min, max, sizesNext = false } = props
  const columns = direction === 'columns'
  const beforeCollapse = useRef<number | undefined>(undefined)

  function change(next: number): void {
    props.onChange(Math.min(max, Math.max(min, next)))
  }

  function toggleCollapsed(): void {
    if (value > min) {
      beforeCollapse.current = value
      change(min)
    } else if (beforeCollapse.current === undefined) props.onReset()
    else change(beforeCollapse.current)
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    const grow = sizesNext ? -STEP : STEP
    const targets: Readonly<Record<string, number>> = {
      [columns ? 'ArrowRight' : 'ArrowDown']: value + grow,
      [columns ? 'ArrowLeft' : 'ArrowUp']: value - grow,
      Home: min,
      End: max,
    }
    const target = targets[event.key]
    if (target === undefined && event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    if (target === undefined) toggleCollapsed()
    else change(target)
  }

  function onPointerMove(event: TargetedPointerEvent<HTMLDivElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const box = event.currentTarget.parentElement?.getBoundingClientRect()
    if (box === undefined || box.width === 0 || box.height === 0) return
    const share = columns ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height
    change((sizesNext ? 1 - share : share) * 100)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is a widget; <hr> is not
    <div
      class={`splitter splitter-${direction}`}
      role="separator"
      tabIndex={0}
      aria-label={props.label}
      aria-controls={props.controls}
      aria-orientation={columns ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={max}
      onKeyDown={onKeyDown}
      onDblClick={props.onReset}
      onPointerDown={(event) => {
        if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={onPointerMove}
    />
  )
}
