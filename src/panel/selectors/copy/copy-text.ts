import type { Entry } from '../../../core/model'
import type { Json } from '../../../core/value'
import { yamlText } from '../../../core/yaml'
import { lookUp, readablePath } from '../json-at'
import { type CopyForm, requestOf, wholeState } from './copy-forms'
import { expectChanges, expectState, placesOf } from './expect-text'
import { type CopySubject, maskedSubject } from './masked'
import { curlText, fetchText, type RequestWords } from './request-text'

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
      return finished(yamlText(jsonOf(entry)))
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

function finished<T>(work: Generator<number, T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/** Entries are JSON, but for fields that are not there. */
function jsonOf(entry: Entry): Json {
  return JSON.parse(JSON.stringify(entry))
}
