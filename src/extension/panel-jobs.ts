import { signal } from '@preact/signals'
import type { JobsClient } from '../bridge/jobs-client'
import type { Env } from '../core/env'
import type { ExportedFiles, JobState, StagedImport } from '../core/jobs'
import { createOpfsStaging } from '../host/opfs-staging'
import { release } from '../host/release'
import { stageFile } from '../host/stage-file'
import type { PanelDeps } from '../panel/deps'

/** Exports and imports as the panel asks for them: files go through the staging area, never by message. */
export function createPanelJobs(client: JobsClient, env: Env, files: Pick<ExportedFiles, 'list'>): PanelDeps['jobs'] {
  const list = signal<readonly JobState[]>([])
  client.watch((jobs) => {
    list.value = jobs
  })
  return {
    list,
    exported: files.list,
    exportFile: client.start,
    redact: client.start,
    async importFiles(files, options) {
      const staged: StagedImport[] = []
      try {
        for (const file of files) staged.push({ file: await stageFile(file, { env }), name: file.name })
      } catch (error) {
        // What was copied before is of no use alone.
        const staging = createOpfsStaging()
        for (const { file } of staged) await staging.remove(file)
        throw error
      }
      await client.start({ kind: 'import', files: staged, ...options })
    },
    answer: client.answer,
    cancel: client.cancel,
    dismiss: client.dismiss,
    async save(id) {
      const result = list.value.find((job) => job.id === id)?.result
      if (result?.file === undefined || result.name === undefined) return
      await release(result.file, result.name)
      await client.saved(id)
    },
  }
}
