import { Deflate } from 'pako'
import type { Bytes } from '../bytes'
import { gzip } from './gzip'

/**
 * How a document is packed where there is no zlib. The platform has one level, and
 * is faster with it than any other engine is with a lower one, so none is called
 * fast; pako is zlib in JavaScript, and smaller than the platform at its highest.
 */
export const compressions = ['none', 'default', 'small'] as const
export type Compression = (typeof compressions)[number]

const SMALLEST = 9

/** The chunks as they are, or as one gzip member. */
export function compress(source: AsyncIterable<Bytes>, compression: Compression): AsyncIterable<Bytes> {
  if (compression === 'none') return source
  return compression === 'small' ? gzipSmall(source) : gzip(source)
}

async function* gzipSmall(source: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  const deflate = new Deflate({ level: SMALLEST, gzip: true })
  let packed: Bytes[] = []
  deflate.onData = (chunk) => {
    packed.push(new Uint8Array(chunk))
  }
  for await (const chunk of source) {
    deflate.push(chunk, false)
    yield* packed
    packed = []
  }
  deflate.push(new Uint8Array(0), true)
  yield* packed
}
