import { describe, expect, it } from 'vitest'
import type { SendCommand } from '../../../src/bridge/commands'
import { createJobsClient } from '../../../src/bridge/jobs-client'
import { answerHostCall, createHostClient, type JobHost } from '../../../src/bridge/jobs-wire'
import { AppError } from '../../../src/core/errors'
import { type JobState, newJob } from '../../../src/core/jobs'

const request = { kind: 'export', sessions: ['s'] } as const

/** A page with a client, and what it sent; `stored` is what the background answers. */
function createPage(stored: readonly JobState[] = []) {
  const sent: [string, unknown][] = []
  let hear: (message: unknown) => unknown = () => undefined
  let ids = 0
  const send = (async (name: string, input: unknown) => {
    sent.push([name, input])
    return name === 'jobs/list' ? { jobs: stored } : {}
  }) as SendCommand
  const client = createJobsClient({
    send,
    env: { id: () => `job-${ids++}` },
    listen: (listener) => {
      hear = listener
    },
    report: (error) => expect.fail(String(error)),
  })
  const seen: string[][] = []
  client.watch((jobs) => seen.push(jobs.map(({ id, phase }) => `${id} ${phase}`)))
  return { client, sent, seen, hear: (message: unknown) => hear(structuredClone(message)) }
}

describe('jobs as a page sees them', () => {
  it('are those that were stored, oldest first, and what is told of them since', async () => {
    const page = createPage([
      { ...newJob('b', request, 2), phase: 'write' },
      { ...newJob('a', request, 1), phase: 'done' },
    ])
    await expect.poll(() => page.seen.at(-1)).toEqual(['a done', 'b write'])
    page.hear({ playhead: 'job-news', job: { ...newJob('b', request, 2), phase: 'ready' } })
    page.hear({ playhead: 'job-news', gone: 'a' })
    expect(page.seen.at(-1)).toEqual(['b ready'])
  })

  it('are not set back by what was stored before the news', async () => {
    const page = createPage([{ ...newJob('a', request, 1), phase: 'plan' }])
    page.hear({ playhead: 'job-news', job: { ...newJob('a', request, 1), phase: 'write' } })
    await expect.poll(() => page.seen.length).toBeGreaterThan(1)
    expect(page.seen.at(-1)).toEqual(['a write'])
  })

  it('are offered only to the page that began them, from before they began', async () => {
    const page = createPage()
    const starting = page.client.start(request)
    expect(page.hear({ playhead: 'job-offer', id: 'job-0' })).toBe(true)
    expect(await starting).toBe('job-0')
    expect(page.hear({ playhead: 'job-offer', id: 'other' })).toBeUndefined()
    expect(page.sent).toContainEqual(['jobs/start', { job: 'job-0', request }])
  })

  it('ignore every other message', () => {
    const page = createPage()
    const before = page.seen.length
    for (const message of [null, 'x', {}, { playhead: 'command' }, { playhead: 'job-news' }, { playhead: 'job-news', job: { id: 1 } }]) {
      expect(page.hear(message)).toBeUndefined()
    }
    expect(page.seen.length).toBe(before)
  })
})

describe('a host at the other end of a wire', () => {
  const calls: string[] = []
  const host: JobHost = {
    wake: async () => void calls.push('wake'),
    cancel: async (job) => void calls.push(`cancel ${job}`),
    dismiss: async (job) => {
      throw new AppError('job/unknown', { job })
    },
  }
  const client = createHostClient(async (message) => structuredClone(await answerHostCall(structuredClone(message), host)))

  it('is called by name, and rejects with its own error', async () => {
    await client.wake()
    await client.cancel('a')
    expect(calls).toEqual(['wake', 'cancel a'])
    await expect(client.dismiss('b')).rejects.toMatchObject({ code: 'job/unknown', detail: { job: 'b' } })
  })

  it('answers nothing else', () => {
    expect(answerHostCall({ playhead: 'job-host', call: 'constructor', job: '' }, host)).toBeUndefined()
    expect(answerHostCall({ playhead: 'command', name: 'jobs/list' }, host)).toBeUndefined()
  })
})
