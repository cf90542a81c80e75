import { describe, expect, it } from 'vitest'
import type { Note } from '../../../src/core/model'
import { createSessionSanitizer } from '../../../src/core/sanitize'
import { createTestHost, documentOf, page, record, session } from './support'

const exportIt = { kind: 'export', sessions: [session.id] } as const
const token = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'
const note = (id: string, more: Partial<Note> = {}): Note => ({
  id,
  anchor: { document: page.id, n: 3 },
  text: '',
  tags: [],
  pinned: true,
  createdAt: 5,
  editedAt: 6,
  ...more,
})
const kept = [note('pin'), note('stretch', { anchor: { from: 1, until: 2 }, text: 'The total is wrong', tags: ['cart'], pinned: false })]

async function hostWith(notes: readonly Note[], overrides: Parameters<typeof createTestHost>[0] = {}) {
  const host = createTestHost(overrides)
  await record(host.store)
  for (const one of notes) await host.store.putNote(session.id, one)
  return host
}

describe('notes and pins', () => {
  it('[A8] go out with their session and come in with it, and again', async () => {
    const first = await hostWith(kept)
    const file = await first.staged(await first.run(exportIt))
    const second = createTestHost()
    for (const id of [session.id, undefined]) {
      await second.stage('import-1', file)
      const job = await second.run({ kind: 'import', files: [{ file: 'import-1', name: 'x' }], known: 'copy' })
      expect(job.error).toBeUndefined()
      const target = job.result?.session ?? ''
      if (id !== undefined) expect(target).toBe(id)
      expect(await second.store.listNotes(target)).toEqual(kept.map((one) => ({ ...one, session: target })))
    }
  })

  it('[T4] exported, imported into an empty store and exported again give the same bytes', async () => {
    const first = await hostWith(kept)
    const file = await first.staged(await first.run(exportIt))
    const second = createTestHost()
    await second.stage('import-1', file)
    await second.run({ kind: 'import', files: [{ file: 'import-1', name: 'x' }] })
    const third = createTestHost({ store: second.store })
    expect((await third.staged(await third.run(exportIt))).equals(file)).toBe(true)
  })

  it('are sanitized like every other text, counted, and looked at in the written file', async () => {
    const host = await hostWith([note('a', { text: `with ${token} it works`, tags: [token, 'cart'] })], {
      sanitizer: createSessionSanitizer(),
    })
    const job = await host.run(exportIt)
    expect(job.error).toBeUndefined()
    expect(job.findings?.total).toBe(2)
    const text = documentOf(await host.staged(job))
    expect(text).not.toContain(token)
    const [written] = JSON.parse(text).sessions[0].notes
    expect(written.text).toMatch(/^with \[redacted:[\w-]+\] it works$/)
    expect(written.tags[1]).toBe('cart')
  })

  it('that would leave unsanitized stop the export', async () => {
    const sanitizer = createSessionSanitizer()
    const careless = { ...sanitizer, pass: () => ({ ...sanitizer.pass(), frame: <Frame>(frame: Frame) => frame }) }
    const host = await hostWith([note('a', { text: `with ${token}` })], { sanitizer: careless })
    expect(await host.run(exportIt)).toMatchObject({ phase: 'failed', error: { code: 'sanitize/residual' } })
  })

  it('that are made while the session is exported wait for the next export', async () => {
    const host = await hostWith(kept)
    const listNotes = host.store.listNotes
    let reads = 0
    const store = {
      ...host.store,
      async listNotes(id: string) {
        const notes = await listNotes(id)
        if (reads++ === 0) await host.store.putNote(id, note('late', { createdAt: 9 }))
        return notes
      },
    }
    const other = createTestHost({ store })
    const document = JSON.parse(documentOf(await other.staged(await other.run(exportIt))))
    expect(document.sessions[0].notes).toEqual(kept)
  })

  it('how somebody looks at a session stays out of the file', async () => {
    const host = await hostWith([])
    await host.store.putView(session.id, { filter: 'seen-by-nobody-else' })
    expect(documentOf(await host.staged(await host.run(exportIt)))).not.toContain('seen-by-nobody-else')
  })
})
