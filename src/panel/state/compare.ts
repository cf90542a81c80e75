import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import { type Comparison, compareSessions, type IgnoredPath, parseIgnoredPaths } from '../../core/compare'
import { AppError, type ErrorReport, reportOf } from '../../core/errors'
import type { Session } from '../../core/model'
import type { SessionStore } from '../../core/store'
import { type CompareSummary, type DifferenceKind, neighbourDifference, summarize } from '../selectors/compare-summary'
import { type CompareMoment, compareMoment } from './compare-moment'
import { type ComparedSession, readComparedSession } from './compare-side'
import type { OpenSession } from './open-session'
import { createResource, type Loaded } from './resource'
import { createPauses } from './sliced'

export interface ComparePair {
  readonly left: Session
  readonly right: Session
}

/** What came out, with all that its rows need to be shown. */
export interface CompareResult {
  readonly left: ComparedSession
  readonly right: ComparedSession
  readonly comparison: Comparison
  readonly summary: CompareSummary
  readonly ignoring: readonly IgnoredPath[]
}

/** How far the work is; `total` 0 while that is not known. */
export interface CompareWork {
  readonly state: 'reading' | 'comparing' | 'done' | 'cancelled' | 'failed'
  readonly done: number
  readonly total: number
  readonly error?: ErrorReport | undefined
}

/** Two sessions beside each other. Kept while entries of either are looked at, until it is closed. */
export interface Compare {
  readonly pair: ReadonlySignal<ComparePair | undefined>
  /** Whether it is on screen. */
  readonly shown: ReadonlySignal<boolean>
  readonly work: ReadonlySignal<CompareWork>
  /** True when the work has lasted for a second: time to say how far it is. */
  readonly slow: ReadonlySignal<boolean>
  readonly result: ReadonlySignal<CompareResult | undefined>
  /** Ignored paths as typed, and the first that is none. */
  readonly ignored: ReadonlySignal<string>
  readonly fault: ReadonlySignal<string | undefined>
  readonly anyOrder: ReadonlySignal<boolean>
  readonly row: ReadonlySignal<number | undefined>
  /** Raised when the list should bring the row into view. */
  readonly reveal: ReadonlySignal<number>
  readonly moment: ReadonlySignal<Loaded<CompareMoment>>
  start(left: Session, right: Session): void
  /** Compares anew, after a failure or a cancellation. */
  again(): void
  cancel(): void
  show(): void
  close(): void
  select(row: number): void
  /** To the next or previous difference. */
  step(direction: 1 | -1): void
  /** To the next difference of this kind. */
  goTo(kind: DifferenceKind): void
  ignore(text: string): void
  setAnyOrder(anyOrder: boolean): void
  /** Opens the selected row’s entry of one side in its session. */
  openEntry(side: 'left' | 'right'): void
  /** Opens a session of the pair, without an entry. */
  openSide(side: 'left' | 'right'): void
}

export interface CompareDeps {
  readonly store: SessionStore
  readonly open: ReadonlySignal<OpenSession | undefined>
  openSession(id: string): void
  closeSession(): void
}

/** Milliseconds of work that need no word about them. */
const PATIENCE = 1000
const idle: CompareWork = { state: 'done', done: 0, total: 0 }

