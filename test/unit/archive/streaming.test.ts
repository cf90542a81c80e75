import { describe, expect, it } from 'vitest'
import { gzip, readArchive, writeArchive } from '../../../src/core/archive'
import type { Entry } from '../../../src/core/model'
import { fixedEnv, header, meta, noRedaction, page } from './support'

const total = 30_000

/** Text that gzip can only halve, or one small chunk of the file would be megabytes of entries. */
function noise(seed: number): string {
  let state = seed
  return Array.from({ length: 60 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state.toString(36)
  }).join('')
}

describe('an archive far larger than what is held of it', () => {
  it('[R2] is written, compressed, decompressed and read with little on its way', async () => {
    let produced = 0
    async function* entries(): AsyncGenerator<readonly Entry[]> {
      produced = 0
      while (produced < total) {
        yield Array.from({ length: 500 }, (): Entry => {
          produced++
          return {
            seq: produced,
            document: page.id,
            n: produced,
            t: produced,
            kind: 'event',
            type: 'mark',
            data: { name: noise(produced) },
          }
        })
      }
    }
    let bytes = 0
    async function* counted() {
      bytes = 0
      const sessions = [{ meta, documents: [page], entries: entries() }]
      for await (const chunk of gzip(measured(writeArchive(fixedEnv(), header, sessions, () => noRedaction)))) yield chunk
    }
    async function* measured<T extends Uint8Array>(chunks: AsyncIterable<T>): AsyncGenerator<T> {
      for await (const chunk of chunks) {
        bytes += chunk.length
        yield chunk
      }
    }
    let consumed = 0
    let mostAhead = 0
    let ended = false
    // The whole way in one go: what the writer is ahead of the reader is what is held between them.
    for await (const part of readArchive(fixedEnv(), { read: counted })) {
      if (part.part === 'entries') consumed += part.entries.length
      mostAhead = Math.max(mostAhead, produced - consumed)
      ended = part.part === 'end'
    }
    expect([consumed, ended]).toEqual([total, true])
    expect(bytes).toBeGreaterThan(10_000_000)
    expect(mostAhead).toBeLessThan(total / 6)
  })
})
