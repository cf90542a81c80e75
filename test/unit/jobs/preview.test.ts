import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import { createSessionSanitizer } from '../../../src/core/sanitize'
import type { Json } from '../../../src/core/value'
import { createTestHost, page, record, session } from './support'

const secret = 'zQ81-kTm2_pLx9'
const ask = { kind: 'export', sessions: [session.id] } as const

function entriesOf(...values: readonly Json[]): readonly Entry[] {
  return values.map((value, at) => {
    const seq = at + 1
    return { seq, document: page.id, n: seq, t: 1, kind: 'event', type: 'console', data: { method: 'log', args: [value] } }
  })
}

describe('a preview', () => {
  it.each<[string, readonly Json[]]>([
    ['nothing', ['hello', { a: 1 }]],
    ['what rules know', ['jane.doe@example.com', { 'jane.doe@example.com': 1, password: secret }]],
    ['what is known from elsewhere, before and behind', [`typed ${secret}`, { password: secret }, btoa(`for ${secret}`)]],
  ])('tells what the export finds, and leaves nothing behind: %s', async (_, values) => {
    const host = createTestHost({ sanitizer: createSessionSanitizer() })
    await record(host.store, entriesOf(...values))
    const preview = await host.run({ ...ask, preview: true })
    expect(preview.error).toBeUndefined()
    expect(preview.phase).toBe('done')
    expect(preview.result?.file).toBeUndefined()
    expect(await host.staging.list()).toEqual([])
    expect(await host.files.list()).toEqual([])

    const exported = await host.run(ask)
    const { total, rules } = exported.findings ?? { total: 0, rules: [] }
    expect(preview.result?.report).toMatchObject({ total, rules })
  })

  it('that is cancelled at any time tells nothing', async () => {
    let cancelled = 0
    for (let point = 1; ; point++) {
      const host = createTestHost({
        sanitizer: createSessionSanitizer(),
        report: ({ id }) => {
          if (++told === point) cancelling = host.runner.cancel(id)
        },
      })
      let told = 0
      let cancelling: Promise<void> = Promise.resolve()
      await record(host.store, entriesOf(`typed ${secret}`, { password: secret }))
      const job = await host.run({ ...ask, preview: true })
      await cancelling
      if (told < point) break
      if (job.phase === 'cancelled') cancelled++
      else expect(job.phase).toBe('done')
      expect(job.result?.report === undefined).toBe(job.phase === 'cancelled')
      expect(await host.staging.list()).toEqual([])
      expect(await host.files.list()).toEqual([])
    }
    expect(cancelled).toBeGreaterThan(0)
  })
})
