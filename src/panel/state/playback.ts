import { effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { Selection } from './selection'
import type { Shown } from './shown'

export const speeds = [0.25, 0.5, 1, 2, 4, 8] as const
export type Speed = (typeof speeds)[number]

/** Goes through the shown entries as they came, and takes the selection along. */
export interface Playback {
  readonly playing: ReadonlySignal<boolean>
  readonly speed: Signal<Speed>
  toggle(): void
  stop(): void
}

/** Milliseconds on screen of the longest pause; longer ones are shortened to it. */
const LONGEST_PAUSE = 1500
/** Milliseconds between two moves, at least: what comes faster is passed over. */
const QUICKEST = 40
/** The same for people who want less to move. */
const CALM = 500

export interface PlaybackParts {
  readonly index: TimelineIndex
  readonly shown: Shown
  readonly selection: Selection
  /** Whether the person asked for less motion. */
  readonly calm: () => boolean
}

export function createPlayback({ index, shown, selection, calm }: PlaybackParts, ended: AbortSignal): Playback {
  const playing = signal(false)
  const speed = signal<Speed>(1)
  let timer: ReturnType<typeof setTimeout> | undefined

  function timeAt(place: number): number {
    return index.t.data[shown.rows().rowAt(place) ?? 0] ?? 0
  }

  function placeNow(): number {
    const row = selection.row.value
    return row === undefined ? -1 : shown.rows().placeOf(row)
  }

  /** The place to go to next, and how long until then. */
  function nextMove(): { readonly place: number; readonly pause: number } | undefined {
    const { count } = shown.rows()
    const quickest = calm() ? CALM : QUICKEST
    const start = placeNow()
    let place = start
    let pause = 0
    while (pause < quickest && place + 1 < count) {
      // Before the first entry there is nothing to wait for.
      const wait = place < 0 ? 0 : (timeAt(place + 1) - timeAt(place)) / speed.value
      // What came last before a silence stays on screen for as long.
      if (place > start && wait >= quickest) break
      pause += Math.min(LONGEST_PAUSE, Math.max(0, wait))
      place++
    }
    return place === start ? undefined : { place, pause: Math.max(quickest, pause) }
  }

  function schedule(): void {
    clearTimeout(timer)
    const move = nextMove()
    if (move === undefined) {
      playing.value = false
      return
    }
    timer = setTimeout(() => {
      const row = shown.rows().rowAt(move.place)
      if (row === undefined) playing.value = false
      else selection.select(row)
    }, move.pause)
  }

  // Whoever selects another entry on the way, or another speed, goes on from there.
  const unfollow = effect(() => {
    void selection.row.value
    void speed.value
    if (playing.value) untracked(schedule)
    else clearTimeout(timer)
  })
  ended.addEventListener(
    'abort',
    () => {
      unfollow()
      clearTimeout(timer)
    },
    { once: true },
  )

  return {
    playing,
    speed,
    toggle() {
      if (playing.value) {
        playing.value = false
        return
      }
      const { count, rowAt } = shown.rows()
      const first = rowAt(0)
      // From the end there is only the beginning to go to.
      if (first !== undefined && placeNow() >= count - 1) selection.select(first)
      playing.value = count > 0
    },
    stop() {
      playing.value = false
    },
  }
}

const query = '(prefers-reduced-motion: reduce)'

/** What the browser says now: people change it while they look. */
export function prefersCalm(): boolean {
  return globalThis.matchMedia?.(query).matches ?? false
}

/** For a tree in which Space plays; Enter and the arrows open and close. */
export function playsOnSpace(playback: Playback): (event: Pick<KeyboardEvent, 'key'>) => boolean {
  return ({ key }) => {
    if (key === ' ') playback.toggle()
    return key === ' '
  }
}
