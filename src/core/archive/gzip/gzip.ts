import type { Bytes } from '../bytes'

/**
 * The chunks as one gzip member, as they come. Ending the result early ends the
 * source; an error of the source is the error of the result.
 */
export async function* gzip(source: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  const stream = new CompressionStream('gzip')
  const writer = stream.writable.getWriter()
  const reader = stream.readable.getReader()
  let failure: { readonly error: unknown } | undefined
  let stopped = false

  const feeding = feed()
  async function feed(): Promise<void> {
    try {
      for await (const chunk of source) {
        if (stopped) return
        await writer.write(chunk)
      }
      await writer.close()
    } catch (error) {
      // After `stopped` this is the writer telling that nobody reads any more.
      if (stopped) return
      failure = { error }
      await writer.abort(error)
    }
  }

  try {
    for (;;) {
      const next = await reader.read()
      if (next.done) break
      yield next.value
    }
    await feeding
  } catch (error) {
    throw failure === undefined ? error : failure.error
  } finally {
    stopped = true
    await reader.cancel().catch(() => {
      // Cancelling a stream that failed gives its error again; it is thrown above.
    })
    await feeding
  }
}
