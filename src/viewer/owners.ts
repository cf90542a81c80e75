import { isFinished, type JobState, type JobTable, type Staging, stagedFiles } from '../core/jobs'

/**
 * Tabs of the viewer share one table of jobs. Each tab owns the jobs that it
 * began, by their ids, and holds a lock as long as it lives: whoever gets the
 * lock of another knows that it is gone, and takes over what it left.
 */
export function ownedId(owner: string, id: string): string {
  return `${owner}.${id}`
}

function ownerOf({ id }: JobState): string {
  return id.slice(0, Math.max(0, id.indexOf('.')))
}

/** The table as the tab `owner` sees it: its own jobs. */
export function ownTable(table: JobTable, owner: string): JobTable {
  return { ...table, list: async () => (await table.list()).filter((job) => ownerOf(job) === owner) }
}

/** The staging area as the tab `owner` sees it: without the files of the others, which are not its to sweep. */
export function ownStaging(staging: Staging, table: JobTable, owner: string): Staging {
  return {
    ...staging,
    async list() {
      const others = (await table.list()).filter((job) => ownerOf(job) !== owner)
      const isOthers = (file: string): boolean => others.some((job) => file.includes(job.id) || stagedFiles(job).includes(file))
      return (await staging.list()).filter((file) => !isOthers(file))
    },
  }
}

export interface TakingOver {
  readonly owner: string
  readonly table: JobTable
  readonly staging: Pick<Staging, 'remove'>
  readonly locks: Pick<LockManager, 'request'>
  /** Gets the jobs that are this tab's from now on. */
  taken(jobs: readonly JobState[]): void
  report(error: unknown): void
}

const lockOf = (owner: string): string => `playhead-viewer:${owner}`

/** Holds the lock of `owner` until the signal ends, and waits for the tabs whose jobs are there now to go. */
export async function takeOver({ owner, table, staging, locks, taken, report }: TakingOver, ended: AbortSignal): Promise<void> {
  const held = locks.request(
    lockOf(owner),
    { signal: ended },
    () => new Promise<void>((resolve) => ended.addEventListener('abort', () => resolve(), { once: true })),
  )
  const others = new Set((await table.list()).map(ownerOf))
  others.delete(owner)
  const waits = [...others].map((other) =>
    locks.request(lockOf(other), { signal: ended }, async () => taken(await inherit({ owner, table, staging }, other))),
  )
  for (const lock of [held, ...waits]) {
    lock.catch((error: unknown) => {
      if (!ended.aborted) report(error)
    })
  }
}

/** An import goes on here; who asked for an export, and who could read how something ended, are gone. */
async function inherit({ owner, table, staging }: Pick<TakingOver, 'owner' | 'table' | 'staging'>, from: string): Promise<JobState[]> {
  const mine: JobState[] = []
  for (const job of (await table.list()).filter((other) => ownerOf(other) === from)) {
    if (job.request.kind === 'import' && !isFinished(job)) {
      const moved = { ...job, id: ownedId(owner, job.id.slice(from.length + 1)) }
      // First the new line: in between there is rather one too many than none.
      await table.put(moved)
      mine.push(moved)
    } else for (const file of stagedFiles(job)) await staging.remove(file)
    await table.delete(job.id)
  }
  return mine
}
