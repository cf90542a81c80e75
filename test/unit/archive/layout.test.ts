import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { entriesOf, gzipped, header, meta, outgoing, page, partsOf, sampleEntries, written } from './support'

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')

/** The checksum as the specification words it, from the text of a session. */
function checksumBySpec(text: string): string {
  const bytes = Buffer.from(text)
  const digests: string[] = []
  for (let at = 0; at < bytes.length; at += 1024 * 1024) digests.push(`${sha256(bytes.subarray(at, at + 1024 * 1024))}\n`)
  return sha256(digests.join(''))
}

function hasTool(name: string): boolean {
  return spawnSync(name, ['--version']).status === 0
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
    expect(text).toMatch(/^\{"schema":"playhead\/archive","schemaVersion":0,/)
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

  it('[C1] [C2] carries a checksum of each session that a reader can compute from the text alone', async () => {
    const text = await written([outgoing(sampleEntries(20_000)), outgoing(sampleEntries(3), { meta: { ...meta, id: 'session-2' } })])
    expect(text.length).toBeGreaterThan(3 * 1024 * 1024)
    const sessions = [...text.matchAll(/^\{"meta":[\s\S]*?\n\]\}(?=,?$)/gm)].map((match) => match[0])
    const { summary } = JSON.parse(text)
    expect(summary.sessions).toEqual([
      {
        id: 'session-1',
        documents: 1,
        entries: 20_000,
        bytes: Buffer.byteLength(sessions[0] ?? ''),
        sha256: checksumBySpec(sessions[0] ?? ''),
      },
      { id: 'session-2', documents: 1, entries: 3, bytes: Buffer.byteLength(sessions[1] ?? ''), sha256: checksumBySpec(sessions[1] ?? '') },
    ])
  })

  it('[C3] carries a checksum of the header and the summary', async () => {
    const { summary } = JSON.parse(await written([outgoing(sampleEntries(1))]))
    const { sha256: told, ...rest } = summary
    expect(told).toBe(sha256(`${JSON.stringify(header)}\n${JSON.stringify(rest)}\n`))
  })

  it('[S1] [S2] counts what it holds and what was redacted from it, by rule', async () => {
    const redaction = { engine: 3, rules: [{ rule: 'email', count: 2 }] }
    const { summary } = JSON.parse(await written([outgoing(sampleEntries(4))], redaction))
    expect(summary.redaction).toEqual(redaction)
    expect(summary.sessions[0]).toMatchObject({ id: 'session-1', documents: 1, entries: 4 })
  })

  it('[G1] is read by the gzip and JSON tools of others', async () => {
    const entries = sampleEntries(50)
    const file = await gzipped(await written([outgoing(entries)]))
    const unpacked = execFileSync('gzip', ['-dc'], { input: file })
    expect(JSON.parse(unpacked.toString()).sessions[0].entries).toEqual(entries)
    const program = 'import gzip,json,sys; print(len(json.load(gzip.open(sys.stdin.buffer))["sessions"][0]["entries"]))'
    const readers: readonly (readonly [string, readonly string[], Buffer, string])[] = [
      ['jq', ['-c', '[.sessions[].entries[].seq] | add'], unpacked, '1275'],
      ['python3', ['-c', program], file, '50'],
    ]
    for (const [tool, args, input, expected] of readers) {
      if (hasTool(tool)) expect(execFileSync(tool, args, { input }).toString().trim(), tool).toBe(expected)
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
