import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import { readerFor } from '../../harness/readers'
import { entriesOf, gzipped, header, meta, outgoing, page, partsOf, sampleEntries, written } from './support'

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')

/** The checksums of a session as the specification words them, from its object and the text of its entries. */
function checksumsBySpec(session: { readonly meta: { readonly id: string }; readonly documents: unknown[] }, lines: readonly string[]) {
  const chunks: string[][] = [[]]
  let length = 0
  for (const line of lines) {
    const text = line.replace(/,$/, '')
    chunks.at(-1)?.push(text)
    length += text.length
    if (chunks.at(-1)?.length !== 1000 && length < 1_048_576) continue
    chunks.push([])
    length = 0
  }
  const texts = chunks.filter((chunk) => chunk.length > 0).map((chunk) => chunk.join(',\n'))
  const chain = texts.reduce((before, text) => sha256(`${before}\n${sha256(text)}\n`), '0'.repeat(64))
  const { meta, documents } = session
  return {
    id: meta.id,
    documents: documents.length,
    entries: lines.length,
    bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    chunks: texts.map(sha256),
    sha256: sha256(`${JSON.stringify({ meta, documents, notes: [], entries: chain })}\n`),
  }
}

describe('a written archive', () => {
  it('[A1] is one JSON document that any parser reads', async () => {
    const entries = sampleEntries(5)
    const document = JSON.parse(await written([outgoing(entries)]))
    expect(Object.keys(document)).toEqual(['schema', 'schemaVersion', 'encryption', 'writer', 'writtenAt', 'sessions', 'summary'])
    expect(document.sessions).toEqual([{ meta, documents: [page], entries }])
  })

  it('[A2] begins with its schema and its version', async () => {
    const text = await written([outgoing(sampleEntries(1))])
    expect(text).toMatch(/^\{"schema":"playhead\/archive","schemaVersion":1,/)
  })

  it('[A3] has one entry, one document and one meta on each line', async () => {
    const entries = sampleEntries(3)
    const lines = (await written([outgoing(entries)])).split('\n')
    const shown = lines.map((line) => line.slice(0, 12))
    expect(shown).toEqual([
      '{"schema":"p',
      '{"meta":{"id',
      '"documents":',
      '{"id":"docum',
      '],',
      '"entries":[',
      '{"seq":1,"do',
      '{"seq":2,"do',
      '{"seq":3,"do',
      ']}',
      '],',
      '"summary":{"',
      '',
    ])
    expect(lines.slice(6, 9).map((line) => JSON.parse(line.replace(/,$/, '')))).toEqual(entries)
  })

  it('[A4] puts members in one order whatever the order they came in', async () => {
    const [entry] = sampleEntries(1)
    const reversed = Object.fromEntries(Object.entries(entry ?? {}).reverse()) as typeof entry
    expect(await written([outgoing(reversed === undefined ? [] : [reversed])])).toBe(await written([outgoing(sampleEntries(1))]))
  })

  it('[A5] may hold no session, a session without entries, and several sessions', async () => {
    const second = { ...meta, id: 'session-2' }
    for (const sessions of [
      [],
      [outgoing([], { documents: [] })],
      [outgoing([]), outgoing(sampleEntries(2), { meta: second }), outgoing([], { meta: { ...meta, id: 'session-3' } })],
    ]) {
      const text = await written(sessions)
      const parts = await partsOf(text)
      expect(parts.filter((part) => part.part === 'session')).toHaveLength(sessions.length)
      expect(JSON.parse(text).sessions).toHaveLength(sessions.length)
    }
  })

  it('[C1] [C2] [C3] carries checksums of each session that a reader can compute from the text alone', async () => {
    const text = await written([outgoing(sampleEntries(20_500)), outgoing(sampleEntries(3), { meta: { ...meta, id: 'session-2' } })])
    const { sessions, summary } = JSON.parse(text)
    const lines = text.split('\n').filter((line) => line.startsWith('{"seq":'))
    expect(summary.sessions).toEqual([
      checksumsBySpec(sessions[0], lines.slice(0, 20_500)),
      checksumsBySpec(sessions[1], lines.slice(20_500)),
    ])
    expect(summary.sessions[0].chunks).toHaveLength(21)
  })

  it('[C1] ends a chunk by its length, too', async () => {
    const long = 'x'.repeat(600_000)
    const entries = sampleEntries(5).map(
      (entry): Entry => ({ ...entry, kind: 'event', type: 'console', data: { method: 'log', args: [long] } }),
    )
    const { summary } = JSON.parse(await written([outgoing(entries)]))
    expect(summary.sessions[0].chunks).toHaveLength(3)
  })

  it('[C4] carries a checksum of the header and the summary', async () => {
    const { summary } = JSON.parse(await written([outgoing(sampleEntries(1))]))
    const { sha256: told, sessions, redaction } = summary
    const short = { sessions: sessions.map(({ chunks: _, ...session }: { chunks: unknown }) => session), redaction }
    expect(told).toBe(sha256(`${JSON.stringify(header)}\n${JSON.stringify(short)}\n`))
  })

  it('[S1] [S2] counts what it holds and what was redacted from it, by rule', async () => {
    const redaction = { engine: 3, rules: [{ rule: 'email', count: 2 }] }
    const { summary } = JSON.parse(await written([outgoing(sampleEntries(4))], redaction))
    expect(summary.redaction).toEqual(redaction)
    expect(summary.sessions[0]).toMatchObject({ id: 'session-1', documents: 1, entries: 4 })
  })

  it('[G1] is read by the gzip and JSON tools of others', async (test) => {
    const entries = sampleEntries(50)
    const file = await gzipped(await written([outgoing(entries)]))
    const unpacked = execFileSync('gzip', ['-dc'], { input: file })
    expect(JSON.parse(unpacked.toString()).sessions[0].entries).toEqual(entries)
    const program = 'import gzip,json,sys; print(len(json.load(gzip.open(sys.stdin.buffer))["sessions"][0]["entries"]))'
    const readers: readonly (readonly [string, readonly string[], Buffer, string])[] = [
      [readerFor('jq', test), ['-c', '[.sessions[].entries[].seq] | add'], unpacked, '1275'],
      [readerFor('python', test), ['-c', program], file, '50'],
    ]
    for (const [tool, args, input, expected] of readers) {
      expect(execFileSync(tool, args, { input }).toString().trim(), tool).toBe(expected)
    }
  })

  it('reads back as it was written, plain and compressed', async () => {
    const entries = sampleEntries(1000)
    const text = await written([outgoing(entries)])
    for (const file of [text, await gzipped(text)]) {
      const parts = await partsOf(file)
      expect(entriesOf(parts)).toEqual(entries)
      expect(parts.at(-1)).toMatchObject({ part: 'end', verified: true })
    }
  })
})
