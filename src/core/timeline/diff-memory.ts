import { isSource } from '../value'
import { createWideMemory, type WideMemory } from './wide'

/** What a differ knows of the values it has written, held weakly. */
export interface DiffMemory {
  /**
   * Containers whose JSON depends on where they lie: a cycle runs through them.
   * Finding the same one again does not mean that its JSON is the same.
   */
  isEntangled(value: unknown): boolean
  entangle(ancestors: readonly object[]): void
  /** False as long as no cycle was ever met: then nobody needs to ask. */
  readonly anyEntangled: boolean
  /** Sizes of whole values, as the byte cap counts them, never too small; infinite when the cap has cut it. */
  readonly sizes: WeakMap<object, number>
  readonly wide: WideMemory
}

export function createDiffMemory(): DiffMemory {
  const entangled = new WeakSet<object>()
  let anyEntangled = false
  return {
    isEntangled: (value) => anyEntangled && isSource(value) && entangled.has(value),
    entangle(ancestors) {
      anyEntangled = true
      for (const value of ancestors) entangled.add(value)
    },
    get anyEntangled() {
      return anyEntangled
    },
    sizes: new WeakMap(),
    wide: createWideMemory(),
  }
}
