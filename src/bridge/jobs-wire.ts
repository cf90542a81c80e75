import { type ErrorReport, errorOf, reportOf } from '../core/errors'
import { type JobState, parseJobState } from '../core/jobs'
import { z } from '../core/zod'

/**
 * Messages about jobs beside the commands: what the host of jobs tells every
 * page of the extension, what it offers them, and what the background tells a
 * host that is a page of its own.
 */

/** From the host to every page. */
export type JobNews =
  | { readonly playhead: 'job-news'; readonly job: JobState }
  /** It was dismissed. */
  | { readonly playhead: 'job-news'; readonly gone: string }

export function parseJobNews(message: unknown): { readonly job: JobState } | { readonly gone: string } | undefined {
  const parsed = newsMessage.safeParse(message)
  if (!parsed.success) return undefined
  const { gone } = parsed.data
  if (gone !== undefined) return { gone }
  const job = parseJobState(parsed.data.job)
  return job === undefined ? undefined : { job }
}
const newsMessage = z.object({ playhead: z.literal('job-news'), job: z.optional(z.unknown()), gone: z.optional(z.string()) })

/** From the host to every page: this export is ready; the page that asked for it answers true and hands the file over. */
export interface JobOffer {
  readonly playhead: 'job-offer'
  readonly id: string
}

export function parseJobOffer(message: unknown): JobOffer | undefined {
  const parsed = offerMessage.safeParse(message)
  return parsed.success ? parsed.data : undefined
}
const offerMessage = z.object({ playhead: z.literal('job-offer'), id: z.string() })

/** The lock that a host holds while it runs jobs: one at a time, should two overlap. Free when it is done, or dead. */
export const jobsLock = 'playhead:jobs'

/** What the host of jobs does for the background. */
export interface JobHost {
  /** Runs what the table of jobs holds unfinished; resolves once it has begun to. */
  wake(): Promise<void>
  /** Resolves when nothing of the job is left but the word that it was cancelled. */
  cancel(job: string): Promise<void>
  /** Forgets the job and its file. */
  dismiss(job: string): Promise<void>
}

const hostCalls = ['wake', 'cancel', 'dismiss'] as const
type HostCall = (typeof hostCalls)[number]

/** One call of a host over a wire. */
export interface HostMessage {
  readonly playhead: 'job-host'
  readonly call: HostCall
  /** Empty for `wake`. */
  readonly job: string
}

export type HostAnswer = { readonly ok: true } | { readonly ok: false; readonly error: ErrorReport }

const hostMessage = z.object({ playhead: z.literal('job-host'), call: z.enum(hostCalls), job: z.string() })
const hostAnswer = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) }),
  }),
])

/** A host at the other end of `send`. Rejects with the host's own error. */
export function createHostClient(send: (message: HostMessage) => Promise<unknown>): JobHost {
  async function call(name: HostCall, job: string): Promise<void> {
    const answer = hostAnswer.parse(await send({ playhead: 'job-host', call: name, job }))
    if (!answer.ok) throw errorOf(answer.error)
  }
  return { wake: () => call('wake', ''), cancel: (job) => call('cancel', job), dismiss: (job) => call('dismiss', job) }
}

/** The answer to a message, or undefined when it is no call of a host. */
export function answerHostCall(message: unknown, host: JobHost): Promise<HostAnswer> | undefined {
  const parsed = hostMessage.safeParse(message)
  if (!parsed.success) return undefined
  const { call, job } = parsed.data
  const done = call === 'wake' ? host.wake() : call === 'cancel' ? host.cancel(job) : host.dismiss(job)
  return done.then(
    () => ({ ok: true }),
    (error: unknown) => ({ ok: false, error: reportOf(error) }),
  )
}
