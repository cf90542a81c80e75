import type { TargetedPointerEvent, TargetedWheelEvent } from 'preact'
import { useState } from 'preact/hooks'
import { moved, type TimeRange } from '../../selectors/time-range'
import type { TimeView } from '../../state/time-view'

/** Pixels the pointer may tremble before a press becomes a drag. */
const STILL = 4
/** What a notch of the wheel makes of the length of the range. */
const NOTCH = 1.25

interface Drag {
  readonly startX: number
  readonly from: number
  /** The range when the press began, where it is moved rather than drawn. */
  readonly moves: TimeRange | undefined
  readonly dragging: boolean
}

export interface Brush {
  readonly onPointerDown: (event: TargetedPointerEvent<HTMLElement>) => void
  readonly onPointerMove: (event: TargetedPointerEvent<HTMLElement>) => void
  readonly onPointerUp: (event: TargetedPointerEvent<HTMLElement>) => void
  readonly onPointerCancel: () => void
  readonly onDblClick: () => void
  readonly onWheel: (event: TargetedWheelEvent<HTMLElement>) => void
}

/**
 * The pointer over a strip of the whole session: a drag shows the range it
 * covers, with Shift it moves the one that is shown, Ctrl and the wheel zoom, a
 * double click shows all, and a press jumps.
 */
export function useBrush(time: TimeView, jump: (moment: number) => void): Brush {
  const [drag, setDrag] = useState<Drag>()

  function momentAt(event: { readonly clientX: number; readonly currentTarget: HTMLElement }): number {
    const box = event.currentTarget.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    const { from, until } = time.whole()
    return from + share * (until - from)
  }

  return {
    onPointerDown(event) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const moves = event.shiftKey ? time.range.value : undefined
      setDrag({ startX: event.clientX, from: momentAt(event), moves, dragging: false })
    },
    onPointerMove(event) {
      if (drag === undefined || (!drag.dragging && Math.abs(event.clientX - drag.startX) < STILL)) return
      if (!drag.dragging) setDrag({ ...drag, dragging: true })
      const to = momentAt(event)
      const { from, moves } = drag
      if (moves !== undefined) time.show(moved(moves, time.whole(), (to - from) / Math.max(1, moves.until - moves.from)))
      else if (to !== from) time.show({ from: Math.min(from, to), until: Math.max(from, to) })
    },
    onPointerUp(event) {
      if (drag !== undefined && !drag.dragging) jump(momentAt(event))
      setDrag(undefined)
    },
    onPointerCancel: () => setDrag(undefined),
    onDblClick: () => time.show(undefined),
    onWheel(event) {
      if (!event.ctrlKey || event.deltaY === 0) return
      event.preventDefault()
      time.zoom(event.deltaY > 0 ? NOTCH : 1 / NOTCH, momentAt(event))
    },
  }
}
