import { AppError } from '../errors'
import { currentVersion } from './schema'

/**
 * From each version to the next, part by part, so that upgrading streams as
 * reading does. Version n's step is at index n. There is none yet: files are
 * version 0 until the format is finished.
 */
export interface UpgradeStep {
  header(value: unknown): unknown
  meta(value: unknown): unknown
  document(value: unknown): unknown
  note(value: unknown): unknown
  entry(value: unknown): unknown
  summary(value: unknown): unknown
}

export const upgradeSteps: readonly UpgradeStep[] = []

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
    entry: steps.length === 0 ? (value) => value : through('entry'),
    summary: through('summary'),
  }
}
