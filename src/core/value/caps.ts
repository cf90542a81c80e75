/** How much of one value is kept. What is cut says so by a `truncated` tag. */
export interface Caps {
  /** Containers inside each other; one that would lie deeper is cut. */
  readonly depth: number
  /** Children of one container; what comes after them is cut. */
  readonly breadth: number
  /** UTF-16 units of one string. */
  readonly string: number
  /** Bytes of one buffer or typed array. */
  readonly binary: number
  /**
   * Size of the whole as JSON, counted while walking in units of UTF-16 with
   * fixed prices for punctuation and numbers, without escapes. The first child
   * that finds it spent is cut, and all after it: at most one string beyond.
   */
  readonly bytes: number
}

/** For what comes in numbers: console arguments, actions, data of events. */
export const valueCaps: Caps = { depth: 24, breadth: 1_000, string: 16_384, binary: 4_096, bytes: 262_144 }

/** For the whole state of a source. */
export const stateCaps: Caps = { depth: 128, breadth: 250_000, string: 1_048_576, binary: 65_536, bytes: 67_108_864 }
