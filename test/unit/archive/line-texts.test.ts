import { describe, expect, it } from 'vitest'
import { createLineTexts } from '../../../src/core/archive/line-texts'
import { type Line, linesOf } from '../../../src/core/archive/lines'

const document = `{"a":1}\n\n{"b":"ünïcode ✓"}\n{"c":"${'x'.repeat(40)}"}\n{"d":[]}`

/** The lines of `bytes` cut into chunks of `size`, a batch for each chunk that ends some. */
async function batches(bytes: Uint8Array<ArrayBuffer>, size: number): Promise<readonly (readonly Line[])[]> {
  const out: (readonly Line[])[] = []
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
  }
  for await (const lines of linesOf(chunks(), 1000)) out.push(lines)
  return out
}

describe('the texts of lines', () => {
  it('are those of their bytes, wherever chunks end', async () => {
    const bytes = new TextEncoder().encode(document)
    for (let size = 1; size <= bytes.length; size++) {
      const textsOf = createLineTexts()
      const texts = (await batches(bytes, size)).flatMap((lines) => {
        const known = textsOf(lines)
        return lines.map((line, index) => known[index] ?? new TextDecoder().decode(line.bytes))
      })
      expect(texts).toEqual(document.split('\n'))
    }
  })

  it('are decoded in one go, but for the line that the chunk before began', async () => {
    const bytes = new TextEncoder().encode('one\ntwo\nthree\nfour\nfive\n')
    const [first = [], second = []] = await batches(bytes, 10)
    expect(createLineTexts()(first)).toEqual(['one', 'two'])
    expect(createLineTexts()(second)).toEqual([undefined, 'four'])
  })

  it('are left to be decoded one by one where something is not UTF-8', async () => {
    const bytes = new TextEncoder().encode('one\ntwo\nthree\n')
    bytes[5] = 0xff
    const [lines = []] = await batches(bytes, 100)
    expect(createLineTexts()(lines)).toEqual([])
  })
})
