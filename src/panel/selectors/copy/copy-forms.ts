import type { Entry } from '../../../core/model'
import type { Json } from '../../../core/value'

/** An entry to be copied, with the states around it where it changed one and they are known. */
export interface CopySubject {
  readonly entry: Entry
  readonly before?: Json | undefined
  readonly after?: Json | undefined
}

/** In the order of the menu. All but `recorded` are masked. */
export const copyForms = ['json', 'yaml', 'patch', 'values', 'state', 'expect', 'curl', 'fetch', 'recorded'] as const
export type CopyForm = (typeof copyForms)[number]

/** The forms that an entry has. */
export function formsOf({ entry, after }: CopySubject): readonly CopyForm[] {
  const isChange = entry.kind === 'state' && entry.type === 'change'
  const isState = isChange || wholeState(entry) !== undefined
  const isKnown = isChange ? after !== undefined : isState
  const has: Readonly<Record<CopyForm, boolean>> = {
    json: true,
    yaml: true,
    patch: isChange,
    values: isChange && isKnown,
    state: isKnown,
    expect: isKnown,
    curl: requestOf(entry) !== undefined,
    fetch: requestOf(entry) !== undefined,
    recorded: true,
  }
  return copyForms.filter((form) => has[form])
}

/** The state that an entry holds whole. */
export function wholeState(entry: Entry): Json | undefined {
  return entry.kind === 'state' && entry.type === 'keyframe' && entry.data.partial !== true ? entry.data.value : undefined
}

/** The request that an entry tells of, as far as it was recorded. */
export function requestOf(entry: Entry) {
  if (entry.kind !== 'event' || (entry.type !== 'request' && entry.type !== 'response') || entry.data.api === 'websocket') return undefined
  const { method, url } = entry.data
  // The headers of a response are not those to be sent.
  return { method, url, headers: entry.type === 'request' ? entry.data.headers : undefined }
}
