import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { archiveSchema } from '../../../scripts/lib/archive-schema'
import { contentOf } from '../../fuzz/archive/damage/content'
import { recorded } from '../../property/archive/arbitrary'
import { meta, writtenAs } from '../../unit/archive/support'

const text = readFileSync('docs/archive.schema.json', 'utf8')
const fits = new Ajv2020({ strict: true, strictTypes: false, allErrors: false }).compile(JSON.parse(text))

// biome-ignore lint/suspicious/noExplicitAny: what a broken document holds has no type
type Loose = any

const whole = (await writtenAs('json', contentOf(40))).toString()

function broken(change: (document: Loose) => void): unknown {
  const document = JSON.parse(whole)
  change(document)
  return document
}

describe('docs/archive.schema.json', () => {
  it('is what `npm run docs` makes of the schemas', () => {
    expect(text).toBe(archiveSchema())
  })

  it('[A1] accepts the file of this version, and one with every type of entry', () => {
    expect(fits(JSON.parse(readFileSync('test/fixtures/archives/v1.session.json', 'utf8'))), JSON.stringify(fits.errors)).toBe(true)
    expect(fits(JSON.parse(whole)), JSON.stringify(fits.errors)).toBe(true)
  })

  it('accepts the archives of random sessions', async () => {
    const property = fc.asyncProperty(recorded, async ({ session, documents, entries }) => {
      const { name, description, tags, origin, browser, createdAt } = session
      const of = { ...meta, name, description, tags, origin, browser, createdAt }
      expect(fits(JSON.parse((await writtenAs('json', [{ meta: of, documents, entries }])).toString())), JSON.stringify(fits.errors)).toBe(
        true,
      )
    })
    await fc.assert(property, { numRuns: 50 })
  })

  it('[C7] accepts a document that says that it was edited', () => {
    expect(fits(broken((d) => (d.summary = 'edited')))).toBe(true)
  })

  const change = (d: Loose): Loose => d.sessions[1].entries.find(({ type }: Loose) => type === 'change')
  const cases: readonly (readonly [string, (document: Loose) => void])[] = [
    ['[A1] without a summary', (d) => delete d.summary],
    ['[A1] whose sessions are no list', (d) => (d.sessions = {})],
    ['[A1] of another schema', (d) => (d.schema = 'other/archive')],
    ['[U2] of another version', (d) => (d.schemaVersion = 2)],
    ['[U4] that is encrypted', (d) => (d.encryption = {})],
    ['[J4] with a member more', (d) => (d.comment = 'x')],
    ['[J4] with a member more in a session', (d) => (d.sessions[0].comment = 'x')],
    ['[J4] with a member more in an entry', (d) => (d.sessions[0].entries[3].comment = 'x')],
    ['[J4] with a member more in the meta', (d) => (d.sessions[0].meta.comment = 'x')],
    ['[A6] whose session has no name', (d) => delete d.sessions[0].meta.name],
    ['[A6] whose status is unknown', (d) => (d.sessions[0].meta.status = 'lost')],
    ['[A6] whose id is empty', (d) => (d.sessions[0].meta.id = '')],
    ['[A7] whose document has no clock', (d) => delete d.sessions[0].documents[0].timeOrigin],
    ['[A8] whose note stands nowhere', (d) => (d.sessions[0].notes[0].anchor = {})],
    ['[A8] whose note has an empty tag', (d) => (d.sessions[0].notes[0].tags = [''])],
    ['[X1] that leaves out what there is not', (d) => (d.sessions[2].meta.excerpt.without = ['dom'])],
    ['[E1] whose seq is no whole number', (d) => (d.sessions[0].entries[3].seq = 1.5)],
    ['[E1] whose n is zero', (d) => (d.sessions[0].entries[3].n = 0)],
    ['[E4] of an unknown kind', (d) => (d.sessions[0].entries[3].kind = 'dom')],
    ['[E4] of a type of another kind', (d) => Object.assign(change(d), { kind: 'event' })],
    ['[E4] whose data has another shape', (d) => (change(d).data = { method: 'log', args: [] })],
    ['[E4] whose patch has an unknown step', (d) => (change(d).data.patch[0].op = 'move')],
    ['[E4] whose step has a path that is none', (d) => (change(d).data.patch[0].path = 'total')],
    ['[E4] whose state names no source', (d) => delete change(d).source],
    ['[E5] whose time is a text', (d) => (d.sessions[0].entries[3].t = '1')],
    ['[S1] whose checksum is none', (d) => (d.summary.sessions[0].sha256 = 'x')],
    ['[S1] whose count is below zero', (d) => (d.summary.sessions[0].entries = -1)],
    ['[S2] that does not tell what was redacted', (d) => delete d.summary.redaction],
    ['[C7] that says something else for its summary', (d) => (d.summary = 'changed')],
  ]
  it.each(cases)('refuses a document %s', (_, damage) => {
    expect(fits(broken(damage))).toBe(false)
  })
})
