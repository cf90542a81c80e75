/** Work that may pause wherever it yields; it yields how far it is, from 0 to 1. */
export type Pieces<T> = Generator<number, T>

/** The same work as a part of other work, which it brings from one share to another. */
export function* partOf<T>(work: Pieces<T>, from: number, until: number): Pieces<T> {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    yield from + (until - from) * value
  }
}
