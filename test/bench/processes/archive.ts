/** Runs in a Node of its own, built as the command line is: the work of the archive benches with zlib's levels. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGzip, gunzip, gzip } from 'node:zlib'
import type { Level, LevelName } from '../lib/archive-formats'
import { createArchiveWork } from '../lib/archive-work'
import { answerTo, type Call } from '../lib/remote'

const [packOnce, unpackOnce] = [promisify(gzip), promisify(gunzip)]

const plain: Level = { name: 'plain', pack: (source) => source, packAll: async (bytes) => bytes }

/** `level`: as the command line has it. `its`: that of the other. */
const zlibLevel = (name: LevelName, level: number, its = level): Level => ({
  name,
  async *pack(source) {
    const packed = createGzip({ level })
    const done = pipeline(Readable.from(source, { objectMode: false }), packed)
    for await (const chunk of packed) yield new Uint8Array(chunk)
    await done
  },
  packAll: async (bytes) => new Uint8Array(await packOnce(bytes, { level: its })),
})

const work = createArchiveWork({
  levels: [plain, zlibLevel('fast', 3), zlibLevel('default', 7, 6), zlibLevel('small', 9)],
  used() {
    // The second ends what the first has put off: to give buffers back.
    globalThis.gc?.()
    globalThis.gc?.()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  },
  unpack: async (bytes) => new Uint8Array(await unpackOnce(bytes)),
})

process.on('message', async (call: Call) => process.send?.(await answerTo(work, call)))
