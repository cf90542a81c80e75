import { describe, expect, it } from 'vitest'
import { outgoing, refusal, sampleEntries, written } from './support'

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
