import { AppError } from '../../errors'
import type { ArchiveSource, Bytes } from '../bytes'
import { type ArchiveLimits, checkUnpacked } from '../limits'
import { inspectGzip } from './inspect-gzip'

const TRAILER = 8

/**
 * The content of a gzip file of exactly one member (SPEC: G). The platform
 * decompresses, three times as fast as JavaScript; when it refuses the file, or
 * took more than one member for one, the file is read again to find the place.
 *
 * Throws `archive/not-gzip`, `archive/truncated`, `archive/trailing-data`,
 * `archive/checksum`, `archive/too-large`. Content that was given out before the
 * error is of a damaged file: use none of it.
 */
export async function* gunzip(file: ArchiveSource, limits: ArchiveLimits): AsyncGenerator<Bytes> {
  const stream = new DecompressionStream('gzip')
  const writer = stream.writable.getWriter()
  const reader = stream.readable.getReader()
  let failure: { readonly error: unknown } | undefined
  let stopped = false
  let read = 0
  let unpacked = 0
  let end = new Uint8Array(0)

  const feeding = feed()
  async function feed(): Promise<void> {
    try {
      for await (const chunk of file.read()) {
        if (stopped) return
        read += chunk.length
        end = lastBytes(end, chunk)
        // Refusals come out of the readable side; what fails here is the source.
        await writer.write(chunk).catch(stop)
      }
      await writer.close().catch(stop)
    } catch (error) {
      failure = { error }
      await writer.abort(error).catch(stop)
    }
  }
  function stop(): void {
    stopped = true
  }

  try {
    for (;;) {
      const next = await reader.read()
      if (next.done) break
      unpacked += next.value.length
      checkUnpacked(unpacked, read, limits)
      yield next.value
    }
    await feeding
    if (lengthIn(end) !== unpacked % 2 ** 32) throw new TypeError('The length at the end is of something else.')
  } catch (error) {
    if (failure !== undefined) throw failure.error
    if (error instanceof AppError) throw error
    await inspectGzip(file.read(), limits)
    throw new AppError('archive/not-gzip', { at: read }, error)
  } finally {
    stop()
    await reader.cancel().catch(() => {
      // Cancelling a stream that failed gives its error again; it was dealt with above.
    })
    await feeding
  }
}

function lastBytes(before: Bytes, chunk: Bytes): Bytes {
  if (chunk.length >= TRAILER) return chunk.slice(-TRAILER)
  const both = new Uint8Array(before.length + chunk.length)
  both.set(before)
  both.set(chunk, before.length)
  return both.slice(-TRAILER)
}

/** The length a member tells at its end (RFC 1952, section 2.3.1: ISIZE). */
function lengthIn(trailer: Bytes): number {
  return trailer.length < TRAILER ? -1 : new DataView(trailer.buffer, trailer.byteOffset).getUint32(4, true)
}
