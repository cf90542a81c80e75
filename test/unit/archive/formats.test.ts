import { execFileSync } from 'node:child_process'
import { gunzipSync, gzipSync } from 'node:zlib'
import { decode, encode } from '@msgpack/msgpack'
import { describe, expect, it } from 'vitest'
import type { ReadOptions } from '../../../src/core/archive'
import { archiveFormats } from '../../../src/core/archive'
import type { Entry } from '../../../src/core/model'
import { readerFor } from '../../harness/readers'
import { everyKind } from './every-kind'
import { entriesOf, gzipped, joined, meta, page, partsOf, refusal, sampleEntries, type WholeSession, writtenAs } from './support'

const note = { id: 'n', anchor: { document: page.id, n: 1 }, text: 'a\nb \ud800', tags: ['x'], pinned: false, createdAt: 1, editedAt: 2 }
const sessions: readonly WholeSession[] = [
  { meta, documents: [page], notes: [note], view: { filter: 'a: b', __proto__x: [1] }, entries: sampleEntries(30) },
  { meta: { ...meta, id: 'session-2', name: 'a: b #c' }, documents: [{ ...page, title: 'half \udc00' }], entries: everyEntryOf(page.id) },
  { meta: { ...meta, id: 'session-3' }, documents: [], entries: [] },
]

/** An entry of every type, all of one document. */
function everyEntryOf(document: string): readonly Entry[] {
  return everyKind.map((entry, index) => ({ ...entry, document, n: index + 1, seq: index + 1 }))
}

const files = new Map(await Promise.all(archiveFormats.map(async (format) => [format, await writtenAs(format, sessions)] as const)))
const file = (format: (typeof archiveFormats)[number]): Buffer => files.get(format) ?? Buffer.alloc(0)
const json = JSON.parse(file('json').toString())
const read = async (bytes: string | Uint8Array, options: ReadOptions = {}) => joined(await partsOf(bytes, options))
const parts = await read(file('json'))

/** Without halves of surrogate pairs, which no other tool reads. */
const whole = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll(/\\ud[89a-f][0-9a-f]{2}/g, ''))
const tame = await writtenAs('yaml', whole(sessions))

