import { decode, encode } from '@msgpack/msgpack'
import { type Bytes, joinBytes, readArchive } from '../../../src/core/archive'
import { createBrowserEnv } from '../../../src/host/env'
import { documentOf, type Recording } from './recording-document'

/** What a session is written as, ours and others'. */
export interface Format {
  readonly name: string
  /** Ours are whole documents: meta, documents and checksums too. The others are the entries alone. */
  readonly ours: boolean
  write(recording: Recording, seen: Look): AsyncIterable<Bytes>
  /** Gives how many entries were read. */
  read(bytes: ReadableBytes, seen: Look): Promise<number>
}

/** Called with about how many bytes have passed since the last time; `held` is what is still needed then. */
export type Look = (passed: number, ...held: readonly unknown[]) => void

/** A file in memory, packed or not, as often as needed. */
export interface ReadableBytes {
  /** As it is. */
  readonly file: Bytes
  /** Unpacked if it was packed. */
  plain(): Promise<Bytes>
}

/** A way to pack bytes: none, or gzip with the level of that name. */
export interface Level {
  readonly name: LevelName
  /** As it comes, for those who write as they go. */
  pack(source: AsyncIterable<Bytes>): AsyncIterable<Bytes>
  /** In one piece, for those who have it so. */
  packAll(bytes: Bytes): Promise<Bytes>
}

export type LevelName = 'plain' | 'fast' | 'default' | 'small'

/** What passes when all passes at once. */
const all = Number.POSITIVE_INFINITY

/** A format that is added here is measured everywhere, beside those of others. */
export const formats: readonly Format[] = [
  { name: 'json', ours: true, write: documentOf, read: readOurs },
  { name: 'JSON.stringify', ours: false, write: writeJson, read: readJson },
  { name: '@msgpack/msgpack', ours: false, write: writeMessagePack, read: readMessagePack },
]

/** Of many, as JSON, about. */
const bytesOfEntry = 400

async function readOurs({ file }: ReadableBytes, seen: Look): Promise<number> {
  let entries = 0
  for await (const part of readArchive(createBrowserEnv(), { read: () => inChunks(file) })) {
    if (part.part !== 'entries') continue
    entries += part.entries.length
    seen(part.entries.length * bytesOfEntry, part)
  }
  return entries
}

/** As files come from disks. */
async function* inChunks(file: Bytes): AsyncGenerator<Bytes> {
  for (let at = 0; at < file.length; at += 256 * 1024) yield file.subarray(at, at + 256 * 1024)
}

async function* writeJson({ entries }: Recording, seen: Look): AsyncGenerator<Bytes> {
  const text = JSON.stringify(entries)
  const bytes = new TextEncoder().encode(text)
  seen(all, text, bytes)
  yield bytes
}

async function readJson(bytes: ReadableBytes, seen: Look): Promise<number> {
  const plain = await bytes.plain()
  const text = new TextDecoder().decode(plain)
  const entries: readonly unknown[] = JSON.parse(text)
  seen(all, plain, text, entries)
  return entries.length
}

async function* writeMessagePack({ entries }: Recording, seen: Look): AsyncGenerator<Bytes> {
  const bytes = encode(entries, { ignoreUndefined: true })
  seen(all, bytes)
  yield bytes
}

async function readMessagePack(bytes: ReadableBytes, seen: Look): Promise<number> {
  const plain = await bytes.plain()
  const entries = decode(plain)
  seen(all, plain, entries)
  if (!Array.isArray(entries)) throw new Error('What was written was a list')
  return entries.length
}

/** Writes and packs it. Gives the chunks of the file. */
export async function* writeFile(format: Format, level: Level, recording: Recording, seen: Look): AsyncGenerator<Bytes> {
  if (format.ours) {
    yield* level.pack(watched(format.write(recording, seen), seen))
    return
  }
  for await (const whole of format.write(recording, seen)) {
    const packed = await level.packAll(whole)
    seen(all, whole, packed)
    yield packed
  }
}

async function* watched(chunks: AsyncIterable<Bytes>, seen: Look): AsyncGenerator<Bytes> {
  for await (const chunk of chunks) {
    seen(chunk.length, chunk)
    yield chunk
  }
}

export async function joined(chunks: AsyncIterable<Bytes>): Promise<Bytes> {
  const taken: Bytes[] = []
  for await (const chunk of chunks) taken.push(chunk)
  return joinBytes(taken)
}
