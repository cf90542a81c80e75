import type { Env } from '../env'

/** Files of the staging area: what for, since when (milliseconds since the epoch), and a random part. */
export type StagedKind = 'export' | 'import'

export function stagedName(kind: StagedKind, env: Pick<Env, 'now' | 'id'>): string {
  return `${kind}-${env.now()}-${env.id()}`
}

/** When a staged file was begun, or undefined for a file that is none of ours. */
export function stagedAt(name: string): number | undefined {
  const time = /^(?:export|import)-(\d{1,16})-/.exec(name)?.[1]
  return time === undefined ? undefined : Number(time)
}
