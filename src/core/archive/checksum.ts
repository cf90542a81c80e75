import type { Env } from '../env'
import type { Bytes } from './bytes'

/** Size of a block (SPEC: C2). Part of the format. */
export const checksumBlock = 1024 * 1024

const encoder = new TextEncoder()

/**
 * The checksum of a long text in bounded memory (SPEC: C2): SHA-256 of the list
 * of the SHA-256 of its blocks. The platform hashes in one go only; a list of
 * blocks lets it hash while the next block is being made.
 */
export interface Checksum {
  add(bytes: Bytes): void
  /** Waits for hashing to catch up. Call it regularly: blocks are held until they are hashed. */
  settle(): Promise<void>
  /** The checksum, 64 hex digits, and how many bytes it covers. Ends the checksum. */
  finish(): Promise<{ readonly sha256: string; readonly bytes: number }>
}

export function createChecksum(env: Pick<Env, 'sha256'>): Checksum {
  const digests: string[] = []
  let pending: Promise<void> = Promise.resolve()
  let block = new Uint8Array(checksumBlock)
  let filled = 0
  let bytes = 0

  function hash(part: Bytes): void {
    const digest = env.sha256(part)
    pending = pending.then(async () => {
      digests.push(await digest)
    })
  }

  return {
    add(data) {
      bytes += data.length
      // Nearly always, line by line: a view of each part would cost more than its bytes.
      if (filled + data.length < checksumBlock) {
        block.set(data, filled)
        filled += data.length
        return
      }
      let from = 0
      while (from < data.length) {
        const part = data.subarray(from, from + checksumBlock - filled)
        block.set(part, filled)
        filled += part.length
        from += part.length
        if (filled < checksumBlock) return
        hash(block)
        block = new Uint8Array(checksumBlock)
        filled = 0
      }
    },

    settle: () => pending,

    async finish() {
      if (filled > 0) hash(block.subarray(0, filled))
      filled = 0
      await pending
      return { sha256: await env.sha256(encoder.encode(digests.map((digest) => `${digest}\n`).join(''))), bytes }
    },
  }
}

/** The checksum of the whole document (SPEC: C3), from its header and its summary, both without it. */
export function documentChecksum(env: Pick<Env, 'sha256'>, header: object, summary: object): Promise<string> {
  return env.sha256(encoder.encode(`${JSON.stringify(header)}\n${JSON.stringify(summary)}\n`))
}
