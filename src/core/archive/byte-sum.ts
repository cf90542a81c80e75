import type { Env } from '../env'
import type { Bytes } from './bytes'
import { chained, noEntries } from './sums'

/** One checksum over bytes that come in pieces of any size, however these are cut. Memory: a block. */
export interface ByteSum {
  /** Resolves once more may come. */
  add(bytes: Bytes): Promise<void>
  finish(): Promise<string>
}

const BLOCK = 1024 * 1024

/** The platform hashes what it gets in one piece only: so it is a chain over blocks. */
export function createByteSum(env: Pick<Env, 'sha256'>): ByteSum {
  let block = new Uint8Array(BLOCK)
  let length = 0
  let chain = noEntries
  let pending: Promise<void> = Promise.resolve()

  function close(): void {
    const digest = env.sha256(block.subarray(0, length))
    pending = pending.then(async () => {
      chain = await chained(env, chain, await digest)
    })
    block = new Uint8Array(BLOCK)
    length = 0
  }

  return {
    async add(bytes) {
      for (let from = 0; from < bytes.length; ) {
        const taken = bytes.subarray(from, from + BLOCK - length)
        block.set(taken, length)
        length += taken.length
        from += taken.length
        if (length < BLOCK) continue
        await pending
        close()
      }
    },
    async finish() {
      close()
      await pending
      return chain
    },
  }
}
