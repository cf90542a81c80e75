import { describe, type Entry } from '../../../core/model'
import { type Pieces, partOf } from '../../../core/pieces'
import type { Patch } from '../../../core/timeline'
import type { Json } from '../../../core/value'
import { yamlText } from '../../../core/yaml'
import type { Place } from '../../deps'
import { lookUp, readablePath } from '../json-at'
import { type CopyForm, type CopySubject, requestOf, wholeState } from './copy-forms'
import { expectChanges, expectState, placesOf } from './expect-text'
import { jsonText } from './json-text'
import { createMasking, type Masking } from './masked'
import { curlText, fetchText, type RequestWords } from './request-text'

/** A text for the clipboard. */
export interface Copied {
  readonly text: string
  /** Whether something in it was masked, or left out because it would have had to be. */
  readonly masked: boolean
}

/** An entry in one of its forms. Throws what masking throws, as all of these do. */
export function* formText(form: CopyForm, subject: CopySubject, words: RequestWords): Pieces<Copied> {
  if (form === 'recorded') return { text: yield* jsonText(jsonOf(subject.entry)), masked: false }
  const masking = createMasking()
  return { text: yield* textOf(form, subject, words, masking), masked: masking.hid }
}

/** The share of the time that goes into masking; the rest goes into writing. */
const MASKING = 0.7

function* textOf(form: Exclude<CopyForm, 'recorded'>, subject: CopySubject, words: RequestWords, masking: Masking): Pieces<string> {
  const { entry, before, after } = subject
  const patch = entry.kind === 'state' && entry.type === 'change' ? entry.data.patch : undefined
  const state = patch === undefined ? wholeState(entry) : after
  switch (form) {
    case 'json':
    case 'yaml': {
      const masked = jsonOf(yield* partOf(masking.entry(entry, before), 0, MASKING))
      return yield* partOf(form === 'json' ? jsonText(masked) : yamlText(masked), MASKING, 1)
    }
    case 'patch':
      return yield* patchText(subject, masking)
    case 'values':
      return after === undefined || patch === undefined ? '' : yield* valuesText(after, patch, masking)
    case 'state':
      return state === undefined ? '' : yield* jsonOfPart(state, '', masking)
    case 'expect':
      if (state === undefined) return ''
      return yield* patch === undefined ? expectState(state, masking) : expectChanges(state, patch, masking)
    case 'curl':
    case 'fetch': {
      const request = requestOf(yield* masking.entry(entry, undefined))
      if (request === undefined) return ''
      return form === 'curl' ? curlText(request, words) : fetchText(request, words)
    }
  }
}

function* patchText({ entry, before }: CopySubject, masking: Masking): Pieces<string> {
  if (entry.kind !== 'state' || entry.type !== 'change') return ''
  const bare: Entry = { ...entry, data: { patch: entry.data.patch } }
  const masked = yield* partOf(masking.entry(bare, before), 0, MASKING)
  const patch = masked.kind === 'state' && masked.type === 'change' ? masked.data.patch : []
  return yield* partOf(jsonText(patch as Patch & Json), MASKING, 1)
}

/** Each place that was changed: its path and the JSON of what is there; a path alone where nothing is any more. */
function* valuesText(after: Json, patch: Patch, masking: Masking): Pieces<string> {
  const places = placesOf(after, patch)
  const lines: string[] = []
  for (const [at, place] of places.entries()) {
    const path = readablePath(after, place, masking.names)
    const value = lookUp(after, place) === undefined ? undefined : jsonOfPart(after, place, masking, false)
    const json = value === undefined ? '' : yield* partOf(value, at / places.length, (at + 1) / places.length)
    lines.push([path, json].filter((part) => part !== '').join(': '))
  }
  return lines.join('\n')
}

function* jsonOfPart(root: Json, pointer: string, masking: Masking, onLines = true): Pieces<string> {
  const masked = yield* partOf(masking.part(root, pointer), 0, MASKING)
  return masked === undefined ? '' : yield* partOf(jsonText(masked, onLines), MASKING, 1)
}

/** What a pointer leads to in a recorded value, as JSON. */
export function* partText(root: Json, pointer: string): Pieces<Copied> {
  const masking = createMasking()
  return { text: yield* jsonOfPart(root, pointer, masking), masked: masking.hid }
}

/** The path to it; `whole` for the value itself. */
// biome-ignore lint/correctness/useYield: one of several works, and a short one
export function* pathText(root: Json, pointer: string, whole: string): Pieces<Copied> {
  const masking = createMasking()
  return { text: readablePath(root, pointer, masking.names) || whole, masked: masking.hid }
}

/** The line that tells of an entry in lists. */
export function* labelText(entry: Entry): Pieces<Copied> {
  const masking = createMasking()
  const masked = yield* masking.entry(withoutState(entry), undefined)
  return { text: describe(masked).label, masked: masking.hid }
}

/** Its line says nothing of the state, which may be large. */
function withoutState(entry: Entry): Entry {
  if (entry.kind !== 'state') return entry
  if (entry.type === 'keyframe') return { ...entry, data: { ...entry.data, value: null } }
  return entry.type === 'change' ? { ...entry, data: { ...entry.data, patch: [] } } : entry
}

/** A link to a moment. A filter with something in it that would have to be masked finds nothing elsewhere: it is left out. */
// biome-ignore lint/correctness/useYield: one of several works, and a short one
export function* linkText(place: Place, linkTo: (place: Place) => string): Pieces<Copied> {
  const masked = createMasking().text(place.filter) !== place.filter
  return { text: linkTo(masked ? { ...place, filter: '' } : place), masked }
}

/** Entries are JSON, but for fields that are not there. */
function jsonOf(entry: Entry): Json {
  return present({ ...entry, data: present({ ...entry.data }) })
}

function present(fields: Readonly<Record<string, unknown>>): Json & Readonly<Record<string, Json>> {
  const held = Object.entries(fields).filter((field): field is [string, Json] => field[1] !== undefined)
  return Object.fromEntries(held)
}
