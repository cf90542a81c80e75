import { describe, expect, it } from 'vitest'
import { wantsKeyframe } from '../../../src/core/timeline'

/** Stores `changes` changes of `size` bytes each to a state of `stateBytes`, and says what that came to. */
function recorded(changes: number, size: number, stateBytes: number) {
  let since = { changesSince: 0, bytesSince: 0 }
  let keyframes = 0
  let longest = 0
  for (let i = 0; i < changes; i++) {
    since = { changesSince: since.changesSince + 1, bytesSince: since.bytesSince + size }
    longest = Math.max(longest, since.bytesSince)
    if (wantsKeyframe({ ...since, stateBytes })) {
      keyframes++
      since = { changesSince: 0, bytesSince: 0 }
    }
  }
  return { keyframeBytes: keyframes * stateBytes, patchBytes: changes * size, longest, keyframes }
}

describe('the keyframe policy', () => {
  it('wants none while nothing changes', () => {
    expect(wantsKeyframe({ changesSince: 0, bytesSince: 0, stateBytes: 0 })).toBe(false)
  })

  it('stores at most about twice what the patches take, when patches are large', () => {
    for (const stateBytes of [1_000, 100_000, 10_000_000]) {
      const { keyframeBytes, patchBytes } = recorded(5_000, 20_000, stateBytes)
      expect(keyframeBytes).toBeLessThanOrEqual(patchBytes)
    }
  })

  it('lets no change pay for more than a kilobyte of keyframe, when patches are small', () => {
    for (const stateBytes of [1_000, 100_000, 10_000_000]) {
      const { keyframeBytes } = recorded(50_000, 60, stateBytes)
      expect(keyframeBytes / 50_000).toBeLessThanOrEqual(1_024)
    }
  })

  it('never lets a replay read more patches than the state, 64 KiB and one patch', () => {
    for (const stateBytes of [1_000, 1_000_000]) {
      expect(recorded(20_000, 500, stateBytes).longest).toBeLessThanOrEqual(Math.max(stateBytes, 65_536) + 500)
    }
  })
})
