import { guardText } from '../../../core/guard'
import { normalize } from '../../../core/value'
import { gapFact, messageOf } from '../gap-fact'
import type { Natives } from '../natives'
import type { SourceRecorder } from '../recorder'
import type { Happened, Source, SourceOptions } from './contract'
import { createHistory, type Facts, type History, type Told } from './history'
import { createSnapshots, type Snapshots } from './snapshots'

export interface LivingSource extends Source {
  begin(late: boolean): void
  /** Entries were lost: brings the recorded state up to the real one. */
  catchUp(): void
  /** Nothing is recorded any more: lets go of states. */
  rest(): void
  leave(): void
}

/** What a waiting state keeps alive beside those before and after it, roughly. */
const retained = 2048

/** Rest after a sample, as a multiple of what it took: a tenth of the main thread at most. */
const sampleRest = 9

const nothing = Symbol('no state yet')

export function createSource(
  options: SourceOptions & { readonly id: string },
  recorder: SourceRecorder,
  natives: Pick<Natives, 'later'>,
): LivingSource {
  const { id, view, read, leave } = options
  let last: unknown = nothing
  let closed = false
  /** How much of it waits to be told. */
  let pending = 0
  let nextSample = 0
  /** True while a timer will catch up. */
  let catching = false
  let history: History = createHistory(historyOptions())
  /** Set once the state was seen to change in place. */
  let snapshots: Snapshots | undefined

  function historyOptions(): Parameters<typeof createHistory>[0] {
    return {
      ...options,
      view,
      now: recorder.now,
      isLatest: () => pending === 0,
      mutated() {
        snapshots ??= createSnapshots({ source: id, recorder, view, behind, opened: () => history.open() })
        if (last !== nothing) snapshots.keyframe(last, 'replaced')
      },
      behind,
    }
  }

  function behind(milliseconds: number): void {
    if (catching) return
    catching = true
    natives.later(() => {
      catching = false
      try {
        catchUp()
      } catch (error) {
        failed(error)
      }
    }, milliseconds + 1)
  }

  /** Work for the history as it is now: by the time it is done, another may have begun. */
  function offer(make: (history: History) => Facts): void {
    const own = history
    const work = (): Facts => {
      pending = Math.max(0, pending - 1)
      return make(own)
    }
    if (recorder.defer(work, undefined, retained)) pending++
  }

  function catchUp(): void {
    const state = last
    // After a loss nobody knows how much still waits.
    pending = 0
    if (!recorder.active || closed || state === nothing) return
    if (snapshots) snapshots.change(state, undefined)
    else offer((own) => own.change(state))
  }

  function begin(late: boolean): void {
    if (closed) return
    pending = 0
    history = createHistory(historyOptions())
    offer((own) => own.open())
    if (read && late) last = read()
    if (last === nothing) return
    const state = last
    if (snapshots) snapshots.keyframe(state, 'late')
    else offer((own) => own.keyframe(state, 'late'))
  }

  function reopen(): void {
    if (!closed) return
    closed = false
    begin(false)
  }

  function set(state: unknown): void {
    const why = last === nothing ? 'init' : 'replaced'
    last = state
    if (!recorder.active) return
    reopen()
    if (snapshots) {
      snapshots.keyframe(state, why)
      return
    }
    const hash = history.sample(state)
    offer((own) => own.keyframe(state, why, hash))
  }

  /** Taken of an object that comes back before it was told: later nobody could see that it has changed since. */
  function sampleAgain(state: unknown): number | undefined {
    const start = recorder.now()
    if (start < nextSample) return undefined
    const hash = history.sample(state)
    const end = recorder.now()
    nextSample = end + (end - start) * sampleRest
    return hash
  }

  function tell(state: unknown, happened: Happened | undefined, again: boolean): void {
    reopen()
    const told: Told | undefined = happened && { action: normalize(happened.action), stack: happened.stack }
    if (snapshots) snapshots.change(state, told)
    else {
      const hash = again && pending > 0 ? sampleAgain(state) : undefined
      offer((own) => own.change(state, told, hash))
    }
  }

  function failed(error: unknown): void {
    // No gap of the state: the next change tells of this one too, so its history stays whole.
    recorder.record(gapFact('event', 'threw', { detail: guardText(`${options.name}: ${messageOf(error)}`) }))
  }

  return {
    id,
    begin,
    catchUp,
    set,
    changed(state, happened) {
      const again = state === last
      last = state
      if (!recorder.active) return
      const start = recorder.now()
      tell(state, happened, again)
      recorder.spent(recorder.now() - start)
    },
    pass(state) {
      last = state
    },
    knows: (state) => state === last,
    failed,
    close() {
      if (closed) return
      closed = true
      recorder.record({ kind: 'state', type: 'close', source: id, data: {} })
    },
    rest() {
      // A store can be asked again; what was sent once cannot.
      if (read) last = nothing
    },
    leave: () => leave?.(),
  }
}
