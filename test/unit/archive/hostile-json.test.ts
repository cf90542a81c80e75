import { describe, expect, it } from 'vitest'
import { meta, outgoing, partsOf, refusal, sampleEntries, written } from './support'

const text = await written([outgoing(sampleEntries(3))])
/** So that no checksum stands before what is tried. */
const edited = text.replace(/"summary":.*\}/, '"summary":"edited"}')

describe('a hostile JSON document', () => {
  it.each([
    ['t', /"t":[\d.]+/, '"t":1e999', '/sessions/0/entries/0/t'],
    ['the data', '"payload":1}', '"payload":-1e999}', '/sessions/0/entries/1/data'],
    ['the depth of the data', '"payload":1}', '"payload":[{"a":1e999}]}', '/sessions/0/entries/1/data'],
    ['a view', '"entries":[', '"view":[1e999],\n"entries":[', '/sessions/0/view'],
  ])('[V1] [E5] with a number beyond all numbers in %s is refused, in each layout', async (_, what, instead, at) => {
    const file = edited.replace(what, instead)
    expect(file).toContain('1e999')
    for (const layout of [file, file.replaceAll('\n', '')]) {
      expect(await refusal(layout)).toMatchObject({ code: 'archive/invalid', detail: { at: expect.stringContaining(at) } })
    }
  })
})

describe('a summary', () => {
  it.each([
    ['more', '"chunks":["', `"chunks":["${'0'.repeat(64)}","`],
    ['fewer', /"chunks":\[[^\]]*\]/, '"chunks":[]'],
  ])('[S1] that tells %s checksums than there are chunks is refused', async (_, what, instead) => {
    expect(await refusal(text.replace(what, instead))).toMatchObject({
      code: 'archive/invalid',
      detail: { at: expect.stringContaining('/summary/sessions/0/chunks') },
    })
  })
})

describe('a document of very many parts', () => {
  const note = { anchor: { from: 1, until: 2 }, text: '', tags: [], pinned: true, createdAt: 1, editedAt: 1 }
  const many = (part: (index: number) => string): string => Array.from({ length: 20_000 }, (_, index) => part(index)).join(',\n')

  function manyNotes(): string {
    const notes = many((index) => JSON.stringify({ id: `note ${index}`, ...note }))
    return edited.replace('"entries":[', `"notes":[\n${notes}\n],\n"entries":[`)
  }

  function manySessions(): string {
    const [header] = edited.split('{"meta":')
    const sessions = many((index) => {
      const told = JSON.stringify({ ...meta, id: `a name that begins as all others do ${index}` })
      return `{"meta":${told},\n"documents":[\n],\n"entries":[\n]}`
    })
    return `${header}${sessions}\n],\n"summary":"edited"}\n`
  }

  it.each([
    ['notes', manyNotes],
    ['sessions', manySessions],
  ])('is read when it has many %s, at a cost for each that does not grow', async (_, make) => {
    expect((await partsOf(make())).at(-1)).toMatchObject({ part: 'end' })
  })
})
