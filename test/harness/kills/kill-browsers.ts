import { killJobs } from './kill-jobs'
import type { Killable } from './killable'
import { killableChromium } from './killable-chromium'
import { killableFirefox } from './killable-firefox'
import type { Outcome } from './outcome'
import { type JobPoint, jobPoints, type Shares } from './points'

export interface KillOptions {
  readonly seed: number
  readonly shares: Partial<Shares>
  /** Of the session that is exported, and of the one that is imported. */
  readonly entries: number
  tell?(outcome: Outcome): void
}

/** Kills offscreen documents, service workers and the browser, in one profile. */
export function killInChromium(options: KillOptions): Promise<readonly Outcome[]> {
  return killIn(killableChromium, ['offscreen document', 'service worker', 'Chromium'], options)
}

/** Kills background pages, with the worker in them, and the browser, in one profile. */
export function killInFirefox(options: KillOptions): Promise<readonly Outcome[]> {
  return killIn(killableFirefox, ['Firefox background', 'Firefox'], options)
}

async function killIn(
  launch: () => Promise<Killable>,
  victims: readonly JobPoint['victim'][],
  { seed, shares, entries, tell }: KillOptions,
): Promise<readonly Outcome[]> {
  const points = victims.flatMap((victim, i) => jobPoints(seed + i, victim, shares[victim] ?? 0))
  if (points.length === 0) return []
  const browser = await launch()
  try {
    return await killJobs(browser, points, entries, tell)
  } finally {
    await browser.close()
  }
}
