import { type Bytes, joinBytes } from '../archive'
import { AppError } from '../errors'
import type { Staging } from './staging'

const CHUNK = 64 * 1024

/** A staging area that is gone with its context, for tests and for hosts without files. */
export function createMemoryStaging(): Staging {
  const files = new Map<string, Bytes>()
  return {
    async create(name) {
      const chunks: Bytes[] = []
      files.set(name, new Uint8Array(0))
      return {
        async write(bytes) {
          chunks.push(bytes.slice())
        },
        async close() {
          files.set(name, joinBytes(chunks))
        },
        async abort() {
          files.delete(name)
        },
      }
    },
    async open(name) {
      const bytes = files.get(name)
      if (bytes === undefined) throw new AppError('job/staging', { why: `there is no file ${name}` })
      return { size: bytes.length, read: () => chunksOf(bytes) }
    },
    async remove(name) {
      files.delete(name)
    },
    list: async () => [...files.keys()],
  }
}

async function* chunksOf(bytes: Bytes): AsyncGenerator<Bytes> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK)
}
