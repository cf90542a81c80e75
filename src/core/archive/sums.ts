import type { Env } from '../env'
import type { Bytes } from './bytes'
import { chunkSeparator, createChunker } from './chunks'
import type { ArchiveFrame, ArchiveHeader, ArchiveSummary } from './schema'
import { frameText, orderedHeader, orderedSummary } from './texts'

/** What the summary says of a session's entries and of the session as a whole. */
export interface SessionDigest {
  /** Of the JSON of its entries. */
  readonly bytes: number
  /** A checksum for each chunk. */
  readonly chunks: readonly string[]
  /** The end of the chain of its chunks. */
  readonly chain: string
  readonly sha256: string
}

/** Counts and hashes a session chunk by chunk. */
export interface SessionSum {
  /** The JSON of the entries of the next chunk, with what stands between them. Not to be changed afterwards. */
  chunk(json: Bytes): void
  /** Waits for hashing to catch up. Call it regularly: chunks are held until they are hashed. */
  settle(): Promise<void>
  finish(): Promise<SessionDigest>
}

const encoder = new TextEncoder()

/** The hash of no entries, from which the chain of chunks begins (SPEC: C2). */
export const noEntries = '0'.repeat(64)

/** The sums of SPEC: C1 to C3. They are of the content, so they are the same in every format. */
export function createSessionSum(env: Pick<Env, 'sha256'>, frame: ArchiveFrame): SessionSum {
  const chunks: string[] = []
  let bytes = 0
  let chain = noEntries
  let pending: Promise<void> = Promise.resolve()
  return {
    chunk(json) {
      bytes += json.length
      const digest = env.sha256(json)
      pending = pending.then(async () => {
        const sha256 = await digest
        chunks.push(sha256)
        chain = await chained(env, chain, sha256)
      })
    },
    settle: () => pending,
    async finish() {
      await pending
      return { bytes, chunks, chain, sha256: await env.sha256(encoder.encode(frameText(frame, chain))) }
    },
  }
}

/** The chain over a session's entries, from the checksums of its chunks. */
export async function chainOf(env: Pick<Env, 'sha256'>, chunks: readonly string[]): Promise<string> {
  let chain = noEntries
  for (const chunk of chunks) chain = await chained(env, chain, chunk)
  return chain
}

/** The chain with one more chunk. */
export function chained(env: Pick<Env, 'sha256'>, before: string, chunk: string): Promise<string> {
  return env.sha256(encoder.encode(`${before}\n${chunk}\n`))
}

/** The checksum of the whole document (SPEC: C4), from its header and its summary without it. */
export function documentChecksum(
  env: Pick<Env, 'sha256'>,
  header: ArchiveHeader,
  summary: Omit<ArchiveSummary, 'sha256'>,
): Promise<string> {
  const { sessions, redaction } = orderedSummary(summary)
  // Without the chunks: the checksums of the sessions cover them.
  const short = { sessions: sessions.map(({ chunks: _, ...session }) => session), redaction }
  return env.sha256(encoder.encode(`${JSON.stringify(orderedHeader(header))}\n${JSON.stringify(short)}\n`))
}

/** Counts and hashes a session entry by entry, as a reader meets them. */
export interface ReadSum {
  /** The JSON of the next entry as a writer writes it; `characters` in UTF-16 code units. */
  entry(json: Bytes, characters: number): void
  settle(): Promise<void>
  finish(): Promise<SessionDigest>
}

const separator = encoder.encode(chunkSeparator)
const ROOM = 1024 * 1024 + 64 * 1024

export function createReadSum(env: Pick<Env, 'sha256'>, frame: ArchiveFrame): ReadSum {
  const sum = createSessionSum(env, frame)
  const chunker = createChunker()
  let gathered = new Uint8Array(0)
  let length = 0

  function add(bytes: Bytes): void {
    if (length + bytes.length > gathered.length) {
      const larger = new Uint8Array(Math.max(ROOM, 2 * (length + bytes.length)))
      larger.set(gathered.subarray(0, length))
      gathered = larger
    }
    gathered.set(bytes, length)
    length += bytes.length
  }

  function close(): void {
    if (length > 0) sum.chunk(gathered.subarray(0, length))
    gathered = new Uint8Array(0)
    length = 0
  }

  return {
    entry(json, characters) {
      if (length > 0) add(separator)
      add(json)
      if (chunker.add(characters)) close()
    },
    settle: sum.settle,
    finish() {
      close()
      return sum.finish()
    },
  }
}