describe('an archive in each format', () => {
  it.each(archiveFormats)('[A1] [R1] [C6] %s, plain and compressed, says the same, checksums included', async (format) => {
    for (const bytes of [file(format), await gzipped(file(format))]) expect(await read(bytes)).toEqual(parts)
  })

  it.each(archiveFormats)('[A5] %s may hold no session', async (format) => {
    expect((await partsOf(await writtenAs(format, []))).map(({ part }) => part)).toEqual(['header', 'end'])
  })

  it.each(archiveFormats)('%s is read in its own format only, where one is told', async (format) => {
    expect(await read(file(format), { format })).toEqual(parts)
    for (const other of archiveFormats.filter((name) => name !== format)) {
      // All JSON is YAML.
      if (other === 'yaml' && format === 'json') expect(await read(file(format), { format: other })).toEqual(parts)
      else expect((await refusal(file(format), { format: other })).code).toMatch(/^archive\//)
    }
  })
})

describe('the tools of others', () => {
  it('[Y1] read YAML, and what they write again is read as equal', async (test) => {
    const python = (program: string, input: Buffer): Buffer =>
      execFileSync(readerFor('yaml', test), ['-c', program], { input, maxBuffer: 1e9 })
    const asJson = python('import json,sys,yaml; json.dump(yaml.safe_load(sys.stdin.buffer.read().decode()), sys.stdout)', tame)
    expect(JSON.parse(asJson.toString())).toMatchObject({ ...whole(json), summary: {} })
    const program =
      'import sys,yaml; yaml.safe_dump(yaml.safe_load(sys.stdin.buffer.read().decode()), sys.stdout, sort_keys=False, allow_unicode=True)'
    const again = python(program, tame)
    expect(again.equals(tame)).toBe(false)
    const theirs = await partsOf(again)
    expect(theirs.at(-1)).toMatchObject({ verified: true })
    expect(entriesOf(theirs)).toEqual(entriesOf(await partsOf(tame)))
  })

  it('[P1] [P2] read MessagePack, and what they write again is read as equal', async () => {
    const document = decode(file('msgpack')) as { readonly sessions: readonly { readonly meta: unknown }[]; readonly summary: unknown }
    expect(document.sessions.map(({ meta }) => meta)).toEqual(json.sessions.map(({ meta }: { meta: unknown }) => meta))
    expect(document.summary).toEqual(json.summary)
    expect(await read(encode(document))).toEqual(parts)
    // Its members in another order, floats instead of integers.
    const sorted = encode(document, { sortKeys: true, forceIntegerToFloat: true })
    expect(entriesOf(await partsOf(sorted))).toEqual(entriesOf(parts))
    expect((await partsOf(sorted)).at(-1)).toMatchObject({ part: 'end', verified: true })
  })

  it('[J1] [G1] read JSON, and what they write again is read as equal', async (test) => {
    const packed = await gzipped(file('json'))
    expect(gunzipSync(packed).equals(file('json'))).toBe(true)
    // jq knows no half of a surrogate pair.
    const input = JSON.stringify(whole(json))
    const byJq = execFileSync(readerFor('jq', test), ['-c', '.'], { input, maxBuffer: 1e9 })
    expect(JSON.parse(byJq.toString())).toEqual(JSON.parse(input))
    const byPython = execFileSync(readerFor('python', test), ['-m', 'json.tool'], { input: file('json'), maxBuffer: 1e9 })
    expect(await read(byPython)).toEqual(parts)
  })
})

describe('columns', () => {
  it('[P4] of a chunk tell times since their document began, exactly, and numbers by how they differ from what is expected', async () => {
    const at = (n: number, t: number): Entry => ({
      seq: n,
      document: page.id,
      n,
      t,
      kind: 'event',
      type: 'console',
      data: { method: 'log', args: [] },
    })
    const entries = [at(1, page.timeOrigin + 0.1), at(2, page.timeOrigin + 1234.5), at(3, page.timeOrigin + 1234.5)]
    const document = decode(await writtenAs('msgpack', [{ meta, documents: [page], entries }])) as { sessions: { entries: unknown[] }[] }
    expect(document.sessions[0]?.entries).toEqual([
      {
        ...{ seq: 1, count: 3, document: 0, since: 'document', types: [['event', 'console']], type: 0, source: null },
        n: [0, [1, 0, 0]],
        t: [3, 1, [2, [0, [1, 12_344, 0]]]],
        data: [[5, ['method', 'args'], ['log', [4, 0, [0, []]]]]],
      },
    ])
    const odd = [at(1, page.timeOrigin + 1 / 4096)]
    expect(entriesOf(await partsOf(await writtenAs('msgpack', [{ meta, documents: [page], entries: odd }])))).toEqual(odd)
  })

  it.each(archiveFormats)('[A9] [P5] the view of a session comes back as it was from %s', async (format) => {
    const views = [{ filter: 'x', open: ['/a', '/b\n'], __proto__x: { '': null } }, 'text', [[], {}], 0, false, null]
    for (const view of views) {
      const [, session] = await partsOf(await writtenAs(format, [{ meta, documents: [], view, entries: [] }]))
      expect(session).toMatchObject({ view })
    }
  })
})

describe('an excerpt', () => {
  const excerpt = { ...meta, excerpt: { without: ['event', 'history'], from: 1 } as const }
  const numbered = sampleEntries(6).map((entry, index) => ({ ...entry, seq: index + 1, n: 2 * index + 3 }))

  it.each(archiveFormats)('[X1] [E2] has numbers of its documents with holes, as %s', async (format) => {
    const parts = await partsOf(await writtenAs(format, [{ meta: excerpt, documents: [page], entries: numbered }]))
    expect(parts[1]).toMatchObject({ meta: excerpt })
    expect(entriesOf(parts)).toEqual(numbered)
  })

  it('[X1] [E2] is said to be one: else holes are damage, and numbers that do not rise always are', async () => {
    expect(await refusal(await writtenAs('json', [{ meta, documents: [page], entries: numbered }]))).toMatchObject({
      code: 'archive/invalid',
    })
    const back = numbered.map((entry, index) => (index === 3 ? { ...entry, n: 3 } : entry))
    expect(await refusal(await writtenAs('yaml', [{ meta: excerpt, documents: [page], entries: back }]))).toMatchObject({
      code: 'archive/invalid',
    })
  })
})

describe('a document that a person edits', () => {
  const edited = (text: string): string => `${text.slice(0, text.indexOf('\nsummary:'))}\nsummary: edited\n`

  it('[C7] is read when it says that it was edited, and nothing vouches for it', async () => {
    const text = edited(file('yaml').toString()).replace('name: Checkout fails', 'name: Checkout works # now')
    const edits = await partsOf(text)
    expect(edits[1]).toMatchObject({ meta: { name: 'Checkout works' } })
    expect(edits.at(-1)).toMatchObject({ verified: false, summary: { redaction: { engine: 0, rules: [] } } })
    const inJson = file('json')
      .toString()
      .replace(/"summary":.*\}/, '"summary":"edited"}')
    expect((await partsOf(inJson)).at(-1)).toMatchObject({ verified: false })
  })

  it('[C5] [Y2] is refused while its summary is the old one, with the place', async () => {
    const text = file('yaml').toString().replace('name: Checkout fails', 'name: Checkout works')
    expect(await refusal(text)).toMatchObject({ code: 'archive/checksum', detail: { at: 'session session-1' } })
  })

  it('[R3] may be laid out in any way', async () => {
    const text = edited(file('yaml').toString())
    expect(entriesOf(await partsOf(`# A comment\n${text}`))).toEqual(entriesOf(parts))
    expect(entriesOf(await partsOf(`---\n${text}`))).toEqual(entriesOf(parts))
    expect(entriesOf(await partsOf(text.replaceAll('\n', '\r\n')))).toEqual(entriesOf(parts))
  })

  it('[Y3] names line and column of what YAML does not allow', async () => {
    const text = file('yaml').toString()
    const line = text.split('\n').indexOf('      - seq: 2') + 1
    const put = (instead: string): string => text.replace('      - seq: 2\n', `      - seq: 2\n${instead}\n`)
    expect(await refusal(put('        seq: 2'))).toMatchObject({
      code: 'archive/bad-yaml',
      detail: { at: `line ${line + 1}, column 1` },
    })
    expect(await refusal(text.replace('- seq: 2\n', '- &a\n        seq: 2\n        x: *a\n'))).toMatchObject({
      code: 'archive/bad-yaml',
    })
    expect((await refusal(text.replace('seq: 2\n', 'seq: .inf\n'))).code).toBe('archive/bad-yaml')
    expect((await refusal(text.replace('seq: 2\n', 'seq: !!js/function 2\n'))).code).toBe('archive/bad-yaml')
  })

  it('[R4] that was cut anywhere is refused', async () => {
    const text = file('yaml')
    for (let length = 100; length < text.length - 1; length += 307) {
      expect((await refusal(text.subarray(0, length))).code, `cut at ${length}`).toMatch(
        /^archive\/(?:truncated|invalid|checksum|bad-yaml)$/,
      )
    }
  })
})

