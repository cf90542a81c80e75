/** What has gathered since the last keyframe of a source. */
export interface SinceKeyframe {
  readonly changesSince: number
  /** Size of their patches, as JSON. */
  readonly bytesSince: number
  /** Size of the state, as JSON. */
  readonly stateBytes: number
}

const FEWEST_BYTES = 64 * 1024
const FEWEST_CHANGES = 1_000
const BYTES_PER_CHANGE = 1_024

/**
 * Whether the next state of a source should be stored whole. Two bounds keep
 * both costs in proportion:
 *
 * - bytes: a keyframe as soon as the patches since outweigh the state (and 64
 *   KiB): keyframes at most double what patches take, and a replay reads at
 *   most twice the state;
 * - changes: a keyframe every 1,000 changes, or for states above 1 MB one for
 *   each KiB of state: a replay applies a bounded number of patches, and a
 *   change pays for at most 1 KiB of keyframe.
 */
export function wantsKeyframe({ changesSince, bytesSince, stateBytes }: SinceKeyframe): boolean {
  if (changesSince === 0) return false
  return bytesSince >= Math.max(stateBytes, FEWEST_BYTES) || changesSince >= Math.max(FEWEST_CHANGES, stateBytes / BYTES_PER_CHANGE)
}
