import { AppError } from '../../errors'

const HEADER = 10
const flags = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const

/** A header longer than this is no archive's: a name and a comment fit many times over. */
export const longestHeader = 64 * 1024

/**
 * Where the compressed data begins (RFC 1952, section 2.3), or undefined while
 * the header is not complete. Throws `archive/not-gzip` at the byte that is wrong.
 */
export function gzipHeaderLength(bytes: Uint8Array): number | undefined {
  const expected = [0x1f, 0x8b, 8]
  for (const [at, byte] of expected.entries()) {
    if (at < bytes.length && bytes[at] !== byte) throw new AppError('archive/not-gzip', { at })
  }
  const flag = bytes[3]
  if (flag === undefined) return undefined
  if (flag & flags.reserved) throw new AppError('archive/not-gzip', { at: 3 })
  let end: number | undefined = HEADER
  if (flag & flags.extra) {
    const low = bytes[end]
    const high = bytes[end + 1]
    if (low === undefined || high === undefined) return undefined
    end += 2 + low + high * 256
  }
  if (flag & flags.name) end = afterZero(bytes, end)
  if (end !== undefined && flag & flags.comment) end = afterZero(bytes, end)
  if (end !== undefined && flag & flags.headerCrc) end += 2
  if (end !== undefined && end <= bytes.length) return end
  if (bytes.length > longestHeader) throw new AppError('archive/not-gzip', { at: longestHeader })
  return undefined
}

function afterZero(bytes: Uint8Array, from: number): number | undefined {
  const zero = bytes.indexOf(0, from)
  return zero < 0 ? undefined : zero + 1
}
