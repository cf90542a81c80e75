import { createHash } from 'node:crypto'
import { gzip, writeArchive } from '../../../src/core/archive'
import type { Entry } from '../../../src/core/model'
import { collect, fixedEnv, header, inBatches, meta, page } from '../../unit/archive/support'
import type { StoredDigest } from './stored-remote'

/** A session file, and what a store has once the file has come in. */
export interface Sample {
  readonly id: string
  readonly file: Buffer
  readonly entries: number
  readonly stored: StoredDigest
}

/** One session of `count` entries, every hundredth with an address that must not leave again. */
export async function sampleOf(id: string, count: number): Promise<Sample> {
  const entries = Array.from({ length: count }, (_, index): Entry => {
    const place = { seq: index + 1, document: page.id, n: index + 1, t: page.timeOrigin + index * 3.5 }
    const text = index % 100 === 2 ? `mail ann.smith@mail.example.org now` : `entry ${index} ${'of the sample '.repeat(index % 7)}`
    return { ...place, kind: 'event', type: 'console', data: { method: 'log', args: [text, { index }] } }
  })
  const name = `Session ${id}`
  const view = { tab: 'state' }
  const session = { meta: { ...meta, id, name }, documents: [page], view, entries: inBatches(entries, 500) }
  const archive = writeArchive(fixedEnv(), header, [session], () => ({ engine: 0, rules: [] }))
  const sha256 = createHash('sha256')
  for (const { document, n, t, kind, type, source = null, data } of entries) {
    sha256.update(`${JSON.stringify([document, n, t, kind, type, source, data])}\n`)
  }
  const stored = { name, status: meta.status, documents: [page.id], entries: count, sha256: sha256.digest('hex'), view }
  return { id, file: await collect(gzip(archive)), entries: count, stored }
}