describe('a MessagePack document', () => {
  it('that was cut anywhere says where', async () => {
    const bytes = file('msgpack')
    for (let length = 120; length < bytes.length; length += 131) {
      expect(await refusal(bytes.subarray(0, length)), `cut at ${length}`).toMatchObject({
        code: 'archive/truncated',
        detail: { at: `byte ${length}` },
      })
    }
  })

  it('with something behind it is refused', async () => {
    expect(await refusal(Buffer.concat([file('msgpack'), Buffer.of(0xc0)]))).toMatchObject({
      code: 'archive/trailing-data',
      detail: { at: `byte ${file('msgpack').length}` },
    })
  })

  it('[P1] with an extension, or a length that lies, is refused in little memory', async () => {
    const document = decode(file('msgpack')) as Record<string, unknown>
    expect((await refusal(encode({ ...document, writer: new Date(0) }))).code).toBe('archive/invalid')
    const lying = Buffer.from(file('msgpack'))
    const at = lying.indexOf('sessions') + 'sessions'.length
    lying[at] = 0x9f
    expect((await refusal(lying)).code).toMatch(/^archive\/(?:invalid|truncated)$/)
    const giant = Buffer.concat([file('msgpack').subarray(0, at), Buffer.of(0xdd, 0xff, 0xff, 0xff, 0xff)])
    expect((await refusal(giant)).code).toBe('archive/truncated')
    const text = Buffer.concat([file('msgpack').subarray(0, at), Buffer.of(0x91, 0x81, 0xdb, 0xff, 0xff, 0xff, 0xff)])
    expect((await refusal(gzipSync(text))).code).toBe('archive/too-large')
  })

  it('[L2] [P3] whose columns stand for more values than fit is refused before they are made', async () => {
    const document = decode(file('msgpack')) as { sessions: { entries: Record<string, unknown>[] }[] }
    const [chunk] = document.sessions[0]?.entries ?? []
    expect(chunk).toBeDefined()
    for (const data of [
      [4, 4_000_000_000, null],
      [4, 30_000_000, [4, 30_000_000, null]],
      [8, 1, null, 3_000_000_000],
    ]) {
      if (chunk !== undefined) chunk.data = Array.isArray(chunk.data) ? chunk.data.map(() => data) : []
      expect((await refusal(encode(document))).code, JSON.stringify(data)).toMatch(/^archive\/(?:too-large|invalid)$/)
    }
  })
})
