import { AppError } from '../errors'
import { applyPatch, type StateFact } from '../timeline'
import type { Json } from '../value'

/**
 * The state of one source as its entries come. Kept for looking only: nobody
 * holds what it was, so that a step costs what it changes and no copy.
 */
export interface SourceState {
  /** Undefined while it is not known. */
  readonly value: Json | undefined
  /** True when nothing that was compared before holds any more: the state came anew as a whole. */
  readonly fresh: boolean
  push(entry: StateFact): void
  /** It has been compared as a whole. */
  settle(): void
}

export function createSourceState(): SourceState {
  let value: Json | undefined
  let partial = false
  let fresh = true
  let owned = new WeakSet<object>()

  function lose(): void {
    value = undefined
    partial = false
    fresh = true
  }

  function patched({ type, data }: Extract<StateFact, { readonly type: 'change' | 'part' }>): void {
    if (value === undefined || partial !== (type === 'part')) {
      lose()
      return
    }
    try {
      value = applyPatch(value, data.patch, owned)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      // A patch that does not fit says that something is missing, nothing worse.
      lose()
    }
  }

  return {
    get value() {
      return partial ? undefined : value
    },
    get fresh() {
      return fresh
    },
    push(entry) {
      switch (entry.type) {
        case 'open':
        case 'gap':
          lose()
          return
        case 'keyframe':
          // A state that is known already, kept again by Playhead itself.
          if (entry.data.why === 'derived' && value !== undefined && !partial) return
          owned = new WeakSet()
          value = entry.data.value
          partial = entry.data.partial === true
          fresh = true
          return
        case 'part':
          patched(entry)
          if (entry.data.last) partial = false
          return
        case 'change':
          patched(entry)
      }
    },
    settle() {
      fresh = false
    },
  }
}
