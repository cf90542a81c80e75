import { AppError } from '../errors'
import { currentVersion } from './schema'

/**
 * From each version to the next, part by part, so that upgrading streams as
 * reading does. The step of version n is at index n.
 */
export interface UpgradeStep {
  header(value: unknown): unknown
  meta(value: unknown): unknown
  document(value: unknown): unknown
  note(value: unknown): unknown
  entry(value: unknown): unknown
  summary(value: unknown): unknown
}

const same = (value: unknown): unknown => value

export const upgradeSteps: readonly UpgradeStep[] = [
  // Version 1 has a checksum for each chunk, and sessions with parts left out.
  {
    header: (value) => withMembers(value, { schemaVersion: 1 }),
    meta: same,
    document: same,
    note: same,
    entry: same,
    summary: (value) =>
      isObject(value) && Array.isArray(value.sessions)
        ? { ...value, sessions: value.sessions.map((session: unknown) => withMembers(session, { chunks: [] })) }
        : value,
  },
]

function withMembers(value: unknown, members: object): unknown {
  return isObject(value) ? { ...value, ...members } : value
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Upgrades the parts of a file of `version` to the current one. Throws `archive/future` for a version this program does not know. */
export function upgradeFrom(version: number): UpgradeStep {
  if (version > currentVersion) throw new AppError('archive/future', { version, supported: currentVersion })
  const steps = upgradeSteps.slice(version)
  const through = (part: keyof UpgradeStep) => (value: unknown) => steps.reduce((older, step) => step[part](older), value)
  return {
    header: through('header'),
    meta: through('meta'),
    document: through('document'),
    note: through('note'),
    entry: steps.length === 0 ? same : through('entry'),
    summary: through('summary'),
  }
}
