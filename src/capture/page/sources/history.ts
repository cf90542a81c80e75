import { guardText } from '../../../core/guard'
import type { Fact, StateKeyframe } from '../../../core/model'
import { createRefDiffer, type Patch } from '../../../core/timeline'
import type { Json } from '../../../core/value'
import { gapFact, messageOf } from '../gap-fact'
import { pageFrames } from '../probes/hooks'

/** What an action tells, taken when it happened. */
export interface Told {
  readonly action: Json
  readonly stack: Error | string | undefined
}

export interface HistoryOptions {
  readonly id: string
  readonly name: string
  readonly library: string
  /** The state as the app wants it shown. */
  readonly view: ((state: unknown) => unknown) | undefined
  now(): number
  /** False while more of this source waits to be told: then the page has not run since, and could not have changed anything in place. */
  isLatest(): boolean
  /** The state was changed in place; a gap was written, and from here on states are not known by reference. */
  mutated(): void
  /** A keyframe is wanted, but not before so many milliseconds have passed. */
  behind(milliseconds: number): void
}

export type Facts = Generator<Fact | undefined, void, boolean | undefined>

/**
 * Makes the entries of one source, from its states in order, in slices of the
 * recorder. Told afterwards whether each could be kept: the answer of `yield`.
 */
export interface History {
  open(): Facts
  /** The whole state. `hash`, here and below: its sample when it was captured, where one was taken. */
  keyframe(state: unknown, why: StateKeyframe['why'], hash?: number): Facts
  /** The state changed to `state`. Without an action that did it, nothing is told where nothing changed. */
  change(state: unknown, told?: Told, hash?: number): Facts
  /** Something happened; what it did to the state is not known. */
  unknown(told?: Told): Facts
  /** A sample of what the app wants shown; undefined when it fails to show it. */
  sample(state: unknown): number | undefined
}

interface Written {
  readonly state: unknown
  readonly view: unknown
  /** Its sample, where the page may run before the next one is told. */
  readonly hash: number | undefined
}

/** Size of a piece of a keyframe: to write it as a line is one step, which must leave the rest of a slice to others. */
const pieceSize = 128 * 1024

const unseen = Symbol('a state that the app failed to show')

/** Main-thread time of keyframes nobody asked for stays below about a twentieth: this many milliseconds of rest for each piece. */
const restPerPiece = 50

/**
 * A step that cannot be sliced (engines list the keys of one object in one go)
 * may take so many milliseconds. What steps take beyond adds up, a twentieth of
 * the time is taken off, and at so many milliseconds states go unread for as
 * long as it takes to make up for them.
 */
const longStep = 5
const mostBeyond = 100
const beyondShare = 20

