import { describe, expect, it } from 'vitest'
import type { ArchiveNote } from '../../../src/core/archive'
import { gzipped, outgoing, page, partsOf, refusal, sampleEntries, written } from './support'

const pin: ArchiveNote = {
  id: 'pin',
  anchor: { document: page.id, n: 2 },
  text: '',
  tags: [],
  pinned: true,
  createdAt: 1_795_276_800_000,
  editedAt: 1_795_276_800_000,
}
const stretch: ArchiveNote = {
  ...pin,
  id: 'stretch',
  anchor: { from: 1_795_276_700_000.25, until: 1_795_276_700_010 },
  text: 'Here\n"notes":[ the total is wrong \u202e <b>',
  tags: ['cart', '__proto__'],
  pinned: false,
}
const withNotes = (notes: readonly ArchiveNote[]) => written([outgoing(sampleEntries(4), { notes })])
const notesIn = async (file: string | Uint8Array) => (await partsOf(file)).flatMap((part) => (part.part === 'session' ? part.notes : []))

/** The file with one of its lines changed, and no thought given to checksums. */
function edited(text: string, from: string, to: string): string {
  expect(text).toContain(from)
  return text.replace(from, to)
}

describe('the notes of an archive', () => {
  it('[A8] stand one on a line between the documents and the entries, and are read as they were written', async () => {
    const text = await withNotes([pin, stretch])
    const lines = text.split('\n')
    const at = lines.indexOf('"notes":[')
    expect(lines.slice(at - 1, at + 5)).toEqual([
      '],',
      '"notes":[',
      `${JSON.stringify(pin)},`,
      JSON.stringify(stretch),
      '],',
      '"entries":[',
    ])
    for (const file of [text, await gzipped(text)]) {
      expect(await notesIn(file)).toEqual([pin, stretch])
      expect((await partsOf(file)).at(-1)).toMatchObject({ verified: true })
    }
  })

  it('[A8] are left out where there are none, so that such a file is what it always was', async () => {
    expect(await withNotes([])).toBe(await written([outgoing(sampleEntries(4))]))
    expect(await notesIn(await withNotes([]))).toEqual([undefined])
  })

  it('[A4] have one order of members', async () => {
    const reversed = Object.fromEntries(Object.entries(stretch).reverse()) as unknown as ArchiveNote
    expect(await withNotes([reversed])).toBe(await withNotes([stretch]))
  })

  it('[C1] [C4] are covered by the checksum of their session', async () => {
    const text = edited(await withNotes([pin, stretch]), 'the total is wrong', 'the total is right')
    expect(await refusal(text)).toMatchObject({ code: 'archive/checksum', detail: { at: 'session session-1' } })
  })

  it('[C5] [R3] are read from a file that another tool formatted, and compared', async () => {
    const text = JSON.stringify(JSON.parse(await withNotes([pin, stretch])), null, 2)
    expect(await notesIn(text)).toEqual([pin, stretch])
    expect((await partsOf(text)).at(-1)).toMatchObject({ verified: true })
    expect(await refusal(text.replace('is wrong', 'is right'))).toMatchObject({ code: 'archive/checksum' })
  })

  it.each([
    ['a member that no note has', '"pinned":true', '"pinned":true,"colour":"red"', '/sessions/0/notes/0'],
    ['an id that was there', '"id":"stretch"', '"id":"pin"', '/sessions/0/notes/1/id'],
    ['a document that is not there', `{"document":"${page.id}","n":2}`, '{"document":"elsewhere","n":2}', '/notes/0/anchor/document'],
    ['a number that no entry has', '"n":2}', '"n":0}', '/sessions/0/notes/0/anchor'],
    ['time that runs backwards', '"until":1795276700010', '"until":5', '/sessions/0/notes/1/anchor'],
    ['a text that is none', '"text":""', '"text":7', '/sessions/0/notes/0/text'],
  ])('[A8] [J4] with %s are refused at their place, on lines and in one piece', async (_, from, to, place) => {
    const text = await withNotes([pin, stretch])
    const bad = edited(text, from, to)
    for (const file of [bad, JSON.stringify(JSON.parse(bad), null, 1)]) {
      expect(await refusal(file)).toMatchObject({ code: 'archive/invalid', detail: { at: expect.stringContaining(place) } })
    }
  })

  it('[A3] that are cut off or no list are refused', async () => {
    const text = await withNotes([pin, stretch])
    expect(await refusal(text.slice(0, text.indexOf('"stretch"')))).toMatchObject({ code: 'archive/truncated' })
    const whole = JSON.parse(text)
    whole.sessions[0].notes = { length: 1 }
    expect(await refusal(JSON.stringify(whole))).toMatchObject({ code: 'archive/invalid', detail: { at: '/sessions/0/notes' } })
  })
})
