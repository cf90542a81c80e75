import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import {
  type ArchiveDelta,
  type ArchiveFormat,
  type ArchiveFrame,
  type ArchiveHeader,
  type ArchiveMeta,
  type ArchivePart,
  type ArchiveSummary,
  type Bytes,
  createChunkCounter,
  gzip,
  type OutgoingSession,
  type ReadOptions,
  readArchive,
  writeArchive,
} from '../../../src/core/archive'
import type { Env } from '../../../src/core/env'
import { AppError } from '../../../src/core/errors'
import type { Entry } from '../../../src/core/model'

/** An environment in which nothing is random and time moves a millisecond per look. */
export function fixedEnv(prefix = 'id'): Env {
  let time = Date.UTC(2026, 10, 21, 15, 45)
  let ids = 0
  return {
    now: () => time++,
    monotonic: () => time - Date.UTC(2026, 10, 21, 15, 45),
    id: () => `${prefix}-${ids++}`,
    random: (length) => new Uint8Array(length),
    sha256: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
  }
}

export const header: ArchiveHeader = {
  schema: 'playhead/archive',
  schemaVersion: 1,
  encryption: null,
  writer: 'Playhead 0.1.0',
  writtenAt: 1_795_276_800_000,
}

export const meta: ArchiveMeta = {
  id: 'session-1',
  name: 'Checkout fails',
  description: '',
  tags: ['cart'],
  origin: 'http://localhost:4400',
  browser: 'Chromium 156',
  status: 'ended',
  createdAt: 1_795_276_700_000,
  endedAt: 1_795_276_790_000.5,
}

export const page = {
  id: 'document-1',
  url: 'http://localhost:4400/',
  title: 'Shop',
  timeOrigin: 1_795_276_700_000.25,
  offset: 0,
  late: false,
}

/** `count` small entries of one document, the first a keyframe. */
export function sampleEntries(count: number, document = page.id): Entry[] {
  return Array.from({ length: count }, (_, index): Entry => {
    const identity = { seq: index + 1, document, n: index + 1, t: page.timeOrigin + index * 10.5 }
    if (index === 0)
      return { ...identity, kind: 'state', type: 'keyframe', source: 'store', data: { value: { cart: { total: 0 } }, why: 'init' } }
    if (index % 2 === 0)
      return { ...identity, kind: 'event', type: 'console', data: { method: 'log', args: [`Grüße ${index} 😀`, { $: 'undefined' }] } }
    return {
      ...identity,
      kind: 'state',
      type: 'change',
      source: 'store',
      data: { action: { type: 'cart/add', payload: index }, patch: [{ op: 'replace', path: '/cart/total', value: index }] },
    }
  })
}

export async function* inBatches<T>(items: readonly T[], size = 100): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}

export async function* asStream(bytes: Uint8Array, size = 4096): AsyncGenerator<Bytes> {
  for (let at = 0; at < bytes.length; at += size) yield new Uint8Array(bytes.subarray(at, at + size))
}

export async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export function outgoing(entries: readonly Entry[], overrides: Partial<OutgoingSession> = {}): OutgoingSession {
  return { meta, documents: [page], entries: inBatches(entries), ...overrides }
}

export const noRedaction: ArchiveSummary['redaction'] = { engine: 0, rules: [] }

/** A document as the writer writes it. */
export async function written(sessions: readonly OutgoingSession[], redaction = noRedaction): Promise<string> {
  return (await collect(writeArchive(fixedEnv(), header, sessions, () => redaction))).toString('utf8')
}

/** A session with all its entries at hand. */
export interface WholeSession extends ArchiveFrame {
  readonly entries: readonly Entry[]
}

/** The same in any format. */
export async function writtenAs(
  format: ArchiveFormat,
  sessions: readonly WholeSession[],
  redaction = noRedaction,
  delta?: ArchiveDelta,
): Promise<Buffer> {
  const chunks = sessions.map(({ entries }) => {
    const counter = createChunkCounter()
    counter.add(entries)
    return counter.chunks()
  })
  const outgoing = sessions.map((session) => ({ ...session, entries: inBatches(session.entries) }))
  return collect(
    writeArchive(
      fixedEnv(),
      { ...header, ...(delta && { delta }) },
      outgoing,
      () => redaction,
      format === 'msgpack' ? { format, chunks } : { format },
    ),
  )
}

export async function gzipped(text: string | Uint8Array): Promise<Buffer> {
  const bytes = await collect(gzip(asStream(Buffer.from(text))))
  gunzipSync(bytes)
  return bytes
}

export async function partsOf(file: string | Uint8Array, options: ReadOptions = {}): Promise<readonly ArchivePart[]> {
  const parts: ArchivePart[] = []
  for await (const part of readArchive(fixedEnv(), { read: () => asStream(Buffer.from(file)) }, options)) parts.push(part)
  return parts
}

/** The same parts, all entries of a session together: where a reader cuts them is its own affair. */
export function joined(parts: readonly ArchivePart[]): readonly ArchivePart[] {
  const whole: ArchivePart[] = []
  for (const part of parts) {
    const before = whole.at(-1)
    if (part.part !== 'entries' || before?.part !== 'entries') whole.push(part)
    else whole[whole.length - 1] = { part: 'entries', entries: [...before.entries, ...part.entries] }
  }
  return whole
}

export function entriesOf(parts: readonly ArchivePart[]): readonly Entry[] {
  return parts.flatMap((part) => (part.part === 'entries' ? part.entries : []))
}

/** The error that reading ends with; a test that meets none fails. */
export async function refusal(file: string | Uint8Array, options: ReadOptions = {}): Promise<AppError> {
  try {
    await partsOf(file, options)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('the file was accepted')
}
