import { pointerKeys } from '../../../core/timeline'
import { childAt, type Json, tagOf } from '../../../core/value'
import { newDraft, type RuleDraft } from './draft'

/** Shorter texts stand in too many places by chance. */
const SHORTEST = 8
const LONGEST = 10_000

/** The rule that hides what a pointer leads to: by what it is where that is a text, else by the way to it; undefined where there is none. */
export function draftFor(root: Json, pointer: string): RuleDraft | undefined {
  const value = lookUpText(root, pointer)
  if (value !== undefined && value.trim().length >= SHORTEST && value.length <= LONGEST)
    return { ...newDraft, finds: 'value', search: value }
  const path = rulePath(root, pointer)
  return path === '' ? undefined : { ...newDraft, finds: 'path', search: path }
}

function lookUpText(root: Json, pointer: string): string | undefined {
  const value = pointerKeys(pointer).reduce<Json | undefined>((inner, key) => childAt(inner, key), root)
  return typeof value === 'string' ? value : undefined
}

/** A JSON Pointer into tagged JSON as the path of a rule: of a list, all items are alike, and of an entry of a Map its key is a name. */
export function rulePath(root: Json, pointer: string): string {
  const keys = pointerKeys(pointer)
  let value: Json | undefined = root
  let path = ''
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? ''
    const tag = value === undefined ? undefined : tagOf(value)
    const isList = Array.isArray(value)
    const inner: Json | undefined = childAt(value, key)
    value = inner
    if (tag === 'map' && key === 'v' && at + 1 < keys.length) {
      const pair: Json | undefined = childAt(inner, keys[at + 1] ?? '')
      path += entryStep(childAt(pair, '0'), path === '')
      value = childAt(pair, '1')
      // The pair's own places: 0 is the key, 1 the value.
      at += keys[at + 2] === '1' ? 2 : 1
    } else if (tag === undefined || key !== 'v') path += isList ? '[*]' : nameStep(key, path === '')
  }
  return path
}

function entryStep(key: Json | undefined, first: boolean): string {
  return typeof key === 'object' || key === undefined ? '[*]' : nameStep(String(key), first)
}

function nameStep(name: string, first: boolean): string {
  // What means something in a path stands in quotes.
  if (name === '' || /[.[\]"*!\n]|^\s|\s$/.test(name)) return `[${JSON.stringify(name)}]`
  return first ? name : `.${name}`
}
