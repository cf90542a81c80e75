import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readArchive } from '../../../src/core/archive'
import { archiveLimits } from '../../../src/core/archive/limits'
import { asStream, fixedEnv, gzipped, meta, outgoing, page, partsOf, refusal, sampleEntries, written } from './support'

const text = await written([outgoing(sampleEntries(20))])
const lines = text.split('\n')

/** The document with one of its lines replaced; a line that is undefined is left out. */
function withLine(number: number, change: (line: string) => string | undefined): string {
  return lines.flatMap((line, index) => (index + 1 === number ? (change(line) ?? []) : line)).join('\n')
}

/** The document with a change, written in one line as another tool would. */
function reformatted(change: (document: Mutable) => void): string {
  const document = JSON.parse(text)
  change(document)
  return JSON.stringify(document)
}
// biome-ignore lint/suspicious/noExplicitAny: what a hand-edited file holds has no type
type Mutable = any

describe('a file that is no archive', () => {
  it.each([
    ['', 'it is empty'],
    ['{"log":{"version":"1.2","entries":[]}}', 'it is a HAR file (recorded network requests)'],
    ['{"traceEvents":[],"metadata":{}}', 'it is a performance trace of Chrome'],
    ['[{"pid":1,"ph":"X"}]', 'it is a performance trace of Chrome'],
    ['{"meta":{"interval":1,"startTime":0},"threads":[]}', 'it is a profile of the Firefox Profiler'],
    ['{"payload":"[]","preloadedState":"{}"}', 'it is an export of Redux DevTools'],
    ['[{"type":4,"data":{}}]', 'it is a recording of rrweb'],
    ['PK\x03\x04rest', 'it is a ZIP archive'],
    ['<!doctype html><html>', 'it is a web page'],
    ['hello', 'it does not begin as one'],
    ['[1,2]', 'it is a list, not an archive'],
    ['{"schema":"other/archive","schemaVersion":0}', 'it names no schema of Playhead'],
    ['{"a":1}', 'it names no schema of Playhead'],
  ])('[R5] is told for what it is: %s', async (file, why) => {
    expect(await refusal(file)).toMatchObject({ code: 'archive/foreign', detail: { why } })
  })

  it('[R1] [R5] is looked at in its compressed form too, whatever its name', async () => {
    expect(await refusal(gzipSync('{"log":{}}'))).toMatchObject({
      code: 'archive/foreign',
      detail: { why: 'what is compressed in it is a HAR file (recorded network requests)' },
    })
    expect(await refusal(gzipSync(await gzipped(text)))).toMatchObject({
      code: 'archive/foreign',
      detail: { why: 'it is compressed twice' },
    })
    expect(await refusal(Buffer.from('﻿{"log":{}}', 'utf16le'))).toMatchObject({ code: 'archive/foreign' })
  })
})

describe('a file of another version', () => {
  it('[U2] from the future is refused by its version, in any layout, without reading on', async () => {
    const future = '{"schema":"playhead/archive","schemaVersion":9,"somethingNew":[{'
    const expected = { code: 'archive/future', detail: { version: 9, supported: 1 } }
    expect(await refusal(future)).toMatchObject(expected)
    expect(await refusal(gzipSync(`${future}\n"x`))).toMatchObject(expected)
    expect(await refusal('{"sessions":[],"schemaVersion":9,"schema":"playhead/archive"}')).toMatchObject(expected)
  })

  it('[U1] has a whole number for it', async () => {
    for (const version of ['"1"', '-1', '0.5', 'null']) {
      expect(await refusal(text.replace('"schemaVersion":1', `"schemaVersion":${version}`))).toMatchObject({ code: 'archive/invalid' })
    }
  })

  it('[U4] that is encrypted is refused as such', async () => {
    expect(await refusal(text.replace('"encryption":null', '"encryption":{"by":"x"}'))).toMatchObject({ code: 'archive/encrypted' })
    expect(await refusal(reformatted((document) => (document.encryption = 'yes')))).toMatchObject({ code: 'archive/encrypted' })
  })
})

