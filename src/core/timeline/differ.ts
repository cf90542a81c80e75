import { type ReadingOptions, readingOf, stateCaps } from '../value'
import { createDiffMemory } from './diff-memory'
import { diffValues } from './diff-refs'
import type { Patch } from './patch-types'
import { sampleHash } from './sample-hash'
import { type KeyframePiece, PIECE_SIZE, streamKeyframe } from './stream-keyframe'

export interface DifferOptions extends ReadingOptions {
  /** The largest patch worth having, in units of the byte cap. Default: 512 K. */
  readonly patchSize?: number | undefined
  /** The largest piece of a keyframe. Default: 256 K. */
  readonly pieceSize?: number | undefined
}

/**
 * Writes the states of one source: a keyframe, then patches from each state to
 * the next. States must be immutable: what is the same object is taken to hold
 * the same. Holds no state alive.
 */
export interface RefDiffer {
  /** The whole value, in pieces; see `streamKeyframe`. Afterwards `value` may be the `prev` of a diff. */
  keyframe(value: unknown): Generator<KeyframePiece | undefined, void>
  /**
   * The patch from the tagged JSON of `prev` to that of `next`. Yields where
   * the caller may pause. Returns undefined when only a keyframe of `next`
   * will do: `prev` was never written by this differ, the patch would be
   * larger than `patchSize`, or the byte cap cuts one of them.
   */
  diff(prev: unknown, next: unknown): Generator<undefined, Patch | undefined>
  /** `sampleHash` of a state that `keyframe` or `diff` has just written: cheap then even for very wide objects. */
  sample(value: unknown): number
}

const PATCH_SIZE = 512 * 1024

/** `options.caps` defaults to `stateCaps`. */
export function createRefDiffer(options: DifferOptions = {}): RefDiffer {
  const reading = readingOf({ ...options, caps: options.caps ?? stateCaps })
  const { patchSize = PATCH_SIZE, pieceSize = PIECE_SIZE } = options
  const memory = createDiffMemory()

  function remember(value: unknown, size: number): void {
    if (typeof value === 'object' && value !== null) memory.sizes.set(value, size)
  }

  function sizeOf(value: unknown): number {
    // Anything but an object is one leaf, and needs no memory.
    return typeof value === 'object' && value !== null ? (memory.sizes.get(value) ?? Infinity) : 0
  }

  return {
    *keyframe(value) {
      const { size, overflowed } = yield* streamKeyframe(value, reading, pieceSize, memory.entangle)
      remember(value, overflowed ? Infinity : size)
    },
    *diff(prev, next) {
      const known = sizeOf(prev)
      if (known === Infinity) return undefined
      const diffed = yield* diffValues(prev, next, reading, memory, patchSize)
      // The true size is at most this: what was removed is still counted.
      const size = known + (diffed?.added ?? Infinity)
      if (diffed === undefined || size > reading.caps.bytes) return undefined
      remember(next, size)
      return diffed.patch
    },
    sample: (value) => sampleHash(value, (object) => memory.wide.get(object)?.keys ?? Object.keys(object)),
  }
}

/**
 * The patch between two raw values as `normalize` would write them, for callers
 * that have nothing but the two: `prev` is walked once to know it, and what
 * cannot be a patch becomes one step that replaces everything. Sources of state
 * use `createRefDiffer`.
 */
export function* diffRefs(prev: unknown, next: unknown, options: DifferOptions = {}): Generator<undefined, Patch> {
  const differ = createRefDiffer(options)
  for (const _ of differ.keyframe(prev)) yield
  const patch = yield* differ.diff(prev, next)
  if (patch !== undefined) return patch
  const whole = createRefDiffer({ ...options, pieceSize: Infinity })
  for (const piece of whole.keyframe(next)) {
    if (piece !== undefined && 'value' in piece) return [{ op: 'replace', path: '', value: piece.value }]
    yield
  }
  return []
}
