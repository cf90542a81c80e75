import { type Entry, oneLine } from '../../src/core/model'
import type { SegmentFacts } from '../../src/core/store'

/** What an entry tells beside its label, read off its data. */
export interface NaiveFacts {
  readonly url: string
  readonly method: string
  readonly status: number
  readonly size: number
  readonly duration: number
}

const withFacts: ReadonlySet<string> = new Set(['request', 'response', 'message', 'navigation', 'error'])

export function naiveFacts({ kind, type, data }: Pick<Entry, 'kind' | 'type' | 'data'>): NaiveFacts {
  const told: Readonly<Record<string, unknown>> = kind === 'event' && withFacts.has(type) ? { ...data } : {}
  const number = (key: string, none: number): number => (typeof told[key] === 'number' ? (told[key] as number) : none)
  const word = (key: string): string => (typeof told[key] === 'string' ? (told[key] as string) : '')
  return {
    url: oneLine(word('url'), 1000),
    method: word('method'),
    status: number('status', 0),
    size: number('size', Number.NaN),
    duration: number('duration', Number.NaN),
  }
}

/** The columns of facts of a segment with these entries. */
export function naiveColumns(entries: readonly Entry[]): Pick<SegmentFacts, 'at' | 'url' | 'method' | 'status' | 'size' | 'duration'> {
  const all = entries.map((entry, at) => ({ at, ...naiveFacts(entry) }))
  const told = all.filter(
    ({ url, method, status, size, duration }) => url || method || status || !Number.isNaN(size) || !Number.isNaN(duration),
  )
  return {
    at: told.map(({ at }) => at),
    url: told.map(({ url }) => url),
    method: told.map(({ method }) => method),
    status: told.map(({ status }) => status),
    size: told.map(({ size }) => size),
    duration: told.map(({ duration }) => duration),
  }
}
