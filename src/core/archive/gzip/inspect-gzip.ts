import { FlateErrorCode, Gunzip } from 'fflate'
import { AppError } from '../../errors'
import { type Bytes, joinBytes } from '../bytes'
import { type ArchiveLimits, checkUnpacked } from '../limits'
import { crc32 } from './crc32'
import { gzipHeaderLength } from './gzip-header'

/** Compressed bytes handed over at once: bounds what one call can unfold to (deflate's best is 1:1032). */
const SLICE = 16 * 1024
const TRAILER = 8
const plainHeader = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])

/**
 * Looks for what is wrong with a gzip file (SPEC: G), slowly and exactly: the
 * platform's own decompression says neither where nor why.
 *
 * fflate inflates and checks nothing else, so the rest is done here: header,
 * CRC, length, truncation, and that nothing follows. fflate tells where a member
 * ends only by meeting the next one, hence the header of an empty member after
 * the last byte: when fflate finds it exactly there, the file is whole.
 *
 * Throws `archive/not-gzip`, `archive/truncated`, `archive/trailing-data`,
 * `archive/checksum`, `archive/too-large`; returns when nothing is wrong.
 */
export async function inspectGzip(source: AsyncIterable<Bytes>, limits: ArchiveLimits): Promise<void> {
  const inflater = createInflater(limits)
  let waiting: Bytes | undefined = new Uint8Array(0)
  for await (const chunk of source) {
    let data = chunk
    if (waiting !== undefined) {
      waiting = joinBytes([waiting, chunk])
      const header = gzipHeaderLength(waiting)
      if (header === undefined) continue
      inflater.begin(header)
      data = waiting.subarray(header)
      waiting = undefined
    }
    for (let at = 0; at < data.length; at += SLICE) inflater.push(data.subarray(at, at + SLICE))
  }
  if (waiting !== undefined) throw truncated(waiting.length)
  inflater.end()
}

const truncated = (at: number): AppError => new AppError('archive/truncated', { at: `byte ${at}` })

function createInflater(limits: ArchiveLimits) {
  let crc = 0
  let unpacked = 0
  /** Bytes of the file so far. */
  let read = 0
  /** Header bytes that fflate did not see. */
  let shift = 0
  /** The newest bytes of the file, enough to hold the trailer of a member that ended in the last slice. */
  let recent: Bytes = new Uint8Array(0)
  let nextMember: number | undefined

  const gunzip = new Gunzip((chunk) => {
    if (chunk.length === 0 || nextMember !== undefined) return
    crc = crc32(crc, chunk)
    unpacked += chunk.length
  })
  gunzip.onmember = (offset) => {
    nextMember ??= offset + shift
  }

  /** The trailer that fits what came out. */
  function expectedTrailer(): Uint8Array {
    const trailer = new DataView(new ArrayBuffer(TRAILER))
    trailer.setUint32(0, crc, true)
    trailer.setUint32(4, unpacked % 2 ** 32, true)
    return new Uint8Array(trailer.buffer)
  }

  const wrongContent = (cause?: unknown): AppError =>
    new AppError('archive/checksum', { at: `the compressed data before byte ${read}` }, cause)

  /** The place behind the right trailer, when something follows it. */
  function surplusAt(trailer: Uint8Array): number | undefined {
    const found = findBytes(recent, trailer)
    const end = read - recent.length + found + TRAILER
    return found >= 0 && end < read ? end : undefined
  }

  return {
    begin(header: number): void {
      shift = header - plainHeader.length
      read = header
      gunzip.push(plainHeader)
    },

    push(data: Bytes): void {
      read += data.length
      recent = joinBytes([recent.subarray(-(SLICE + TRAILER)), data])
      try {
        gunzip.push(data)
      } catch (error) {
        if (!isHeaderFault(error)) throw new AppError('archive/not-gzip', { at: read - data.length }, error)
        // The member has ended and no other begins.
        const surplus = surplusAt(expectedTrailer())
        throw surplus === undefined ? wrongContent(error) : trailing(surplus, error)
      }
      if (nextMember !== undefined) throw trailing(nextMember)
      checkUnpacked(unpacked, read, limits)
    },

    end(): void {
      const trailer = expectedTrailer()
      const before = unpacked
      let fault: unknown
      try {
        gunzip.push(plainHeader)
      } catch (error) {
        fault = error
      }
      if (nextMember === read && unpacked === before) {
        if (findBytes(recent.subarray(-TRAILER), trailer) !== 0) throw wrongContent()
        return
      }
      const surplus = before > 0 || isHeaderFault(fault) ? surplusAt(trailer) : undefined
      if (surplus !== undefined) throw trailing(surplus, fault)
      throw isHeaderFault(fault) && !endsWithPartOf(recent, trailer) ? wrongContent(fault) : truncated(read)
    },
  }
}

const trailing = (at: number, cause?: unknown): AppError => new AppError('archive/trailing-data', { at: `byte ${at}` }, cause)

/** fflate's complaint that what follows a member is no other one. */
function isHeaderFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === FlateErrorCode.InvalidHeader
}

function endsWithPartOf(bytes: Uint8Array, wanted: Uint8Array): boolean {
  for (let length = wanted.length - 1; length > 0; length--) {
    if (findBytes(bytes.subarray(-length), wanted.subarray(0, length)) === 0) return true
  }
  return false
}

/** Where `wanted` begins in `bytes`, searched from the end, or -1. */
function findBytes(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = bytes.length - wanted.length; at >= 0; at--) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at
  }
  return -1
}
