const integer = new Intl.NumberFormat('en-US')
const oneDigit = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const twoDigits = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })
const narrowSpace = '\u202f'

/** `4 310`, with narrow spaces that never break. */
export function formatCount(count: number): string {
  return integer.format(count).replaceAll(',', narrowSpace)
}

/** Thousands as one short word: `8.4k`, `1.2M`; for places without room. */
export function formatShortCount(count: number): string {
  if (count < 1000) return String(count)
  if (count < 999_500) return `${count < 9950 ? (count / 1000).toFixed(1) : Math.round(count / 1000)}k`
  return `${(count / 1_000_000).toFixed(1)}M`
}

/** Bytes with decimal units, as browsers and file managers show them: `312 kB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 'B'
  for (const next of units) {
    if (value < 999.5) break
    value /= 1000
    unit = next
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${unit}`
}

/** A span of milliseconds, as short as it can be told: `0.4 ms`, `12 ms`, `3.2 s`, `4 min 05 s`, `2 h 07 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 10) return `${twoDigits.format(milliseconds)} ms`
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 59_950) return `${oneDigit.format(milliseconds / 1000)} s`
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`
  return `${Math.floor(seconds / 3600)} h ${pad(Math.floor((seconds % 3600) / 60))} min`
}

/** A running clock: `0:07`, `12:40`, `1:02:09`. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`
}

/** Time since the session began, to the millisecond: `0:07.042`. Before it: with a minus. */
export function formatOffset(milliseconds: number): string {
  const rounded = Math.round(Math.abs(milliseconds))
  const text = `${formatElapsed(rounded)}.${pad(rounded % 1000, 3)}`
  return milliseconds <= -0.5 ? `−${text}` : text
}

/** A day and time in the reader's own way, short. `now` decides whether the day and year are told. */
export function formatMoment(at: number, now: number, locale?: string): string {
  const moment = new Date(at)
  const today = new Date(now)
  const sameDay = moment.toDateString() === today.toDateString()
  const sameYear = moment.getFullYear() === today.getFullYear()
  return new Intl.DateTimeFormat(locale, {
    ...(sameDay ? {} : { day: 'numeric', month: 'short' }),
    ...(sameYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment)
}

/** The time of the day where the reader is, to the millisecond: `14:03:22.123`. */
export function formatClock(at: number): string {
  const moment = new Date(at)
  const parts = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map((part) => pad(part))
  return `${parts.join(':')}.${pad(moment.getMilliseconds(), 3)}`
}

/** A moment in full, to the millisecond, for tooltips. */
export function formatFullMoment(at: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, fullParts).format(at)
}

const fullParts = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
} as const

/** A share as a percentage with few digits: `0.04 %`, `1.2 %`, `37 %`. */
export function formatShare(share: number): string {
  const percent = share * 100
  if (percent < 0.995) return `${twoDigits.format(percent)} %`
  return `${percent < 9.95 ? oneDigit.format(percent) : Math.round(percent)} %`
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0')
}
