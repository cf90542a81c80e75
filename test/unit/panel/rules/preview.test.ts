import { signal } from '@preact/signals'
import { afterEach, describe, expect, it } from 'vitest'
import { type JobState, newJob } from '../../../../src/core/jobs'
import type { ExportRequest } from '../../../../src/panel/deps'
import { findingRows } from '../../../../src/panel/selectors/rules/findings'
import { createNotices } from '../../../../src/panel/state/notices'
import { createPreview } from '../../../../src/panel/state/preview'
import { createShares } from '../../../../src/panel/state/shares'

let ending = new AbortController()
afterEach(() => {
  ending.abort()
  ending = new AbortController()
})

const request: ExportRequest = { kind: 'export', sessions: ['s'] }
const report = {
  total: 4,
  rules: [
    { rule: 'email', count: 1, distinct: 1 },
    { rule: 'customer', count: 3, distinct: 2 },
  ],
  encodings: [],
  samples: [
    { rule: 'customer', at: 'event/console 12 args/0/user (json)' },
    { rule: 'customer', at: 'session text' },
  ],
  fields: [],
}

function stage() {
  const list = signal<readonly JobState[]>([])
  const asked: string[] = []
  let last = 0
  const jobs = {
    list,
    exportFile: async ({ preview }: ExportRequest) => {
      asked.push(preview === true ? 'preview' : 'export')
      return `job-${++last}`
    },
    cancel: async (id: string) => void asked.push(`cancel ${id}`),
    dismiss: async (id: string) => void asked.push(`dismiss ${id}`),
  }
  const show = (id: string, over: Partial<JobState>) => {
    const job = { ...newJob(id, { ...request, preview: true }, 0), ...over }
    list.value = [...list.value.filter((other) => other.id !== id), job]
  }
  return { jobs, list, asked, show, preview: createPreview(jobs, ending.signal) }
}

describe('a preview', () => {
  it('is a job that is dismissed once it was read', async () => {
    const { asked, show, preview } = stage()
    await preview.run(request)
    show('job-1', { phase: 'plan', entries: { done: 40, total: 0 } })
    expect(preview.running.value?.done).toBe(40)
    show('job-1', { phase: 'done', result: { report } })
    expect(preview.found.value?.report.total).toBe(4)
    expect(preview.running.value).toBeUndefined()
    expect(asked).toEqual(['preview', 'dismiss job-1'])
  })

  it('takes the place of the one under way, whose numbers nobody sees', async () => {
    const { asked, show, preview } = stage()
    await preview.run(request)
    await preview.run({ ...request, templates: ['pii'] })
    show('job-1', { phase: 'done', result: { report: { ...report, total: 9 } } })
    expect(preview.found.value).toBeUndefined()
    show('job-2', { phase: 'done', result: { report } })
    expect(preview.found.value?.report.total).toBe(4)
    expect(asked).toEqual(['preview', 'cancel job-1', 'preview', 'dismiss job-1', 'dismiss job-2'])
  })

  it('tells why it failed, and keeps what was found before', async () => {
    const { show, preview } = stage()
    await preview.run(request)
    show('job-1', { phase: 'done', result: { report } })
    await preview.run(request)
    show('job-2', { phase: 'failed', error: { code: 'rules/bad-pattern', detail: { rule: 'customer', why: 'it is none' } } })
    expect(preview.failure.value?.code).toBe('rules/bad-pattern')
    expect(preview.found.value?.report.total).toBe(4)
    preview.clear()
    expect(preview.found.value).toBeUndefined()
    expect(preview.failure.value).toBeUndefined()
  })

  it('is no export that anybody is told of', async () => {
    const { jobs, list, show } = stage()
    const nothing = async () => undefined
    const others = { redact: async () => 'redact-1', importFiles: nothing, answer: nothing, save: nothing, exported: async () => [] }
    const shares = createShares({ ...jobs, ...others }, createNotices(), ending.signal)
    show('job-1', { phase: 'plan' })
    list.value = [...list.value, newJob('file', request, 1)]
    expect(shares.list.value.map(({ id }) => id)).toEqual(['file'])
  })
})

describe('what a preview found', () => {
  const pack = { schema: 'playhead-rules', schemaVersion: 1, name: 'team', rules: [{ id: 'customer', find: { key: 'customer' } }] } as const

  it('is told rule by rule, most first, with whose rule it is and which entries it was in', () => {
    const rows = findingRows(report, [pack])
    expect(rows.map(({ rule, of, isSure }) => [rule, of, isSure])).toEqual([
      ['customer', 'own', false],
      ['email', 'built-in', true],
    ])
    expect(rows[0]?.places.map(({ seq }) => seq)).toEqual([12, undefined])
    expect(rows[1]?.title).not.toBe('email')
  })

  it('knows what is nobody’s rule to change', () => {
    expect(findingRows({ ...report, rules: [{ rule: 'known-value', count: 1, distinct: 1 }] }, [])[0]?.of).toBe('engine')
  })
})
