import type { JobState } from './job-state'

/** Where jobs are kept over restarts. */
export interface JobTable {
  put(job: JobState): Promise<void>
  get(id: string): Promise<JobState | undefined>
  list(): Promise<readonly JobState[]>
  delete(id: string): Promise<void>
}

/** Jobs that are gone with their context, for tests and viewers. */
export function createMemoryJobTable(): JobTable {
  const jobs = new Map<string, JobState>()
  return {
    async put(job) {
      jobs.set(job.id, structuredClone(job))
    },
    get: async (id) => structuredClone(jobs.get(id)),
    list: async () => structuredClone([...jobs.values()]),
    async delete(id) {
      jobs.delete(id)
    },
  }
}
