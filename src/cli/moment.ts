import { AppError } from '../core/errors'

/** An instant in a session: the entry with this number, or this time in milliseconds since the epoch. */
export type Moment = { readonly seq: number } | { readonly t: number }

/**
 * `17` is the entry of that seq, `+12.5` or `+1:02.5` so many seconds after the
 * session began, anything else a date and time as ISO 8601 has it. Throws `cli/usage`.
 */
export function momentOf(text: string, began: number): Moment {
  if (/^\d{1,15}$/.test(text)) return { seq: Number(text) }
  return { t: timeOf(text, began) }
}

/** The same without entries. */
export function timeOf(text: string, began: number): number {
  const [, hours = '0', minutes = '0', seconds] = /^\+(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)s?$/.exec(text) ?? []
  if (seconds !== undefined) return began + 1000 * (Number(seconds) + 60 * Number(minutes) + 3600 * Number(hours))
  const t = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(t)) {
    throw new AppError('cli/usage', { why: `“${text}” is no time: 2026-05-01T10:00:00Z is one, and +12.5 seconds after the beginning` })
  }
  return t
}
