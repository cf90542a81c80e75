import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import type { ArchiveDescription } from '../../../src/core/jobs'
import { optionsOf, usualImport } from '../../../src/panel/selectors/import/choice'
import { effectOf, effectOfTargets, grownBy, hereOf } from '../../../src/panel/selectors/import/effects'
import { createImporting, fileOfText } from '../../../src/panel/state/importing'

const description: ArchiveDescription = {
  ...{ version: 1, writer: 'x', writtenAt: 1, verified: true, redaction: { engine: 0, rules: [] } },
  sessions: [
    { id: 'new', name: 'new', entries: 10 },
    { id: 'part', name: 'part', entries: 30, notes: 2, here: { entries: 20, notes: 1, recording: false } },
    { id: 'whole', name: 'whole', entries: 5, here: { entries: 5, notes: 0, recording: true } },
  ],
}
const nothing = { added: 1, copied: 0, merged: 0, replaced: 0, kept: 0 }

describe('what an import would do', () => {
  it('is told for each answer', () => {
    expect(effectOf(description, 'merge')).toEqual({ ...nothing, merged: 1, kept: 1, entries: 20, notes: 1 })
    expect(effectOf(description, 'copy')).toEqual({ ...nothing, copied: 2, entries: 45, notes: 2 })
    expect(effectOf(description, 'overwrite')).toEqual({ ...nothing, replaced: 2, entries: 45, notes: 2 })
    for (const policy of ['skip', 'error'] as const)
      expect(effectOf(description, policy)).toEqual({ ...nothing, kept: 2, entries: 10, notes: 0 })
    expect(hereOf(description)).toEqual({ count: 2, recording: true })
    expect(grownBy(description)).toBe(20)
  })

  it('is told of what was done, by where its sessions went', () => {
    const targets = (['new', 'copy', 'skip'] as const).map((how) => ({ session: how, name: how, how }))
    expect(effectOfTargets(description, targets)).toEqual({ ...nothing, copied: 1, kept: 1, entries: 40, notes: 2 })
  })
})

describe('the choice of an import', () => {
  it('says nothing of what is usual', () => {
    expect(optionsOf(usualImport)).toEqual({})
    expect(optionsOf({ known: 'merge', format: 'yaml', check: true, clear: false })).toEqual({
      known: 'merge',
      format: 'yaml',
      check: true,
    })
    // What is replaced altogether leaves nothing to say of what is here.
    expect(optionsOf({ ...usualImport, known: 'merge', clear: true })).toEqual({ clear: true })
  })

  it('counts while its dialog is on screen, which then goes', async () => {
    const shown = signal(false)
    const asked: unknown[] = []
    const importing = createImporting({
      shares: { importFiles: async (_, options) => void asked.push(options) },
      shown,
      close() {
        shown.value = false
      },
    })
    importing.ask({ known: 'copy' })
    await importing.take([new File([], 'a')])
    shown.value = true
    await importing.take([])
    await importing.take([new File([], 'a')])
    expect(asked).toEqual([{}, { known: 'copy' }])
    expect(shown.value).toBe(false)
  })
})

describe('text that is pasted', () => {
  it.each([
    ['{"schema":"playhead/archive"', 'pasted.session.json'],
    ['\n { "schema" : "playhead/archive"', 'pasted.session.json'],
    ['schema: playhead/archive', 'pasted.session.yaml'],
    ['---\nschema: "playhead/archive"', 'pasted.session.yaml'],
    ['see playhead/archive for more', undefined],
    ['{"a":1}', undefined],
  ])('%s is taken for a session file or not', (text, name) => {
    expect(fileOfText(text)?.name).toBe(name)
  })
})
