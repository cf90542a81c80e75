import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { JobState, KnownPolicy } from '../../core/jobs'
import type { ExportRequest, ImportOptions, PanelDeps, RedactRequest } from '../deps'
import { isPreview } from '../selectors/export/request'
import { text } from '../text'
import type { Notices } from './notices'

/** Exports and imports: begun here, followed to their end, saved as soon as they are ready. */
export interface Shares {
  /** All but previews, which make no file. */
  readonly list: ReadonlySignal<readonly JobState[]>
  /** Jobs whose file was handed over already. */
  readonly saved: ReadonlySignal<ReadonlySet<string>>
  exportFile(request: ExportRequest): Promise<void>
  redact(request: RedactRequest): Promise<void>
  importFiles(files: readonly File[], options?: ImportOptions): Promise<void>
  /** What an import that asks is to do. */
  answer(job: string, answer: KnownPolicy): Promise<void>
  cancel(job: string): Promise<void>
  dismiss(job: string): Promise<void>
  save(job: string): Promise<void>
}

export function createShares(jobs: PanelDeps['jobs'], notices: Notices, ended: AbortSignal): Shares {
  /** Exports that this panel began: only those are saved without asking. */
  const mine = new Set<string>()
  const saved = signal<ReadonlySet<string>>(new Set())

  async function save(job: string): Promise<void> {
    saved.value = new Set(saved.peek()).add(job)
    await notices.attempt(text.jobs.failedSave, () => jobs.save(job))
  }

  function saveReady(list: readonly JobState[]): void {
    for (const job of list) {
      if (job.phase === 'ready' && job.savedAt === undefined && mine.delete(job.id)) void save(job.id)
    }
  }

  const stop = effect(() => {
    const list = jobs.list.value
    untracked(() => saveReady(list))
  })
  ended.addEventListener('abort', stop, { once: true })

  return {
    list: computed(() => jobs.list.value.filter((job) => !isPreview(job))),
    saved,
    async exportFile(request) {
      const job = await notices.attempt(text.jobs.failedExport, () => jobs.exportFile(request))
      if (job === undefined) return
      mine.add(job)
      saveReady(jobs.list.value)
    },
    async redact(request) {
      await notices.attempt(text.jobs.failedRedaction, () => jobs.redact(request))
    },
    async importFiles(files, options) {
      await notices.attempt(text.jobs.failedImport, () => jobs.importFiles(files, options))
    },
    answer: async (job, answer) => void (await notices.attempt(text.jobs.importing, () => jobs.answer(job, answer))),
    cancel: async (job) => void (await notices.attempt(text.cancel, () => jobs.cancel(job))),
    dismiss: async (job) => void (await notices.attempt(text.dismiss, () => jobs.dismiss(job))),
    save,
  }
}
