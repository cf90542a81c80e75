/** A moment as a box for date and time writes it, where the reader is, to the millisecond. */
export function toLocalTime(at: number): string {
  const moment = new Date(at)
  const day = [moment.getFullYear().toString().padStart(4, '0'), pad(moment.getMonth() + 1), pad(moment.getDate())].join('-')
  const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map((part) => pad(part)).join(':')
  return `${day}T${time}.${pad(moment.getMilliseconds(), 3)}`
}

/** The moment that such a box tells; undefined while it is not complete. */
export function fromLocalTime(written: string): number | undefined {
  // Without a zone it is read as local time.
  const at = Date.parse(written)
  return Number.isNaN(at) ? undefined : at
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0')
}