export function createHistory({ id: source, name, library, view, now, isLatest, mutated, behind }: HistoryOptions): History {
  const differ = createRefDiffer({ pieceSize })
  let opened = false
  /** The last state that is known to be stored; undefined when none is. */
  let written: Written | undefined
  /** False while entries of a keyframe or a change are being made: whoever was stopped on the way left a hole. */
  let whole = true
  let nextKeyframe = 0
  let tellBehind = true
  /** True once the state was seen to change in place: whatever still waits here cannot be told by reference. */
  let inPlace = false
  /** Milliseconds that steps took beyond what they may, as of then. */
  let beyond = 0
  let beyondAt = 0
  /** True once that was too much: the next state goes unread. */
  let tired = false

  function changeFact(told: Told | undefined, patch: Patch): Fact {
    return { kind: 'state', type: 'change', source, data: { action: told?.action, patch, stack: stackText(told?.stack) } }
  }

  function* open(): Facts {
    if (opened) return
    opened = true
    yield { kind: 'state', type: 'open', source, data: { name, library } }
  }

  function* keyframe(state: unknown, why: StateKeyframe['why'], hash?: number): Facts {
    yield* open()
    if (inPlace) return
    written = undefined
    const shown = yield* viewOf(state)
    if (shown === unseen) return
    whole = false
    const before = hash ?? differ.sample(shown)
    let kept = true
    let pieces = 0
    for (const piece of differ.keyframe(shown)) {
      if (piece === undefined) yield undefined
      else {
        pieces++
        const fact: Fact =
          'value' in piece
            ? { kind: 'state', type: 'keyframe', source, data: { value: piece.value, why, partial: piece.partial || undefined } }
            : { kind: 'state', type: 'part', source, data: piece }
        if ((yield fact) === false) kept = false
      }
    }
    nextKeyframe = now() + pieces * restPerPiece
    tellBehind = true
    whole = true
    if (!kept) return
    const after = differ.sample(shown)
    written = { state, view: shown, hash: after }
    if (before !== after) yield* toldMutated()
  }

  /** What the app wants to be shown of the state; of one that it fails to show, nothing is. */
  function* viewOf(state: unknown): Generator<Fact, unknown, boolean | undefined> {
    try {
      return view === undefined ? state : view(state)
    } catch (error) {
      yield gapFact('state', 'threw', { detail: guardText(messageOf(error)) }, source)
      return unseen
    }
  }

  function* toldMutated(): Facts {
    inPlace = true
    yield gapFact('state', 'mutated', {}, source)
    mutated()
  }

  /** Passes on what is made, and keeps account of the steps that this takes. */
  function* timed(facts: Facts): Facts {
    let kept: boolean | undefined
    for (;;) {
      const start = now()
      const { done, value } = facts.next(kept)
      const end = now()
      beyond = Math.max(0, beyond - (end - beyondAt) / beyondShare) + Math.max(0, end - start - longStep)
      beyondAt = end
      if (done) break
      kept = yield value
    }
    if (beyond <= mostBeyond) return
    tired = true
    nextKeyframe = Math.max(nextKeyframe, now() + beyond * beyondShare)
    beyond = 0
  }

  function isOther(shown: unknown, hash: number | undefined): boolean {
    return hash !== undefined && differ.sample(shown) !== hash
  }

  function* mutatedBy(told: Told | undefined): Facts {
    yield* toldMutated()
    yield* unknown(told)
  }

  function* unknown(told?: Told): Facts {
    yield* open()
    if (told !== undefined) yield changeFact(told, [])
  }

  /** A keyframe in place of a patch, unless the last one was a moment ago. */
  function* instead(state: unknown, told?: Told, hash?: number): Facts {
    const rest = nextKeyframe - now()
    if (rest <= 0) yield* keyframe(state, opened ? 'replaced' : 'init', hash)
    else {
      behind(rest)
      if (tellBehind) yield gapFact('state', 'budget', {}, source)
      tellBehind = false
    }
    if (told !== undefined) yield changeFact(told, [])
  }

  function* change(state: unknown, told?: Told, hash?: number): Facts {
    if (inPlace) return yield* unknown(told)
    yield* open()
    if (tired && told === undefined && written?.state === state) return
    if (tired || !whole) written = undefined
    tired = false
    if (written === undefined) return yield* instead(state, told, hash)
    const { view: last } = written
    if (isOther(last, written.hash)) return yield* mutatedBy(told)
    const shown = yield* viewOf(state)
    if (shown === unseen) {
      written = undefined
      return
    }
    if (isOther(shown, hash)) return yield* mutatedBy(told)
    whole = false
    const patch = Object.is(shown, last) ? [] : yield* differ.diff(last, shown)
    whole = true
    if (patch === undefined) {
      written = undefined
      return yield* instead(state, told)
    }
    const kept = told === undefined && patch.length === 0 ? true : yield changeFact(told, patch)
    written = kept === false ? undefined : { state, view: shown, hash: isLatest() ? differ.sample(shown) : undefined }
  }

  function sample(state: unknown): number | undefined {
    try {
      return differ.sample(view === undefined ? state : view(state))
    } catch {
      // That it fails is told when the state's turn comes.
      return undefined
    }
  }

  return { open, keyframe, change: (...what) => timed(change(...what)), unknown, sample }
}

const longestStack = 8192

/** The text of an error's stack is made only here: it is the costly part. A text is what the app itself gave. */
export function stackText(stack: Error | string | undefined): string | undefined {
  if (stack === undefined) return undefined
  const text: unknown = typeof stack === 'string' ? stack : stack.stack
  if (typeof text !== 'string') return undefined
  return guardText((typeof stack === 'string' ? text : pageFrames(text)).slice(0, longestStack))
}
