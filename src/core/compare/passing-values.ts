import { isJsonObject, type Json, tagOf } from '../value'

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i
const isoTime = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/
const token = /^(?=.*\d)(?=.*[A-Za-z])[\w-]{12,}$/
/** Milliseconds or seconds since the epoch, from 2001 to 2286. */
const isEpoch = (value: number): boolean => (value >= 1e9 && value < 1e10) || (value >= 1e12 && value < 1e13)

/** Whether a value looks like one that is made anew in every run: an id, a token, a time. */
export function looksPassing(value: Json | undefined): boolean {
  if (typeof value === 'number') return isEpoch(value)
  if (typeof value === 'string')
    return uuid.test(value) || isoTime.test(value) || token.test(value) || (/^\d+$/.test(value) && isEpoch(Number(value)))
  return value !== undefined && isJsonObject(value) && tagOf(value) === 'date'
}

const plainName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

/** The path to be ignored for what lies at `keys`: places in lists become `[*]`, since a list is seldom about one place. */
export function ignorablePath(keys: readonly string[]): string {
  return keys
    .map((key, at) => {
      if (/^\d+$/.test(key)) return '[*]'
      if (!plainName.test(key)) return `[${JSON.stringify(key)}]`
      return at === 0 ? key : `.${key}`
    })
    .join('')
}
