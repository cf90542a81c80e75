import { batch, type ReadonlySignal, signal } from '@preact/signals'
import { type ErrorReport, reportOf } from '../../core/errors'
import type { TimelineIndex } from '../selectors/timeline-index'
import type { PathChange, PathChanges, PathQuestion } from './path-changes'
import type { Selection } from './selection'
import type { SourceView } from './source-view'

/** Who changed a path of the state, in the whole session. */
export interface PathHistory {
  /** The path that is asked about; undefined while nobody asks. */
  readonly pointer: ReadonlySignal<string | undefined>
  /** What was found so far, newest first. */
  readonly changes: ReadonlySignal<readonly PathChange[]>
  readonly working: ReadonlySignal<boolean>
  /** How much of the session was looked at, from 0 to 1. */
  readonly progress: ReadonlySignal<number>
  readonly error: ReadonlySignal<ErrorReport | undefined>
  ask(pointer: string): void
  /** Looks further back, after a stop or a full page. */
  further(): void
  stop(): void
  close(): void
  /** Selects the next or previous change of a path. Resolves to whether there was one. */
  step(pointer: string, direction: 1 | -1): Promise<boolean>
}

/** Changes found in one go: more on demand. */
const PAGE = 500

export interface PathHistoryParts {
  readonly index: TimelineIndex
  readonly source: SourceView
  readonly selection: Selection
  readonly changes: PathChanges
}

export function createPathHistory({ index, source, selection, changes: finder }: PathHistoryParts, ended: AbortSignal): PathHistory {
  const pointer = signal<string | undefined>(undefined)
  const changes = signal<readonly PathChange[]>([])
  const working = signal(false)
  const progress = signal(0)
  const error = signal<ErrorReport | undefined>(undefined)
  let question: PathQuestion | undefined
  /** Where the walk goes on. */
  let reached = 0
  /** Raised by whoever ends the walk on its way. */
  let ticket = 0
  let stepTicket = 0
  /** Found, and not yet told: each telling draws the list anew. */
  let fresh: PathChange[] = []

  function questionOf(about: string): PathQuestion | undefined {
    const shown = source.shown.peek()
    return shown === undefined ? undefined : { sources: source.namesakes(shown), pointer: about }
  }

  function tell(): void {
    batch(() => {
      if (fresh.length > 0) changes.value = [...changes.value, ...fresh]
      fresh = []
      progress.value = index.order.length === 0 ? 1 : 1 - reached / index.order.length
    })
  }

  async function search(wanted: PathQuestion): Promise<void> {
    const mine = ++ticket
    const isOurs = (): boolean => mine === ticket && !ended.aborted
    let count = 0
    working.value = true
    error.value = undefined
    try {
      for await (const news of finder.walk(wanted, reached, -1)) {
        if (!isOurs()) return
        if ('found' in news) {
          fresh.push(news.found)
          reached = index.positionOf(news.found.row)
          if (++count >= PAGE) break
        } else {
          reached = news.reached
          tell()
        }
      }
      if (isOurs() && count < PAGE) reached = 0
    } catch (failure) {
      if (isOurs()) error.value = reportOf(failure)
    }
    if (!isOurs()) return
    tell()
    working.value = false
  }

  function stop(): void {
    ticket++
    tell()
    working.value = false
  }

  return {
    pointer,
    changes,
    working,
    progress,
    error,
    ask(about) {
      stop()
      question = questionOf(about)
      reached = index.order.length
      batch(() => {
        pointer.value = about
        changes.value = []
        progress.value = 0
      })
      if (question !== undefined) void search(question)
    },
    further() {
      if (question !== undefined && !working.value) void search(question)
    },
    stop,
    close() {
      stop()
      pointer.value = undefined
      changes.value = []
    },
    async step(about, direction) {
      const mine = ++stepTicket
      const wanted = questionOf(about)
      if (wanted === undefined) return false
      try {
        for await (const news of finder.walk(wanted, source.position.peek(), direction)) {
          if (mine !== stepTicket || ended.aborted) return false
          if (!('found' in news)) continue
          selection.select(news.found.row)
          return true
        }
      } catch (failure) {
        error.value = reportOf(failure)
      }
      return false
    },
  }
}
