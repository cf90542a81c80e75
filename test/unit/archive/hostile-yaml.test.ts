import { describe, expect, it } from 'vitest'
import { archiveLimits } from '../../../src/core/archive/limits'
import { meta, outgoing, page, partsOf, refusal, sampleEntries, written, writtenAs } from './support'

const session = { meta, documents: [page], entries: sampleEntries(3) }
const text = (await writtenAs('yaml', [session])).toString()
/** So that no checksum stands before what is tried. */
const edited = `${text.slice(0, text.indexOf('\nsummary:'))}\nsummary: edited\n`
const withPayload = (value: string): string => edited.replace('payload: 1', `payload: ${value}`)

describe('a hostile YAML document', () => {
  it.each([
    ['a flow', `[${'{},'.repeat(300)}]`],
    ['lists in each other', `\n${`${' '.repeat(16)}- - - - - -\n`.repeat(60)}`],
    ['items', `\n${`${' '.repeat(16)}- 1\n`.repeat(300)}`],
  ])('[L2] with more values in %s than fit is refused before it is parsed, in each layout', async (_, value) => {
    const limits = { ...archiveLimits, parts: 400 }
    expect((await partsOf(edited, { limits })).at(-1)).toMatchObject({ part: 'end' })
    expect((await partsOf(withPayload(value))).at(-1)).toMatchObject({ part: 'end' })
    for (const file of [withPayload(value), `# A comment\n${withPayload(value)}`]) {
      expect(await refusal(file, { limits })).toMatchObject({ code: 'archive/too-large', detail: { limit: 200 } })
    }
  })

  it('[L2] with an item of very many lines is refused while they come', async () => {
    const limits = { ...archiveLimits, line: 2000 }
    expect((await partsOf(edited, { limits })).at(-1)).toMatchObject({ part: 'end' })
    const long = withPayload(`|\n${`${' '.repeat(18)}x\n`.repeat(2000)}`)
    expect((await partsOf(long)).at(-1)).toMatchObject({ part: 'end' })
    const place = { what: `what begins at line ${edited.split('\n').indexOf('      - seq: 2') + 1}` }
    expect(await refusal(long, { limits })).toMatchObject({ code: 'archive/too-large', detail: place })
  })

  it.each([
    ['depth', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'archive/bad-yaml'],
    ['lists in a line', `\n${' '.repeat(16)}${'- '.repeat(100_000)}x`, 'archive/bad-yaml'],
    ['questions in a line', `\n${' '.repeat(16)}${'? '.repeat(100_000)}x`, 'archive/bad-yaml'],
    ['keys that are no text', '{[1, 2]: 3}', 'archive/bad-yaml'],
    ['tabs for blanks', '1\n\t\t\tx: 1', 'archive/bad-yaml'],
    ['an alias', '[&a 1, *a]', 'archive/bad-yaml'],
    ['a tag of a language', '!!js/function "x"', 'archive/bad-yaml'],
    ['colons', `a${':'.repeat(100_000)}`, 'archive/bad-yaml'],
    ['a block indented in an odd way', '|9-\n                  x', 'archive/bad-yaml'],
    ['a document mark', '1\n---\n', 'archive/'],
  ])('[Y3] with %s is refused with a place', async (_, value, code) => {
    const error = await refusal(withPayload(value))
    expect(error.code).toContain(code)
    expect(error.detail.at).toMatch(/line \d+/)
  })

  it('[Y1] may have a byte order mark, a directive, an end mark, and keys that look like numbers', async () => {
    for (const file of [`\ufeff${edited}`, `%YAML 1.2\n---\n${edited}`, `${edited}...\n`, withPayload('{1: a, true: b, ~: c}')]) {
      expect((await partsOf(file)).at(-1)).toMatchObject({ part: 'end', verified: false })
    }
  })
})

describe('a line of JSON', () => {
  it('[L2] with more lists, objects and members than fit is refused before it is parsed', async () => {
    const limits = { ...archiveLimits, whole: 400, parts: 300 }
    const withValue = async (value: unknown): Promise<string> => {
      const [first] = sampleEntries(1)
      const data = { value, why: 'init' } as never
      return written([outgoing(first === undefined ? [] : [{ ...first, kind: 'state', type: 'keyframe', source: 's', data }])])
    }
    for (const value of [Array(300).fill({}), Array(300).fill([]), Object.fromEntries(Array.from({ length: 300 }, (_, at) => [at, 1]))]) {
      expect((await partsOf(await withValue(value))).at(-1)).toMatchObject({ verified: true })
      expect(await refusal(await withValue(value), { limits })).toMatchObject({ code: 'archive/too-large', detail: { limit: 300 } })
    }
    for (const value of [Array(500).fill(1), '[{":'.repeat(300), '\\"[{:'.repeat(300)]) {
      expect((await partsOf(await withValue(value), { limits })).at(-1)).toMatchObject({ verified: true })
    }
  })
})
