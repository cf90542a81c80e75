import type { Env } from '../env'
import { AppError } from '../errors'
import { type ArchiveSource, type Bytes, peekBytes } from './bytes'
import type { ArchiveFormat } from './encoder'
import { gunzip } from './gzip/gunzip'
import { readJson } from './json/read'
import { type ArchiveLimits, archiveLimits } from './limits'
import type { ArchivePart } from './parts'
import { sniff, sniffLength } from './sniff'
import { upgradeFrom } from './upgrade'

export interface ReadOptions {
  readonly limits?: ArchiveLimits | undefined
  /** What the document is to be read as, whatever its bytes look like. */
  readonly format?: ArchiveFormat | undefined
  /** Take a delta, too: it holds only what came after another file, and is refused by whoever needs whole sessions. */
  readonly deltas?: boolean | undefined
}

type Read = (env: Pick<Env, 'sha256'>, open: () => AsyncIterable<Bytes>, limits: ArchiveLimits) => AsyncGenerator<ArchivePart>

/** Loaded when a file asks for them: what parses YAML and MessagePack weighs as much as all the rest. */
const readers: Readonly<Record<ArchiveFormat, () => Promise<Read>>> = {
  json: async () => readJson,
  yaml: async () => (await import('./yaml/read')).readYaml,
  msgpack: async () => (await import('./msgpack/read')).readMsgpack,
}

/**
 * Reads an archive, whatever its name: JSON, YAML or MessagePack, plain or in one
 * gzip member. A document in the writer's layout streams in bounded memory; one
 * that another tool formatted is read in one piece, up to `limits.whole`.
 *
 * Errors are `AppError`s `archive/*` with a place: a byte, a line, a JSON
 * Pointer. Nothing of a file counts before its part `end` was given.
 */
export async function* readArchive(
  env: Pick<Env, 'sha256'>,
  source: ArchiveSource,
  { limits = archiveLimits, format, deltas = false }: ReadOptions = {},
): AsyncGenerator<ArchivePart> {
  const file: ArchiveSource = { read: () => limited(source.read(), limits.file) }
  const isPacked = sniff(await headOf(file.read())).is === 'gzip'
  const open = (): AsyncIterable<Bytes> => (isPacked ? gunzip(file, limits) : file.read())
  const found = sniff(await headOf(open()))
  if (found.is === 'gzip') throw new AppError('archive/foreign', { why: 'it is compressed twice' })
  if (found.is === 'archive') {
    if (found.version !== undefined) upgradeFrom(found.version)
  } else if (format === undefined) {
    throw new AppError('archive/foreign', { why: isPacked ? `what is compressed in it ${found.what}` : `it ${found.what}` })
  }
  const read = await readers[format ?? (found.is === 'archive' ? found.format : 'json')]()
  for await (const part of read(env, open, limits)) {
    if (part.part === 'header' && part.header.delta !== undefined && !deltas)
      throw new AppError('archive/delta', { number: part.header.delta.number })
    yield part
  }
}

async function headOf(source: AsyncIterable<Bytes>): Promise<Bytes> {
  const { head, all } = await peekBytes(source, sniffLength)
  await all.return()
  return head
}

async function* limited(source: AsyncIterable<Bytes>, limit: number): AsyncGenerator<Bytes> {
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > limit) throw new AppError('archive/too-large', { what: 'it', size, limit })
    yield chunk
  }
}
