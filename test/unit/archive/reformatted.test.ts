import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import { readerFor } from '../../harness/readers'
import { entriesOf, gzipped, meta, outgoing, page, partsOf, refusal, sampleEntries, written } from './support'

const entries = sampleEntries(30)
const text = await written([outgoing(entries), outgoing(entries, { meta: { ...meta, id: 'session-2' } })])
const both = [...entries, ...entries]

/** Objects with their members sorted, as `jq -S` and others write them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  )
}

describe('a document that another tool wrote again', () => {
  it.each([
    ['on one line', JSON.stringify(JSON.parse(text))],
    ['indented', JSON.stringify(JSON.parse(text), null, 2)],
    ['with carriage returns', text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${text}`],
    [
      'with all but ASCII escaped',
      JSON.stringify(JSON.parse(text)).replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
  ])('[R3] [C6] %s reads the same, checksums included', async (_, file) => {
    for (const form of [file, await gzipped(file)]) {
      const parts = await partsOf(form)
      expect(entriesOf(parts)).toEqual(both)
      expect(parts.at(-1)).toMatchObject({ part: 'end', verified: true })
    }
  })

  it('[C6] with its members sorted reads the same, and says that nothing vouches for it', async () => {
    const parts = await partsOf(JSON.stringify(sorted(JSON.parse(text)), null, 2))
    expect(entriesOf(parts)).toEqual(both)
    expect(parts.at(-1)).toMatchObject({ part: 'end', verified: false })
  })

  it('[C5] [C6] with only some members sorted is damaged', async () => {
    const document = JSON.parse(text)
    document.sessions[0].entries[3] = sorted(document.sessions[0].entries[3])
    document.sessions[0].entries[3].data.args = ['changed']
    document.sessions[0].entries[3].data.method = 'log'
    document.sessions[0].entries[3] = {
      ...document.sessions[0].entries[3],
      kind: 'event',
      type: 'console',
      data: { method: 'log', args: [] },
    }
    delete document.sessions[0].entries[3].source
    expect(await refusal(JSON.stringify(document))).toMatchObject({ code: 'archive/checksum' })
  })

  it('[R3] by jq or Python is read', async (test) => {
    const [jq, python] = [readerFor('jq', test), readerFor('python', test)]
    const tools: readonly (readonly [string, readonly string[], boolean])[] = [
      [jq, ['.'], true],
      [jq, ['-c', '.'], true],
      [jq, ['-S', '.'], false],
      [python, ['-m', 'json.tool'], true],
      [python, ['-m', 'json.tool', '--sort-keys'], false],
    ]
    for (const [tool, args, verified] of tools) {
      const parts = await partsOf(execFileSync(tool, args, { input: text }))
      expect(entriesOf(parts), `${tool} ${args}`).toEqual(both)
      expect(parts.at(-1), `${tool} ${args}`).toMatchObject({ verified })
    }
  })
})

describe('JSON that means less, or more, than it says', () => {
  it('[J1] counts the last of two members of one name', async () => {
    const doubled = JSON.stringify(JSON.parse(text)).replaceAll('"seq":1,', '"seq":7,"seq":1,')
    expect(entriesOf(await partsOf(doubled))).toEqual(both)
    expect(await refusal(text.replaceAll('"seq":1,', '"seq":7,"seq":1,'))).toMatchObject({ code: 'archive/checksum' })
  })

  it('[J2] holds a member named __proto__ like any other, and touches no prototype', async () => {
    const value = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')
    const [first] = entries
    const hostile: Entry[] =
      first === undefined ? [] : [{ ...first, kind: 'state', type: 'keyframe', source: 's', data: { value, why: 'init' } }]
    const file = await written([outgoing(hostile)])
    for (const form of [file, JSON.stringify(JSON.parse(file), null, 1)]) {
      expect(JSON.stringify(entriesOf(await partsOf(form)))).toBe(JSON.stringify(hostile))
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('[J2] [J4] refuses __proto__ where members are fixed', async () => {
    for (const place of ['{"seq":1,', '{"id":"document-1",', '{"id":"session-1",', '"redaction":{']) {
      const file = JSON.stringify(JSON.parse(text)).replace(place, `${place}"__proto__":{"t":1},`)
      expect(await refusal(file), place).toMatchObject({ code: 'archive/invalid' })
    }
  })

  it('[J5] writes half a surrogate pair as an escape, so that the file stays UTF-8', async () => {
    const [first] = entries
    const lone: Entry[] =
      first === undefined ? [] : [{ ...first, kind: 'event', type: 'mark', source: undefined, data: { name: 'a\ud800b' } }]
    const file = await written([outgoing(lone, { documents: [page] })])
    expect(file).toContain('a\\ud800b')
    expect(entriesOf(await partsOf(file))).toEqual(lone)
  })
})
