/** What the viewer keeps at its origin; other pages there may be of other people. */
export const databaseName = 'playhead-viewer'
export const linksDatabaseName = 'playhead-viewer-links'
export const stagingDatabaseName = 'playhead-viewer-staging'

/** Where files are staged: in the origin's own files, or in a database where the browser gives none. */
export type StagingKind = 'files' | 'database'

/** What a worker has to know of its page: it goes over as the worker's name, the one thing that is there from its first line on. */
export interface WorkerCharge {
  /** Of the page; its jobs are those of the worker. */
  readonly owner: string
  readonly staging: StagingKind
}

export function nameOfCharge({ owner, staging }: WorkerCharge): string {
  return `${staging} ${owner}`
}

export function chargeOfName(name: string): WorkerCharge {
  const [staging, owner = ''] = name.split(' ')
  return { owner, staging: staging === 'database' ? 'database' : 'files' }
}
