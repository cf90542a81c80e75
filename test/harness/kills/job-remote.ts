import type { JobPhase, JobState } from '../../../src/core/jobs'

/**
 * What the kills run inside a page of the extension. Each function stands alone:
 * it is sent as text and sees only its arguments and the globals there.
 */

interface Api {
  runtime: {
    sendMessage(message: unknown): Promise<{ readonly ok: boolean; readonly answer?: unknown } | undefined>
    onMessage: {
      addListener(listener: (message: unknown, sender: unknown, reply: (answer: unknown) => void) => void): void
    }
  }
}
declare const browser: Api | undefined
declare const chrome: Api

/** Where a job was when it was seen. `share`: of the entries of its phase. */
export interface Seen {
  readonly phase: JobPhase
  readonly share: number
}

/**
 * Asks for a job and resolves with the first news of it that are as far as told,
 * or farther: by `phases`, then by how many of its `entries` are done. Answers
 * what the host offers from here on, so that no file becomes a download.
 */
export function startAndReach(
  job: string,
  request: object,
  { phases, phase, share, entries }: { phases: readonly string[]; phase: string; share: number; entries: number },
): Promise<Seen> {
  const api = typeof browser === 'undefined' ? chrome : browser
  return new Promise((resolve, reject) => {
    const wanted = phases.indexOf(phase)
    api.runtime.onMessage.addListener((message, _sender, reply) => {
      const told = message as { readonly playhead?: string; readonly id?: string; readonly job?: JobState }
      if (told.playhead === 'job-offer' && told.id === job) return reply(true)
      if (told.playhead !== 'job-news' || told.job?.id !== job) return
      const now = phases.indexOf(told.job.phase)
      const done = told.job.entries.done / entries
      if (now < 0 || now > wanted || (now === wanted && done >= share)) resolve({ phase: told.job.phase, share: done })
    })
    const input = { job, request }
    api.runtime.sendMessage({ playhead: 'command', name: 'jobs/start', input }).then((answer) => {
      if (answer?.ok === false) reject(new Error(JSON.stringify(answer)))
    }, reject)
  })
}

/** Answers every offer: no file becomes a download. */
export async function takeAllOffers(): Promise<void> {
  const api = typeof browser === 'undefined' ? chrome : browser
  api.runtime.onMessage.addListener((message, _sender, reply) => {
    if ((message as { readonly playhead?: string }).playhead === 'job-offer') reply(true)
  })
}

/** The job as the table has it. Asking for it starts a background that is not running. */
export async function jobNow(id: string): Promise<JobState | undefined> {
  const api = typeof browser === 'undefined' ? chrome : browser
  const reply = await api.runtime.sendMessage({ playhead: 'command', name: 'jobs/list', input: {} })
  const { jobs } = (reply?.answer ?? { jobs: [] }) as { readonly jobs: readonly JobState[] }
  return jobs.find((job) => job.id === id)
}
