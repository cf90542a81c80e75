import { z } from '../core/zod'

/**
 * Which tabs are being recorded, into which session. Lives in the browser's
 * session storage under `armedKey`: it survives the background, every page of
 * the extension can read it and hear it change, and it is gone when the browser
 * is. Only the background writes it.
 */
export const armedKey = 'armed'

/**
 * In the same place and shape, by tab: the session whose recording ended because
 * nothing more could be stored. There until the tab is recorded again; where
 * nothing can be stored, the store cannot say it.
 */
export const fullKey = 'full'

/** Tab id (as a decimal string) → session id. */
export type ArmedTabs = Readonly<Record<string, string>>

const armedTabs = z.record(z.string(), z.string())

export function parseArmedTabs(stored: unknown): ArmedTabs {
  const parsed = armedTabs.safeParse(stored)
  return parsed.success ? parsed.data : {}
}

/** Changes whenever the person allowed or withdrew a site; its value says nothing else. */
export const grantsKey = 'grants'
