import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import { diffJson } from '../../../src/core/timeline'
import { canaries, encodingsOf } from '../../fixtures/canaries'
import { session } from '../../harness/notation'
import { fileOf, wholeSession } from '../../harness/outgoing'
import { runCli } from '../../harness/run-cli'
import { runs } from '../../harness/runs'
import { secretJson } from '../../harness/secret-json'
import { removeFolder, tempFolder } from '../../harness/temp'

const root = tempFolder('cli-sanitize-any')
afterAll(() => removeFolder(root))

const shapes = canaries().filter(({ name, family }) => name === undefined && family !== 'card-number')
const text = fc.constantFrom(...shapes.map((canary) => canary.text)).map((secret) => `see ${secret} there`)

/** A source whose state changes step by step, and messages between. */
const entries = fc
  .array(fc.tuple(secretJson, text), { minLength: 1, maxLength: 6 })
  .map((steps) =>
    steps
      .flatMap(([value, message], i) => [
        i === 0
          ? { kind: 'state', type: 'keyframe', source: 's', data: { value, why: 'init' } }
          : { kind: 'state', type: 'change', source: 's', data: { action: value, patch: diffJson(steps[i - 1]?.[0] ?? null, value) } },
        { kind: 'event', type: 'error', data: { from: 'error', message } },
      ])
      .map((fact, at): Entry => JSON.parse(JSON.stringify({ ...fact, t: at, document: 'page', n: at + 1, seq: at + 1 }))),
  )

describe('playhead sanitize', () => {
  it('leaves no secret in any session, and changes nothing the second time', async () => {
    const [bare, once, twice, report] = ['in', 'once', 'twice', 'report'].map((name) => join(root, name)) as [
      string,
      string,
      string,
      string,
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(entries, { minLength: 1, maxLength: 3 }), text, secretJson, async (all, name, view) => {
        const sessions = all.map((made, i) => {
          const whole = wholeSession(session`log x`, { entries: made, view })
          return { ...whole, meta: { ...whole.meta, id: `s${i}`, name } }
        })
        writeFileSync(bare, await fileOf(sessions))
        expect(await runCli(['sanitize', bare, once])).toEqual({ exit: 0, out: '', err: '' })
        const file = readFileSync(once, 'utf8')
        for (const { value } of shapes) for (const form of encodingsOf(value)) expect(file.includes(form)).toBe(false)
        expect(await runCli(['sanitize', once, twice, '--report', report])).toEqual({ exit: 0, out: '', err: '' })
        expect(readFileSync(twice, 'utf8') === file).toBe(true)
        expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ redacted: { total: 0 }, before: { engine: 1 } })
      }),
      { numRuns: runs(30) },
    )
  })
})
