import { type ReadonlySignal, signal } from '@preact/signals'
import type { Env } from '../core/env'
import { AppError, reportOf } from '../core/errors'
import {
  answered,
  type ExportedFiles,
  isFinished,
  type JobRequest,
  type JobState,
  type JobTable,
  newJob,
  type StagedImport,
} from '../core/jobs'
import type { createWorkerHost, WorkerHostOptions } from '../host/worker-host'
import type { ImportOptions, PanelDeps } from '../panel'
import type { ViewerFiles } from './files'
import { ownedId } from './owners'

type JobNews = Parameters<WorkerHostOptions['tell']>[0]

/** What brings a file: a drop, a choice, a download. Tells how many bytes it has. */
export type FileSource = (progress: (done: number, total: number) => void, signal: AbortSignal) => Promise<File>

interface Arrival {
  readonly name: string
  readonly source: FileSource
}

export interface ViewerJobs {
  readonly panel: PanelDeps['jobs']
  readonly list: ReadonlySignal<readonly JobState[]>
  /** Imports what `source` brings; gives how that ended. What goes wrong is shown with the job. */
  importFrom(name: string, source: FileSource): Promise<JobState>
  /** What the host tells. */
  news(news: JobNews): void
  /** Goes on with jobs that another tab left. */
  take(jobs: readonly JobState[]): void
}

export interface ViewerJobsDeps {
  readonly env: Pick<Env, 'id' | 'now'>
  /** Of this tab. */
  readonly owner: string
  readonly table: JobTable
  /** What is kept of files that were exported. */
  readonly exported: Pick<ExportedFiles, 'list'>
  readonly files: ViewerFiles
  readonly host: ReturnType<typeof createWorkerHost>
  /** Called when an import that began in this tab has brought its sessions. */
  imported(sessions: readonly string[]): void
  /** What nobody waits for. */
  report(error: unknown): void
}

/** Jobs as one tab of the viewer has them: no background, so the tab itself takes them down and has its worker run them. */
export function createViewerJobs({ env, owner, table, exported, files, host, imported, report }: ViewerJobsDeps): ViewerJobs {
  const list = signal<readonly JobState[]>([])
  /** Imports whose file is still on its way: nothing of them is in the table yet. */
  const arriving = new Map<string, AbortController>()
  const endings = new Map<string, (job: JobState) => void>()

  function show(job: JobState): void {
    const others = list.value.filter(({ id }) => id !== job.id)
    list.value = [...others, job].sort((a, b) => a.createdAt - b.createdAt)
    if (!isFinished(job)) return
    endings.get(job.id)?.(job)
    endings.delete(job.id)
  }

  function forget(id: string): void {
    list.value = list.value.filter((job) => job.id !== id)
  }

  async function run(job: JobState): Promise<void> {
    await table.put(job)
    try {
      await host.wake()
    } catch (error) {
      // A worker that cannot run now would be asked again by the next page, for ever.
      await table.delete(job.id)
      throw error
    }
  }

  async function bring(job: JobState, arrivals: readonly Arrival[], options: ImportOptions, { signal: cancelled }: AbortController) {
    const progress = (done: number, total: number): void => show({ ...job, progress: { done, total } })
    const staged: StagedImport[] = []
    try {
      for (const { name, source } of arrivals) {
        const file = await source(progress, cancelled)
        cancelled.throwIfAborted()
        staged.push({ file: await files.stage(file, progress, cancelled), name })
        cancelled.throwIfAborted()
      }
      const begun: JobState = { ...job, request: { kind: 'import', files: staged, ...options } }
      arriving.delete(job.id)
      show(begun)
      await run(begun)
    } catch (error) {
      for (const { file } of staged) await files.staging.remove(file)
      throw error
    }
  }

  function importAll(arrivals: readonly Arrival[], options: ImportOptions = {}): Promise<JobState> {
    const request = { kind: 'import', files: arrivals.map(({ name }) => ({ file: '', name })), ...options } as const
    const job = newJob(ownedId(owner, env.id()), request, env.now())
    const controller = new AbortController()
    const { promise, resolve } = Promise.withResolvers<JobState>()
    endings.set(job.id, resolve)
    arriving.set(job.id, controller)
    show(job)
    bring(job, arrivals, options, controller).catch((error: unknown) => {
      arriving.delete(job.id)
      const why = reportOf(error)
      show({ ...job, phase: why.code === 'job/cancelled' ? 'cancelled' : 'failed', error: why })
    })
    void promise.then(({ phase, result }) => {
      if (phase === 'done') imported(result?.sessions ?? [])
    })
    return promise
  }

  function importFrom(name: string, source: FileSource): Promise<JobState> {
    return importAll([{ name, source }])
  }

  async function begin(request: JobRequest): Promise<string> {
    const job = newJob(ownedId(owner, env.id()), request, env.now())
    show(job)
    await run(job).catch((error: unknown) => {
      forget(job.id)
      throw error
    })
    return job.id
  }

  const panel: PanelDeps['jobs'] = {
    list,
    exported: exported.list,
    exportFile: begin,
    redact: begin,
    async importFiles(given, options) {
      void importAll(
        given.map((file) => ({ name: file.name, source: async () => file })),
        options,
      )
    },
    async answer(id, answer) {
      const job = await table.get(id)
      if (job === undefined) return
      const next = answered(job, answer, env.now())
      await table.put(next)
      show(next)
      await host.wake()
    },
    async cancel(id) {
      const coming = arriving.get(id)
      if (coming === undefined) await host.cancel(id)
      else coming.abort(new AppError('job/cancelled'))
    },
    async dismiss(id) {
      if ((await table.get(id)) !== undefined) await host.dismiss(id)
      forget(id)
    },
    async save(id) {
      const job = list.value.find((other) => other.id === id)
      if (job?.result?.file === undefined || job.result.name === undefined) return
      await files.release(job.result.file, job.result.name)
      const saved = { ...job, savedAt: env.now() }
      await table.put(saved)
      show(saved)
    },
  }

  return {
    panel,
    list,
    importFrom,
    news(news) {
      if ('gone' in news) forget(news.gone)
      else show(news.job)
    },
    take(jobs) {
      for (const job of jobs) show(job)
      if (jobs.length > 0) void host.wake().catch(report)
    },
  }
}
