import { createWalk, type Json, type Reading } from '../value'
import { WALK_SLICE } from './diff-refs'
import type { Patch } from './patch-types'

/**
 * A piece of a keyframe: first the value, with `partial` when pieces follow,
 * then patches over it; the last one says so. They are the data of
 * `state/keyframe` and `state/part`.
 */
export type KeyframePiece = { readonly value: Json; readonly partial: boolean } | { readonly patch: Patch; readonly last: boolean }

export interface StreamedSize {
  /** Size of the whole value as the byte cap counts it. */
  readonly size: number
  /** True when the byte cap cut something. */
  readonly overflowed: boolean
}

/** Units of the byte cap that one piece may hold, plus one string. */
export const PIECE_SIZE = 256 * 1024

/**
 * Writes `value` as tagged JSON in pieces, so that neither time nor memory
 * grow with it: yields undefined wherever the caller may pause, and each piece
 * as soon as it is full. The caller passes a piece on before it goes on.
 *
 * Until its part has come, a `pending` tag stands for a child and for all
 * after it in the same container. All parts applied, the value is exactly
 * `normalize(value)`. A value that fits in one piece comes as one, not partial.
 *
 * `onCycle`: see `createWalk`.
 */
export function* streamKeyframe(
  value: unknown,
  reading: Reading,
  pieceSize = PIECE_SIZE,
  onCycle?: (ancestors: readonly object[]) => void,
): Generator<KeyframePiece | undefined, StreamedSize> {
  const walk = createWalk(reading, onCycle)
  walk.start(value)
  let done = false
  for (let first = true; !done; first = false) {
    for (;;) {
      done = walk.run(WALK_SLICE, pieceSize)
      if (done || walk.written > pieceSize) break
      yield undefined
    }
    const patch = walk.detach()
    yield first ? { value: walk.root, partial: !done } : { patch, last: done }
  }
  return { size: walk.size, overflowed: walk.overflowed }
}
