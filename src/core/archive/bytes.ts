/** Bytes over plain memory: what encoders make and streams, digests and files take. */
export type Bytes = Uint8Array<ArrayBuffer>

/** A file that can be read from its beginning as often as needed. */
export interface ArchiveSource {
  read(): AsyncIterable<Bytes>
}

/** The chunks in one piece; the only chunk itself when there is one. */
export function joinBytes(chunks: readonly Bytes[]): Bytes {
  const [first] = chunks
  if (first !== undefined && chunks.length === 1) return first
  const joined = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    joined.set(chunk, at)
    at += chunk.length
  }
  return joined
}

/** The first `size` bytes of a stream (fewer when it is shorter), and the whole stream again from its beginning. Whoever does not read `all` to its end returns it. */
export async function peekBytes(
  source: AsyncIterable<Bytes>,
  size: number,
): Promise<{ readonly head: Bytes; readonly all: Required<AsyncIterableIterator<Bytes, void, void>> }> {
  const iterator = source[Symbol.asyncIterator]()
  const taken: Bytes[] = []
  let length = 0
  while (length < size) {
    const next = await iterator.next()
    if (next.done === true) break
    taken.push(next.value)
    length += next.value.length
  }
  const joined = joinBytes(taken)
  let waiting: Bytes | undefined = joined.length > 0 ? joined : undefined
  const done = { done: true, value: undefined } as const
  const all: Required<AsyncIterableIterator<Bytes, void, void>> = {
    [Symbol.asyncIterator]: () => all,
    async next() {
      if (waiting === undefined) return iterator.next()
      const value = waiting
      waiting = undefined
      return { done: false, value }
    },
    // Not a generator: returning one that was never started would not reach the source.
    async return() {
      await iterator.return?.()
      return done
    },
    async throw(error) {
      await iterator.return?.()
      throw error
    },
  }
  return { head: joined.subarray(0, size), all }
}
