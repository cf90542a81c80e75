import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import { type ErrorReport, reportOf } from '../../core/errors'
import { isFinished, type JobState } from '../../core/jobs'
import type { ExportRequest, PanelDeps } from '../deps'
import { sameFindings } from '../selectors/export/request'

export type PreviewReport = NonNullable<NonNullable<JobState['result']>['report']>

/** What an export would redact, found by a job that makes no file. */
export interface Preview {
  /** What was found last; it stays while it is looked for anew. */
  readonly found: ReadonlySignal<PreviewFound | undefined>
  /** How far the one under way is, in entries; undefined for none. */
  readonly running: ReadonlySignal<JobState['entries'] | undefined>
  readonly failure: ReadonlySignal<ErrorReport | undefined>
  /** Takes the place of the one under way. */
  run(request: ExportRequest): Promise<void>
  cancel(): void
  /** Forgets what was found, too. */
  clear(): void
}

export interface PreviewFound {
  readonly report: PreviewReport
  /** Of what; exports of which `sameFindings` says the same find it. */
  readonly of: string
}

export function createPreview(jobs: Pick<PanelDeps['jobs'], 'list' | 'exportFile' | 'cancel' | 'dismiss'>, ended: AbortSignal): Preview {
  const found = signal<PreviewFound | undefined>(undefined)
  const running = signal<JobState['entries'] | undefined>(undefined)
  const failure = signal<ErrorReport | undefined>(undefined)
  /** Jobs that were begun here and are to be dismissed once they end. */
  const begun = new Set<string>()
  let current: { readonly of: string; job?: string } | undefined

  function read(job: JobState): void {
    if (current?.job !== job.id) return
    if (!isFinished(job)) {
      running.value = job.entries
      return
    }
    const { of } = current
    current = undefined
    running.value = undefined
    if (job.result?.report !== undefined) found.value = { report: job.result.report, of }
    if (job.phase === 'failed') failure.value = job.error ?? reportOf(undefined)
  }

  function follow(list: readonly JobState[]): void {
    for (const job of list) {
      if (!begun.has(job.id)) continue
      read(job)
      // Nobody else reads it. That it stays where it cannot be dismissed is no harm.
      if (isFinished(job) && begun.delete(job.id)) void jobs.dismiss(job.id).catch(() => undefined)
    }
  }

  function cancel(): void {
    const job = current?.job
    current = undefined
    running.value = undefined
    // One that is over already needs no cancelling.
    if (job !== undefined) void jobs.cancel(job).catch(() => undefined)
  }

  const stop = effect(() => {
    const list = jobs.list.value
    untracked(() => follow(list))
  })
  ended.addEventListener(
    'abort',
    () => {
      stop()
      cancel()
    },
    { once: true },
  )

  return {
    found,
    running,
    failure,
    async run(request) {
      cancel()
      const mine: { readonly of: string; job?: string } = { of: sameFindings(request) }
      current = mine
      running.value = { done: 0, total: 0 }
      failure.value = undefined
      try {
        const job = await jobs.exportFile({ ...request, preview: true })
        begun.add(job)
        mine.job = job
        // Another one began meanwhile.
        if (current !== mine) void jobs.cancel(job).catch(() => undefined)
        follow(jobs.list.peek())
      } catch (error) {
        if (current !== mine) return
        current = undefined
        running.value = undefined
        failure.value = reportOf(error)
      }
    },
    cancel,
    clear() {
      cancel()
      found.value = undefined
      failure.value = undefined
    },
  }
}
