import { createReadSum, entryText } from '../archive'
import type { Env } from '../env'
import type { Entry } from '../model'

/** The chain over the entries of a session, from its first on (SPEC of the archive: C2). */
export interface ChainSum {
  take(entries: readonly Entry[]): void
  /** Call it regularly: what was taken is held until it is hashed. */
  settle(): Promise<void>
  finish(): Promise<string>
}

const encoder = new TextEncoder()
// Only the chain is asked for, so whose it is does not matter.
const meta = { id: '', name: '', description: '', tags: [], origin: '', browser: '', status: 'ended', createdAt: 0 } as const

export function createChainSum(env: Pick<Env, 'sha256'>): ChainSum {
  const sum = createReadSum(env, { meta, documents: [] })
  return {
    take(entries) {
      for (const entry of entries) {
        const text = entryText(entry)
        sum.entry(encoder.encode(text), text.length)
      }
    },
    settle: sum.settle,
    finish: async () => (await sum.finish()).chain,
  }
}
