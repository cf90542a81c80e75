/** Runs in a blank page: the work of the archive benches with the gzip of the browser, which has one level. */
import { Dexie } from 'dexie'
import { exportDB } from 'dexie-export-import'
import { type Bytes, gzip } from '../../../src/core/archive'
import type { Level } from '../lib/archive-formats'
import { createArchiveWork, type Written } from '../lib/archive-work'
import { type Answer, answerTo, type Call } from '../lib/remote'
import { typicalEntries } from '../lib/typical-entries'

// Dexie traces every operation on pages of localhost, and nowhere else.
Dexie.debug = false

const rows = new Dexie('rows', { cache: 'disabled' })
rows.version(1).stores({ entries: '[session+seq]' })

const through = async (bytes: Bytes | Blob, stream: CompressionStream | DecompressionStream): Promise<Bytes> =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer())

const levels: readonly Level[] = [
  { name: 'plain', pack: (source) => source, packAll: async (bytes) => bytes },
  { name: 'default', pack: gzip, packAll: (bytes) => through(bytes, new CompressionStream('gzip')) },
]

/** As it comes from `performance.memory`, which a switch of the browser makes precise. */
interface WithMemory {
  readonly memory: { readonly usedJSHeapSize: number }
}

const work = createArchiveWork({
  levels,
  used() {
    // The second ends what the first has put off: to give buffers back.
    globalThis.gc?.()
    globalThis.gc?.()
    return (performance as unknown as WithMemory).memory.usedJSHeapSize
  },
  unpack: (bytes) => through(bytes, new DecompressionStream('gzip')),
})

/** A row per generated entry, for the export of Dexie. */
async function storeRows(count: number): Promise<void> {
  const entries = typicalEntries(count)
  for (let at = 0; at < count; at += 1000) {
    await rows.table('entries').bulkAdd(entries.slice(at, at + 1000).map((entry, i) => ({ session: 's', seq: at + i + 1, ...entry })))
  }
}

/** All rows as its JSON, with the browser's gzip after it. */
async function exportRows(): Promise<Written> {
  const begun = performance.now()
  const blob = await exportDB(rows, { numRowsPerChunk: 2000 })
  const packed = await through(blob, new CompressionStream('gzip'))
  return { time: performance.now() - begun, bytes: packed.length }
}

const bench = { answer: (call: Call): Promise<Answer> => answerTo(work, call), storeRows, exportRows }
declare global {
  var archiveBench: typeof bench
}
globalThis.archiveBench = bench
