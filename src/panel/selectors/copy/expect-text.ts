import { changedPaths, type Patch, pointerKeys } from '../../../core/timeline'
import { isJsonObject, type Json, tagOf } from '../../../core/value'
import { lookUp } from '../json-at'
import { anything, jsLiteral, jsString } from './js-literal'
import { jsPlace } from './js-path'

/** Assertions written; a change of more places is better asserted as a whole. */
const MOST = 50

/** Assertions that hold for the state after a change, one for each place it changed. */
export function expectChanges(after: Json, patch: Patch): string {
  const lines = new Set(placesOf(after, patch).map((pointer) => expectAt(after, pointer)))
  const kept = [...lines].slice(0, MOST)
  if (lines.size > MOST) kept.push(`// … and ${lines.size - MOST} more`)
  return kept.join('\n')
}

/** The assertion that a whole state is this one. */
export function expectState(state: Json): string {
  return expectAt(state, '')
}

/** The places a patch changed. What is taken out of a list, or put into it, changes the list. */
export function placesOf(after: Json, patch: Patch): readonly string[] {
  return changedPaths(patch).map((path) => {
    const parent = path.slice(0, path.lastIndexOf('/'))
    const isMoved = patch.some((step) => step.path === path && step.op !== 'replace')
    return path !== '' && isMoved && Array.isArray(lookUp(after, parent)) ? parent : path
  })
}

function expectAt(after: Json, pointer: string): string {
  const { code, value } = jsPlace(after, pointer)
  if (value === undefined) return expectNothing(after, pointer)
  const literal = jsLiteral(value)
  if (literal === anything) return `expect(${code}).toEqual(${anything})`
  return `expect(${code}).${isPlain(value) ? 'toBe' : 'toEqual'}(${literal})`
}

/** A key that was taken away is asserted on what held it. */
function expectNothing(after: Json, pointer: string): string {
  const keys = pointerKeys(pointer)
  const parent = jsPlace(after, pointer.slice(0, pointer.lastIndexOf('/')))
  if (parent.value === undefined || !isJsonObject(parent.value) || tagOf(parent.value) !== undefined) {
    return `expect(${parent.code}).toEqual(${jsLiteral(parent.value ?? { $: 'undefined' })})`
  }
  return `expect(${parent.code}).not.toHaveProperty([${jsString(keys.at(-1) ?? '')}])`
}

/** Whether `toBe` is the way to compare it: everything that is no object in JavaScript. */
function isPlain(value: Json): boolean {
  const tag = tagOf(value)
  return typeof value !== 'object' || value === null || tag === 'undefined' || tag === 'number' || tag === 'bigint'
}
