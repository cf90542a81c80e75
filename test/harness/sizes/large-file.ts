import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeArchive } from '../../../src/core/archive'
import type { Entry } from '../../../src/core/model'
import { typicalAction, typicalEntries } from '../../bench/lib/typical-entries'
import { fixedEnv, header, meta, page } from '../../unit/archive/support'

/** A generated session file of plain JSON, and what is known of it. */
export interface LargeFile {
  readonly path: string
  readonly bytes: number
  readonly entries: number
  /** Of its largest single value, as JSON. */
  readonly largest: number
  /** Of the file's bytes. */
  readonly sha256: string
  /** Of its one session, as the summary says. */
  readonly session: string
  /** Of the store at the end. */
  readonly state: unknown
}

export const largeSession = { id: 'large', name: 'A long session' }

/** What `typicalEntries` change. */
const orders = 5000
const batch = 1000

/** Writes a session as a busy page records one, until the file is about so large. */
export async function writeLargeFile(path: string, bytes: number, id = largeSession.id): Promise<LargeFile> {
  const entities = Object.fromEntries(
    Array.from({ length: orders }, (_, i) => [`o${i}`, { id: `o${i}`, total: 0, status: 'new', note: '' }]),
  )
  const keyframe = { orders: { entities } }
  const largest = JSON.stringify(keyframe).length
  let written = 0
  let entries = 0

  async function* batches(): AsyncGenerator<readonly Entry[]> {
    const beginning = [
      { kind: 'state', type: 'open', source: 'store', t: page.timeOrigin, data: { name: 'store', library: 'redux' } },
      { kind: 'state', type: 'keyframe', source: 'store', t: page.timeOrigin, data: { value: keyframe, why: 'init' } },
    ] as const
    yield beginning.map((entry, i) => ({ ...entry, seq: i + 1, document: page.id, n: i + 1 }))
    entries = beginning.length
    while (written < bytes) {
      const first = entries - beginning.length
      const facts = typicalEntries(batch, first)
      for (const [i, { type }] of facts.entries()) if (type === 'change') change(first + i)
      yield facts.map((fact, i) => ({ ...fact, seq: entries + i + 1, document: page.id, n: entries + i + 1 }))
      entries += batch
    }
  }
  function change(i: number): void {
    const { id, total, status } = typicalAction(i).payload
    const entity = entities[id]
    if (entity === undefined) throw new Error(`There is no order ${id}`)
    Object.assign(entity, { total, status })
  }

  const sum = createHash('sha256')
  async function* counted() {
    const session = { meta: { ...meta, ...largeSession, id }, documents: [page], entries: batches() }
    for await (const chunk of writeArchive(fixedEnv(), header, [session], () => ({ engine: 0, rules: [] }))) {
      written += chunk.length
      sum.update(chunk)
      yield chunk
    }
  }
  await pipeline(Readable.from(counted(), { objectMode: false }), createWriteStream(path))
  const session = sessionSum(await tailOf(path))
  return { path, bytes: written, entries, largest, sha256: sum.digest('hex'), session, state: keyframe }
}

/** The last of a file: more than a summary of tens of gigabytes takes. */
async function tailOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const length = Math.min(size, tailBytes)
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
    return buffer.toString('utf8')
  } finally {
    await file.close()
  }
}

export const tailBytes = 16 * 1024 * 1024

/** The checksum of the one session, at the end of a file of plain JSON: behind it stands only that of the file. */
export function sessionSum(tail: string): string {
  const sums = [...tail.matchAll(/"sha256":"([0-9a-f]{64})"/g)].map(([, sum]) => sum)
  const sum = sums.at(-2)
  if (sum === undefined) throw new Error('The file has no checksums at its end')
  return sum
}

export async function fileSum(path: string): Promise<string> {
  const sum = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) sum.update(chunk)
  return sum.digest('hex')
}
