import { deflateRawSync, gzipSync, crc32 as zlibCrc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type Bytes, gzip } from '../../../src/core/archive'
import { crc32 } from '../../../src/core/archive/gzip/crc32'
import { gunzip } from '../../../src/core/archive/gzip/gunzip'
import { archiveLimits } from '../../../src/core/archive/limits'
import { AppError } from '../../../src/core/errors'
import { asStream, collect, outgoing, refusal, sampleEntries, written } from './support'

const text = Buffer.from(Array.from({ length: 20_000 }, (_, index) => `line ${index * 7919} of the sample\n`).join(''))

const unpack = (file: Uint8Array, size = 5000, limits = archiveLimits): Promise<Buffer> =>
  collect(gunzip({ read: () => asStream(file, size) }, limits))

async function failure(file: Uint8Array, size?: number, limits = archiveLimits): Promise<Pick<AppError, 'code' | 'detail'>> {
  const error: unknown = await unpack(file, size, limits).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${error}`)
  return { code: error.code, detail: error.detail }
}

describe('gzip', () => {
  it('[G1] writes one member that others read', async () => {
    expect(gzipSync(text).length).toBeLessThan(text.length)
    expect((await unpack(await collect(gzip(asStream(text))))).equals(text)).toBe(true)
  })

  it('[G2] reads what zlib writes at every level, in chunks of any size, with any header', async () => {
    for (const level of [0, 1, 6, 9]) {
      for (const size of [1000, 16_384, 10_000_000]) expect((await unpack(gzipSync(text, { level }), size)).equals(text)).toBe(true)
    }
    expect(await unpack(gzipSync(text.subarray(0, 500)), 1)).toEqual(text.subarray(0, 500))
    expect(await unpack(gzipSync(Buffer.alloc(0)))).toEqual(Buffer.alloc(0))
    expect((await unpack(withHeader({ extra: true, name: true, comment: true, headerCrc: true }))).equals(text)).toBe(true)
  })

  it('[G3] names the byte at which a file ends too early, wherever it was cut', async () => {
    const file = gzipSync(text)
    for (const length of [1, 5, 9, 10, 11, 100, 20_000, file.length - 9, file.length - 8, file.length - 4, file.length - 1]) {
      expect(await failure(file.subarray(0, length))).toEqual({ code: 'archive/truncated', detail: { at: `byte ${length}` } })
    }
  })

  it('[G4] refuses whatever follows the member, naming where it begins', async () => {
    const file = gzipSync(text)
    for (const surplus of ['x', 'xyz', '\x1f', '\x1f\x8b\x08', '\0\0\0\0', 'a'.repeat(100_000)]) {
      const padded = Buffer.concat([file, Buffer.from(surplus, 'latin1')])
      for (const size of [777, 10_000_000]) {
        expect(await failure(padded, size)).toEqual({ code: 'archive/trailing-data', detail: { at: `byte ${file.length}` } })
      }
    }
    expect(await failure(Buffer.concat([file, file]))).toEqual({ code: 'archive/trailing-data', detail: { at: `byte ${file.length}` } })
  })

  it('[G5] refuses a wrong CRC and a wrong length', async () => {
    const file = gzipSync(text)
    for (const at of [8, 5, 4, 1]) {
      const damaged = Buffer.from(file)
      damaged[file.length - at] = (damaged[file.length - at] ?? 0) ^ 1
      expect((await failure(damaged)).code).toBe('archive/checksum')
    }
  })

  it('[G5] refuses data that is no deflate stream, near the byte that is wrong', async () => {
    const file = gzipSync(text)
    const damaged = Buffer.from(file)
    damaged[10] = 0x07 // a block of the reserved type
    expect(await failure(damaged)).toMatchObject({ code: 'archive/not-gzip', detail: { at: 10 } })
    const wrongMethod = Buffer.from(file)
    wrongMethod[2] = 7
    expect(await failure(wrongMethod)).toEqual({ code: 'archive/not-gzip', detail: { at: 2 } })
  })

  it('[G6] stops a bomb by its size and by its ratio, before it has unfolded', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const limits = { ...archiveLimits, ratioFrom: 1_000_000 }
    expect((await failure(bomb, 1024, limits)).detail).toMatchObject({ what: expect.stringMatching(/^what unfolds from \d+ bytes$/) })
    expect((await failure(bomb, 1024, { ...archiveLimits, unpacked: 1_000_000 })).detail).toMatchObject({ limit: 1_000_000 })
    let out = 0
    await expect(async () => {
      for await (const chunk of gunzip({ read: () => asStream(bomb, 1024) }, limits)) out += chunk.length
    }).rejects.toThrow(AppError)
    expect(out).toBeLessThan(20_000_000)
  })

  it('refuses a header without an end', async () => {
    const endless = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]), Buffer.alloc(1_000_000, 'n')])
    expect((await failure(endless)).code).toBe('archive/not-gzip')
  })

  it('passes an error of its source on, and ends its source when nobody reads on', async () => {
    const ended: string[] = []
    async function* source(fails: boolean): AsyncGenerator<Bytes> {
      try {
        for (let index = 0; index < 100; index++) yield new Uint8Array(text)
        if (fails) throw new AppError('job/staging', { why: 'gone' })
      } finally {
        ended.push(fails ? 'failed' : 'stopped')
      }
    }
    await expect(collect(gzip(source(true)))).rejects.toMatchObject({ code: 'job/staging' })
    for await (const chunk of gzip(source(false))) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    expect(ended).toEqual(['failed', 'stopped'])
  })

  it('computes the CRC-32 that zlib computes, in pieces of any length', () => {
    let crc = 0
    for (let at = 0, size = 1; at < text.length; at += size, size = (size * 3) % 1009) crc = crc32(crc, text.subarray(at, at + size))
    expect(crc).toBe(zlibCrc32(text))
  })

  it('[L1] refuses a file over the limit without reading all of it', async () => {
    const file = await written([outgoing(sampleEntries(100))])
    expect(await refusal(file, { limits: { ...archiveLimits, file: 1000 } })).toMatchObject({
      code: 'archive/too-large',
      detail: { limit: 1000 },
    })
  })
})

/** `text` in a member with every optional header field (RFC 1952, section 2.3.1). */
function withHeader(fields: { extra: boolean; name: boolean; comment: boolean; headerCrc: boolean }): Buffer {
  const flags = (fields.headerCrc ? 2 : 0) | (fields.extra ? 4 : 0) | (fields.name ? 8 : 0) | (fields.comment ? 16 : 0)
  const header = Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3]),
    fields.extra ? Buffer.from([3, 0, 1, 2, 3]) : Buffer.alloc(0),
    fields.name ? Buffer.from('a name.json\0') : Buffer.alloc(0),
    fields.comment ? Buffer.from('a comment\0') : Buffer.alloc(0),
  ])
  const headerCrc = Buffer.alloc(fields.headerCrc ? 2 : 0)
  if (fields.headerCrc) headerCrc.writeUInt16LE(zlibCrc32(header) & 0xffff)
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(zlibCrc32(text))
  trailer.writeUInt32LE(text.length, 4)
  return Buffer.concat([header, headerCrc, deflateRawSync(text), trailer])
}