describe('a damaged document', () => {
  it('[R2] that was cut says where, wherever it was cut', async () => {
    for (let length = 200; length < text.length - 1; length += 97) {
      expect(await refusal(text.slice(0, length)), `cut at ${length}`).toMatchObject({ code: 'archive/truncated' })
    }
    const cut = text.slice(0, text.indexOf('{"seq":7,') + 20)
    expect((await refusal(cut)).detail.at).toBe(`line 13, byte ${Buffer.byteLength(cut)}`)
  })

  it('that is cut right after a line is cut all the same', async () => {
    expect(await refusal(lines.slice(0, 9).join('\n'))).toMatchObject({ code: 'archive/truncated' })
    expect(await refusal(`${lines.slice(0, 9).join('\n')}\n`)).toMatchObject({ code: 'archive/truncated' })
  })

  it('names line and column where it stops being JSON', async () => {
    const broken = withLine(8, (line) => line.replace('"kind":', '"kind"='))
    const column = (lines[7]?.indexOf('"kind":') ?? 0) + '"kind"'.length + 1
    expect(await refusal(broken)).toMatchObject({
      code: 'archive/bad-json',
      detail: { at: `line 8, column ${column}`, why: 'a colon is missing' },
    })
  })

  it('[J3] names the byte that is not UTF-8', async () => {
    const bytes = Buffer.from(text)
    const at = bytes.indexOf('Grüße') + 2
    bytes[at] = 0xff
    expect(await refusal(bytes)).toMatchObject({ code: 'archive/not-utf8', detail: { at } })
    const pretty = Buffer.from(JSON.stringify(JSON.parse(text), null, 1))
    const there = pretty.indexOf('Grüße') + 2
    pretty[there] = 0xff
    expect(await refusal(pretty)).toMatchObject({ code: 'archive/not-utf8', detail: { at: there } })
  })

  it('[C5] with a changed entry, meta, document, header or summary does not pass the checksums', async () => {
    const changes: readonly (readonly [RegExp, string, string])[] = [
      [/"payload":3/, '"payload":4', 'session session-1, chunk 1 of 1 of its entries'],
      [/Checkout fails/, 'Checkout works', 'session session-1'],
      [/"title":"Shop"/, '"title":"Shap"', 'session session-1'],
      [/Playhead 0\.1\.0/, 'Playhead 0.1.1', 'the header or the summary'],
      [/"engine":0/, '"engine":1', 'the header or the summary'],
      [/"sha256":"[0-9a-f]/, '"sha256":"x', '/summary'],
    ]
    for (const [what, instead, at] of changes) {
      for (const file of [text.replace(what, instead), JSON.stringify(JSON.parse(text.replace(what, instead)))]) {
        const error = await refusal(file)
        if (at === '/summary') expect(error.code).toBe('archive/invalid')
        else expect(error).toMatchObject({ code: 'archive/checksum', detail: { at } })
      }
    }
  })

  it('[A3] [R2] with a line too few, too many, or out of place says which line', async () => {
    expect(await refusal(withLine(9, () => undefined))).toMatchObject({
      code: 'archive/invalid',
      detail: { at: 'line 9, /sessions/0/entries/2/n' },
    })
    expect(await refusal(withLine(9, (line) => `${line}\n${line}`))).toMatchObject({ code: 'archive/invalid' })
    expect(await refusal(withLine(3, () => '"papers":['))).toMatchObject({ code: 'archive/invalid', detail: { at: 'line 3' } })
    expect(await refusal(withLine(6, () => '"entries": ['))).toMatchObject({ code: 'archive/invalid', detail: { at: 'line 6' } })
    expect(await refusal(withLine(9, (line) => line.slice(0, -1)))).toMatchObject({ code: 'archive/invalid', detail: { at: 'line 10' } })
    expect(await refusal(withLine(26, (line) => `${line},`))).toMatchObject({ code: 'archive/invalid', detail: { at: 'line 27' } })
    expect(await refusal(withLine(27, () => ']},'))).toMatchObject({ code: 'archive/invalid', detail: { at: 'line 28' } })
    expect(await refusal(withLine(29, () => '"summery":{}}'))).toMatchObject({ code: 'archive/invalid', detail: { at: 'line 29' } })
  })

  it('with something after its end says where that is', async () => {
    expect(await refusal(`${text}x`)).toMatchObject({ code: 'archive/truncated' })
    expect(await refusal(`${text}{}\n`)).toMatchObject({ code: 'archive/trailing-data', detail: { at: 'line 30' } })
    expect(await refusal(`${text}\0\0\0\n`)).toMatchObject({ code: 'archive/trailing-data', detail: { at: 'line 30' } })
    expect(await refusal(`${JSON.stringify(JSON.parse(text), null, 1)}\n{}`)).toMatchObject({ code: 'archive/trailing-data' })
    expect((await partsOf(`${text}\n \n`)).at(-1)).toMatchObject({ verified: true })
  })
})

describe('a document that breaks a rule', () => {
  const cases: readonly (readonly [string, string, (document: Mutable) => void])[] = [
    ['[E2] seq leaves one out', '/sessions/0/entries/4/seq', (d) => (d.sessions[0].entries[4].seq = 9)],
    ['[E2] n leaves one out', '/sessions/0/entries/4/n', (d) => (d.sessions[0].entries[4].n = 9)],
    ['[E1] seq is no whole number', '/sessions/0/entries/4/seq', (d) => (d.sessions[0].entries[4].seq = 4.5)],
    ['[E1] n is zero', '/sessions/0/entries/0/n', (d) => (d.sessions[0].entries[0].n = 0)],
    ['[E3] the document is not listed', '/sessions/0/entries/2/document', (d) => (d.sessions[0].entries[2].document = 'other')],
    ['[E4] the kind is unknown', '/sessions/0/entries/2', (d) => (d.sessions[0].entries[2].kind = 'dom')],
    ['[E4] the data has another shape', '/sessions/0/entries/2', (d) => (d.sessions[0].entries[2].data = { method: 'shout', args: [] })],
    ['[E5] t is a text', '/sessions/0/entries/2/t', (d) => (d.sessions[0].entries[2].t = '1')],
    ['[J4] an entry has a member more', '/sessions/0/entries/2', (d) => (d.sessions[0].entries[2].comment = 'x')],
    ['[J4] a session has a member more', '/sessions/0', (d) => (d.sessions[0].extra = 1)],
    ['[J4] the header has a member more', 'the document', (d) => (d.extra = 1)],
    ['[A6] the meta lacks its name', '/sessions/0/meta/name', (d) => delete d.sessions[0].meta.name],
    ['[A6] the status is unknown', '/sessions/0/meta/status', (d) => (d.sessions[0].meta.status = 'lost')],
    ['[A7] a document lacks its address', '/sessions/0/documents/0/url', (d) => delete d.sessions[0].documents[0].url],
    ['[A7] a document is there twice', '/sessions/0/documents/1/id', (d) => d.sessions[0].documents.push(page)],
    ['[A5] a session is there twice', '/sessions/1/meta/id', (d) => d.sessions.push({ meta, documents: [], entries: [] })],
    ['[A1] the sessions are no list', '/sessions', (d) => (d.sessions = {})],
    ['[A1] the summary is missing', '/summary', (d) => delete d.summary],
    ['[S1] the summary counts other entries', '/summary/sessions/0/entries', (d) => (d.summary.sessions[0].entries = 19)],
    ['[S1] the summary counts other sessions', '/summary/sessions', (d) => (d.summary.sessions = [])],
    ['[S2] the redaction report is missing', '/summary/redaction', (d) => delete d.summary.redaction],
  ]
  it.each(cases)('is refused with the place: %s', async (_, at, change) => {
    expect(await refusal(reformatted(change))).toMatchObject({ code: 'archive/invalid', detail: { at } })
  })

  it('is refused the same in the writer’s own layout, with the line', async () => {
    const entries = sampleEntries(6).map((entry, index) => (index === 4 ? { ...entry, seq: 9 } : entry))
    expect(await refusal(await written([outgoing(entries)]))).toMatchObject({
      code: 'archive/invalid',
      detail: { at: 'line 11, /sessions/0/entries/4/seq', why: '5 was expected, not 9' },
    })
    const twice = await written([outgoing([]), outgoing([])])
    expect(await refusal(twice)).toMatchObject({ code: 'archive/invalid', detail: { at: 'line 8, /sessions/1/meta/id' } })
  })
})

describe('limits', () => {
  it('[L2] a line over the limit is refused before it is parsed', async () => {
    const [first] = sampleEntries(1)
    const long = await written([
      outgoing(
        first === undefined ? [] : [{ ...first, kind: 'event', type: 'mark', source: undefined, data: { name: 'x'.repeat(50_000) } }],
      ),
    ])
    expect((await partsOf(long)).at(-1)).toMatchObject({ part: 'end' })
    expect(await refusal(long, { limits: { ...archiveLimits, line: 10_000 } })).toMatchObject({
      code: 'archive/too-large',
      detail: { limit: 10_000 },
    })
  })

  it('[L3] a document in another layout is refused over its own limit', async () => {
    const pretty = JSON.stringify(JSON.parse(text), null, 2)
    expect(await refusal(pretty, { limits: { ...archiveLimits, whole: 1000 } })).toMatchObject({
      code: 'archive/too-large',
      detail: { limit: 1000 },
    })
    const foreign = JSON.stringify({ rows: sampleEntries(500) })
    expect(await refusal(foreign, { limits: { ...archiveLimits, whole: 1000 } })).toMatchObject({ code: 'archive/foreign' })
  })

  it('[L4] an entry with too many levels is refused', async () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
    const [first] = sampleEntries(1)
    const withDepth = async (levels: number): Promise<string> => {
      const data = { value: JSON.parse(nested(levels)), why: 'init' as const }
      return await written([outgoing(first === undefined ? [] : [{ ...first, kind: 'state', type: 'keyframe', source: 's', data }])])
    }
    expect((await partsOf(await withDepth(900))).at(-1)).toMatchObject({ part: 'end' })
    expect(await refusal(await withDepth(1200))).toMatchObject({
      code: 'archive/invalid',
      detail: { at: 'line 7, /sessions/0/entries/0/data' },
    })
    const deepest = text.replace('"payload":1', `"payload":${nested(200_000)}`)
    expect(await refusal(deepest)).toMatchObject({ code: 'archive/invalid' })
  })

  it('ends its source when it refuses', async () => {
    let open = 0
    let ended = 0
    async function* source(file: string | Uint8Array) {
      open++
      try {
        yield* asStream(Buffer.from(file))
      } finally {
        open--
        ended++
      }
    }
    for (const file of [
      `${' '.repeat(100_000)}x`,
      `{"log":{}}${' '.repeat(100_000)}`,
      `${lines[0]}\n${'x\n'.repeat(100_000)}`,
      gzipSync(`{"log":${Math.PI}}`),
    ]) {
      await expect(async () => {
        for await (const part of readArchive(fixedEnv(), { read: () => source(file) })) expect(part.part).toBe('header')
      }).rejects.toMatchObject({ code: expect.stringMatching(/^archive\//) })
    }
    expect(open).toBe(0)
    expect(ended).toBeGreaterThanOrEqual(4)
  })
})
