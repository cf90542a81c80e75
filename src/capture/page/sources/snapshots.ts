import type { Fact, StateKeyframe } from '../../../core/model'
import { diffJson, type Patch } from '../../../core/timeline'
import { type Caps, type Json, normalize, valueCaps } from '../../../core/value'
import { gapFact } from '../gap-fact'
import type { SourceRecorder } from '../recorder'
import { type Facts, stackText, type Told } from './history'

/**
 * Makes the entries of a source whose state changes in place: it is read whole,
 * up to a cap, at the moment something happens. That costs the page time, so a
 * read is followed by a rest; what happens meanwhile is recorded without its
 * state, and one read afterwards makes up for it.
 */
export interface Snapshots {
  keyframe(state: unknown, why: StateKeyframe['why']): void
  change(state: unknown, told: Told | undefined): void
}

export interface SnapshotsOptions {
  readonly source: string
  readonly recorder: SourceRecorder
  /** Sees to it that the source opens before anything else is told of it. */
  opened(): Facts
  readonly view: ((state: unknown) => unknown) | undefined
  /** A read is due in so many milliseconds. */
  behind(milliseconds: number): void
}

const caps: Caps = { ...valueCaps, string: 4_096, bytes: 131_072 }
/** Rest after a read, as a multiple of what it took: a tenth of the main thread at most. */
const restShare = 9
/** Bytes that a read of one millisecond leaves, roughly: what a snapshot that waits keeps alive. */
const sizePerMillisecond = 65_536
/** Milliseconds of rest once something had to go without its state: better one longer gap than many. */
const skipRest = 100

export function createSnapshots({ source, recorder, opened, view, behind }: SnapshotsOptions): Snapshots {
  /** The last one that was made an entry; undefined when the state is not known from there. */
  let previous: Json | undefined
  let nextRead = 0
  let skipping = false

  function read(state: unknown): { readonly value: Json; readonly size: number } {
    const start = recorder.now()
    const value = normalize(view === undefined ? state : view(state), { caps })
    const end = recorder.now()
    nextRead = end + (end - start) * restShare
    skipping = false
    return { value, size: (end - start) * sizePerMillisecond }
  }

  function offer(make: () => Facts, size: number): void {
    recorder.defer(make, undefined, 2048 + size)
  }

  function changeFact(told: Told | undefined, patch: Patch): Fact {
    return { kind: 'state', type: 'change', source, data: { action: told?.action, patch, stack: stackText(told?.stack) } }
  }

  function* whole(value: Json, why: StateKeyframe['why']): Facts {
    previous = value
    yield { kind: 'state', type: 'keyframe', source, data: { value, why } }
  }

  function skip(told: Told | undefined): void {
    const first = !skipping
    skipping = true
    if (first) {
      nextRead = Math.max(nextRead, recorder.now() + skipRest)
      behind(nextRead - recorder.now())
    }
    offer(function* () {
      yield* opened()
      previous = undefined
      if (first) yield gapFact('state', 'budget', {}, source)
      if (told !== undefined) yield changeFact(told, [])
    }, 0)
  }

  return {
    keyframe(state, why) {
      const { value, size } = read(state)
      offer(function* () {
        yield* opened()
        yield* whole(value, why)
      }, size)
    },
    change(state, told) {
      if (recorder.now() < nextRead) return skip(told)
      const { value, size } = read(state)
      offer(function* () {
        yield* opened()
        const patch = previous === undefined ? [] : diffJson(previous, value)
        if (previous === undefined) yield* whole(value, 'replaced')
        previous = value
        if (told !== undefined || patch.length > 0) yield changeFact(told, patch)
      }, size)
    },
  }
}