export function createCompare({ store, open, openSession, closeSession }: CompareDeps, ended: AbortSignal): Compare {
  const pair = signal<ComparePair | undefined>(undefined)
  const shown = signal(false)
  const work = signal<CompareWork>(idle)
  const slow = signal(false)
  const result = signal<CompareResult | undefined>(undefined)
  const ignored = signal('')
  const fault = signal<string | undefined>(undefined)
  const anyOrder = signal(false)
  const row = signal<number | undefined>(undefined)
  const reveal = signal(0)
  let sides: { readonly left: ComparedSession; readonly right: ComparedSession } | undefined
  let running = new AbortController()

  async function readSides({ left, right }: ComparePair, signal: AbortSignal): Promise<NonNullable<typeof sides>> {
    const pause = createPauses(signal)
    const total = left.counts.entries + right.counts.entries
    const tell = (done: number): void => {
      if (!signal.aborted) work.value = { state: 'reading', done, total }
    }
    const first = await readComparedSession(left, { store, pause, progress: tell, ended })
    const second = await readComparedSession(right, { store, pause, progress: (rows) => tell(first.index.rows + rows), ended })
    return { left: first, right: second }
  }

  async function compute(both: ComparePair, signal: AbortSignal): Promise<CompareResult> {
    sides ??= await readSides(both, signal)
    const { left, right } = sides
    const ignoring = parseIgnoredPaths(ignored.peek()).paths
    const pause = createPauses(signal)
    const comparison = await compareSessions({
      left: left.side,
      right: right.side,
      readLeft: left.read,
      readRight: right.read,
      ignoring,
      anyOrder: anyOrder.peek(),
      pause,
      progress: (done, total) => {
        if (!signal.aborted) work.value = { state: 'comparing', done, total }
      },
    })
    const facetOf = (at: number) => {
      const onLeft = (comparison.rows.left[at] ?? -1) >= 0
      const { index } = onLeft ? left : right
      const place = (onLeft ? comparison.rows.left : comparison.rows.right)[at] ?? 0
      return index.types[index.type.data[index.order.data[place] ?? 0] ?? 0]?.facet ?? 'mark'
    }
    return { left, right, comparison, summary: summarize(comparison, facetOf), ignoring }
  }

  async function run(): Promise<void> {
    const both = pair.peek()
    running.abort()
    running = new AbortController()
    const { signal } = running
    if (both === undefined || ended.aborted) return
    work.value = { state: 'reading', done: 0, total: 0 }
    slow.value = false
    const timer = setTimeout(() => {
      if (!signal.aborted) slow.value = true
    }, PATIENCE)
    try {
      const found = await compute(both, signal)
      if (signal.aborted) return
      batch(() => {
        result.value = found
        work.value = idle
        select(found.comparison.differences[0] ?? 0)
      })
    } catch (error) {
      const report = reportOf(error)
      if (!signal.aborted) work.value = { state: 'failed', done: 0, total: 0, error: report }
      else if (!(error instanceof AppError) || error.code !== 'job/cancelled') throw error
    } finally {
      clearTimeout(timer)
    }
  }

  function select(next: number): void {
    row.value = next
    reveal.value++
  }

  function go(next: number | undefined): void {
    if (next !== undefined) select(next)
  }

  function close(): void {
    running.abort()
    sides = undefined
    batch(() => {
      pair.value = undefined
      result.value = undefined
      row.value = undefined
      work.value = idle
      shown.value = false
    })
  }

  const key = computed(() => (result.value === undefined || row.value === undefined ? undefined : { found: result.value, at: row.value }))
  const moment = createResource(
    key,
    ({ found: { left, right, comparison, ignoring }, at }) => {
      const places = { left: comparison.rows.left[at] ?? -1, right: comparison.rows.right[at] ?? -1 }
      return compareMoment({ left, right, places, ignoring, pause: createPauses(ended) })
    },
    ended,
  )

  function openSide(side: 'left' | 'right'): void {
    const session = pair.peek()?.[side]
    if (session !== undefined) openSession(session.id)
  }

  function openEntry(side: 'left' | 'right'): void {
    const found = result.peek()
    const at = row.peek()
    const place = found === undefined || at === undefined ? -1 : (found.comparison.rows[side][at] ?? -1)
    if (found === undefined || place < 0) return
    const { index } = found[side]
    openSide(side)
    selectOnceLoaded(open.peek(), index.seq.data[index.order.data[place] ?? 0] ?? 0)
  }

  /** Selects the entry as soon as the session’s index has got to it, unless the person has chosen another by then. */
  function selectOnceLoaded(session: OpenSession | undefined, seq: number): void {
    if (session === undefined) return
    const stop = effect(() => {
      const isGone = open.value !== session
      const at = session.loader.version.value < 0 ? undefined : session.index.rowOfSeq(seq)
      if (at !== undefined && !isGone) untracked(() => session.selection.select(at))
      if (at !== undefined || isGone) queueMicrotask(() => stop())
    })
  }

  // Whatever opens a session wants it to be seen.
  const stopFollowing = effect(() => {
    if (open.value !== undefined) shown.value = false
  })
  ended.addEventListener(
    'abort',
    () => {
      stopFollowing()
      close()
    },
    { once: true },
  )

  return {
    pair,
    shown,
    work,
    slow,
    result,
    ignored,
    fault,
    anyOrder,
    row,
    reveal,
    moment,
    start(left, right) {
      close()
      closeSession()
      pair.value = { left, right }
      shown.value = true
      void run()
    },
    again: () => void run(),
    cancel() {
      running.abort()
      work.value = { state: 'cancelled', done: 0, total: 0 }
    },
    show() {
      closeSession()
      shown.value = pair.value !== undefined
    },
    close,
    select,
    step(direction) {
      go(neighbourDifference(result.value?.comparison.differences ?? new Uint32Array(), row.value ?? -1, direction))
    },
    goTo: (kind) => go(result.value?.summary.next(kind, row.value ?? -1)),
    ignore(text) {
      const parsed = parseIgnoredPaths(text)
      ignored.value = text
      fault.value = parsed.fault
      if (parsed.fault === undefined) void run()
    },
    setAnyOrder(next) {
      anyOrder.value = next
      void run()
    },
    openEntry,
    openSide,
  }
}
