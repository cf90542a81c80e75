import { gzip, writeArchive } from '../../../src/core/archive'
import type { Entry } from '../../../src/core/model'
import { collect, fixedEnv, header, inBatches, meta, page } from '../../unit/archive/support'

/** An archive of `count` entries, the third of them with an address that must not leave again. */
export async function sampleFile(count: number): Promise<Buffer> {
  const entries = Array.from({ length: count }, (_, index): Entry => {
    const place = { seq: index + 1, document: page.id, n: index + 1, t: page.timeOrigin + index }
    const text = index === 2 ? 'mail ann.smith@mail.example.org now' : `entry ${index} ${'of the sample '.repeat(index % 7)}`
    return { ...place, kind: 'event', type: 'console', data: { method: 'log', args: [text, { index }] } }
  })
  const archive = writeArchive(fixedEnv(), header, [{ meta, documents: [page], entries: inBatches(entries, 500) }], () => ({
    engine: 0,
    rules: [],
  }))
  return await collect(gzip(archive))
}
