import { z } from '../core/zod'

/**
 * Which tabs are being recorded, into which session. Lives in the browser's
 * session storage under `armedKey`: it survives the background, every page of
 * the extension can read it and hear it change, and it is gone when the browser
 * is. Only the background writes it.
 */
export const armedKey = 'armed'

/** Tab id (as a decimal string) → session id. */
export type ArmedTabs = Readonly<Record<string, string>>

const armedTabs = z.record(z.string(), z.string())

export function parseArmedTabs(stored: unknown): ArmedTabs {
  const parsed = armedTabs.safeParse(stored)
  return parsed.success ? parsed.data : {}
}

/** Changes whenever the person allowed or withdrew a site; its value says nothing else. */
export const grantsKey = 'grants'
