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

/** A text that is made of very many parts. Put together at once, they would hold up whoever waits for them. */
export interface TextParts {
  add(part: string): void
  text(): string
}

const MOST_PARTS = 500

export function createTextParts(): TextParts {
  const joined: string[] = []
  let parts: string[] = []

  function join(): void {
    joined.push(parts.join(''))
    parts = []
  }

  return {
    add(part) {
      parts.push(part)
      if (parts.length >= MOST_PARTS) join()
    },
    text() {
      join()
      return joined.join('')
    },
  }
}
