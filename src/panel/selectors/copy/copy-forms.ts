import type { Entry } from '../../../core/model'
import type { Json } from '../../../core/value'
import { lookUp, readablePath } from '../json-at'
import { expectChanges, expectState, placesOf } from './expect-text'
import { type CopySubject, maskedSubject } from './masked'
import { curlText, fetchText, type RequestWords } from './request-text'
import { yamlText } from './yaml'

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

/** The text of a form. Throws what masking throws. */
export function copyText(form: CopyForm, subject: CopySubject, words: RequestWords): string {
  if (form === 'recorded') return JSON.stringify(subject.entry, null, 2)
  const { entry, after } = maskedSubject(subject)
  const patch = entry.kind === 'state' && entry.type === 'change' ? entry.data.patch : undefined
  const state = patch === undefined ? wholeState(entry) : after
  const request = requestOf(entry)
  switch (form) {
    case 'json':
      return JSON.stringify(entry, null, 2)
    case 'yaml':
      return yamlText(jsonOf(entry))
    case 'patch':
      return JSON.stringify(patch ?? [], null, 2)
    case 'values':
      return after === undefined || patch === undefined
        ? ''
        : placesOf(after, patch)
            .map((place) => valueLine(after, place))
            .join('\n')
    case 'state':
      return JSON.stringify(state ?? null, null, 2)
    case 'expect':
      if (state === undefined) return ''
      return patch === undefined ? expectState(state) : expectChanges(state, patch)
    case 'curl':
      return request === undefined ? '' : curlText(request, words)
    case 'fetch':
      return request === undefined ? '' : fetchText(request, words)
  }
}

/** A path and the JSON of what is there; a path alone where nothing is any more. */
function valueLine(after: Json, place: string): string {
  const path = readablePath(after, place)
  const value = lookUp(after, place)
  return [path, value === undefined ? '' : JSON.stringify(value)].filter((part) => part !== '').join(': ')
}

function wholeState(entry: Entry): Json | undefined {
  return entry.kind === 'state' && entry.type === 'keyframe' && entry.data.partial !== true ? entry.data.value : undefined
}

function requestOf(entry: Entry) {
  if (entry.kind !== 'event' || (entry.type !== 'request' && entry.type !== 'response') || entry.data.api === 'websocket') return undefined
  const { method, url } = entry.data
  // The headers of a response are not those to be sent.
  return { method, url, headers: entry.type === 'request' ? entry.data.headers : undefined }
}

/** Entries are JSON, but for fields that are not there. */
function jsonOf(entry: Entry): Json {
  return JSON.parse(JSON.stringify(entry))
}
