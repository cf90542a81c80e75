import { decode, encode } from '@msgpack/msgpack'
import { describe, expect, it } from 'vitest'
import { archiveLimits } from '../../../src/core/archive/limits'
import { entriesOf, meta, page, partsOf, refusal, sampleEntries, writtenAs } from './support'

/** A document of one entry, decoded, to be made hostile. Says that it was edited, so that no checksum stands before what is tried. */
interface Loose {
  readonly sessions: { documents: Record<string, unknown>[]; entries: Record<string, unknown>[] }[]
  summary: unknown
}

const file = await writtenAs('msgpack', [{ meta, documents: [page], entries: sampleEntries(1) }])

function hostile(change: (chunk: Record<string, unknown>, document: Loose) => void): Buffer {
  const document = decode(file) as unknown as Loose
  document.summary = 'edited'
  const [chunk] = document.sessions[0]?.entries ?? []
  if (chunk !== undefined) change(chunk, document)
  return Buffer.from(encode(document))
}

/** The document with bytes of MessagePack in place of the column of its data. */
function withData(...bytes: readonly (readonly number[])[]): Buffer {
  const mark = 'the data stands here'
  const around = hostile((chunk) => {
    chunk.data = [mark]
  })
  const at = around.indexOf(mark) - 1
  return Buffer.concat([around.subarray(0, at), ...bytes.map((part) => Buffer.from(part)), around.subarray(at + 1 + mark.length)])
}

const repeat = (times: number, bytes: readonly number[]): readonly number[] => Array.from({ length: times }, () => bytes).flat()

describe('a hostile MessagePack document', () => {
  it.each([
    ['steps', [0x92, 2], []],
    ['arrays', [0x93, 4, 1], []],
    ['members', [0x94, 7, 1, 0xa1, 0x61], []],
    ['runs', [0x94, 8, 1], [1]],
  ])('[P3] with columns of %s in each other down to the deepest level is refused', async (_, before, after) => {
    expect(await refusal(withData(repeat(3900, before), [0], repeat(3900, after)))).toMatchObject({ code: 'archive/invalid' })
  })

  it.each([
    ['objects', [0x93, 5, 0x91, 0xa1, 0x61, 0x91]],
    ['groups', [0x93, 6, 0, 0x91]],
  ])('[P3] with columns of %s in each other down to the deepest level is refused', async (_, before) => {
    expect(await refusal(withData(repeat(1900, before), [0]))).toMatchObject({ code: 'archive/invalid' })
  })

  it('[P4] with a type that no list would have room for is refused at once', async () => {
    for (const type of [4_294_967_294, 1e15, -1, 0.5, 1]) {
      const place = expect.stringMatching(/\/sessions\/0\/entries\/0$/)
      const error = await refusal(hostile((chunk) => Object.assign(chunk, { type })))
      expect(error, `${type}`).toMatchObject({ code: 'archive/invalid', detail: { at: place } })
    }
  })

  it('[L2] whose columns stand for more rows than their bytes may is refused, chunk after chunk', async () => {
    const limits = { ...archiveLimits, values: 3000, rowsPerByte: 2 }
    // Its columns have some two thousand rows; those of a shape are eight for each entry and more.
    const entries = sampleEntries(100).map((entry) => ({ ...entry, kind: 'event', type: 'mark', source: undefined, data: { name: 'x' } }))
    const document = decode(await writtenAs('msgpack', [{ meta, documents: [page], entries: entries as never }])) as unknown as Loose
    expect((await partsOf(encode(document), { limits })).at(-1)).toMatchObject({ verified: true })
    document.summary = 'edited'
    const [session] = document.sessions
    const [chunk] = session?.entries ?? []
    if (session === undefined || chunk === undefined) return
    session.entries = Array.from({ length: 20 }, (_, at) => ({ ...chunk, seq: 1 + at * 100, n: [0, [1 + at * 100, ...Array(99).fill(0)]] }))
    const file = encode(document)
    expect((await partsOf(file)).at(-1)).toMatchObject({ part: 'end' })
    expect(await refusal(file, { limits })).toMatchObject({ code: 'archive/too-large' })
    expect(await refusal(encode(document, { sortKeys: true }), { limits })).toMatchObject({ code: 'archive/too-large' })
  })

  it('[L2] with more values in one than there may be is refused before they are made', async () => {
    const limits = { ...archiveLimits, values: 3000 }
    const values = encode({ ...(decode(file) as object), writer: Array.from({ length: 3000 }, () => ({})) })
    expect(await refusal(values, { limits })).toMatchObject({ code: 'archive/too-large', detail: { limit: 3000 } })
  })

  it('[V1] [E5] whose numbers are beyond all numbers is refused', async () => {
    const steps = [5, ['value', 'why'], [[4, 20, [2, 1e308]], 'init']]
    expect((await refusal(hostile((chunk) => Object.assign(chunk, { data: [steps] })))).code).toBe('archive/invalid')
    const late = hostile((chunk, { sessions }) => {
      chunk.t = 1.7e308
      Object.assign(sessions[0]?.documents[0] ?? {}, { timeOrigin: 1.7e308 })
    })
    expect(await refusal(late)).toMatchObject({ code: 'archive/invalid', detail: { at: expect.stringMatching(/\/t$/) } })
  })

  it('[J2] whose header has a member __proto__ is refused, and not given members by it', async () => {
    const { writtenAt, sessions, summary, ...header } = decode(file) as Record<string, unknown>
    const members = { ...header, __proto: { writtenAt }, sessions, summary }
    const named = encode(members)
    const at = Buffer.from(named).indexOf('__proto')
    const renamed = Buffer.concat([named.subarray(0, at - 1), Buffer.of(0xa9), Buffer.from('__proto__'), named.subarray(at + 7)])
    expect((await refusal(renamed)).code).toBe('archive/invalid')
  })

  it('[L4] with members nested too deep is refused', async () => {
    const at = file.indexOf('sessions') + 'sessions'.length
    for (const name of ['meta', 'documents', 'notes', 'view']) {
      const head = Buffer.concat([file.subarray(0, at), Buffer.of(0x91, 0x81, 0xa0 | name.length), Buffer.from(name)])
      const nested = Buffer.concat([head, Buffer.alloc(3990, 0x91), Buffer.of(0xc0)])
      expect((await refusal(nested)).code, name).toBe('archive/invalid')
    }
  })
})

describe('MessagePack columns', () => {
  it('hold three times the levels that a recorder keeps', async () => {
    const [first] = sampleEntries(1)
    if (first === undefined) return
    const nested = (levels: number, inner: (value: unknown) => unknown): never =>
      Array.from({ length: levels }).reduce((value) => inner(value), 0 as unknown) as never
    for (const inner of [(value: unknown) => [value], (value: unknown) => ({ a: value }), (value: unknown) => [value, 1, { b: 2 }]]) {
      const entries = [
        { ...first, kind: 'state', type: 'keyframe', source: 's', data: { value: nested(400, inner), why: 'init' } } as const,
      ]
      expect(entriesOf(await partsOf(await writtenAs('msgpack', [{ meta, documents: [page], entries }])))).toEqual(entries)
    }
  })
})
