import { type Pieces, partOf } from '../../../core/pieces'
import { changedPaths, type Patch, pointerKeys } from '../../../core/timeline'
import { isJsonObject, type Json, tagOf } from '../../../core/value'
import { lookUp, type PathNames } from '../json-at'
import { anything, jsString, jsText } from './js-literal'
import { jsPlace } from './js-path'
import type { Masking } from './masked'

/** Assertions written; a change of more places is better asserted as a whole. */
const MOST = 50
/** Places looked at between two chances to pause. */
const STRIDE = 500

/** What is asserted of a state: what is somewhere (nothing, without a pointer), or that a key is not there. */
type Claim =
  | { readonly is: 'equal'; readonly code: string; readonly pointer: string | undefined }
  | { readonly is: 'lacking'; readonly code: string; readonly key: string }

/** Assertions that hold for the state after a change, one for each place it changed; values and names are masked. */
export function* expectChanges(after: Json, patch: Patch, masking: Masking): Pieces<string> {
  const claims = new Map<string, Claim>()
  for (const [at, pointer] of placesOf(after, patch).entries()) {
    if (at % STRIDE === 0) yield 0
    const claim = claimOf(after, pointer, masking.names)
    claims.set(`${claim.code} ${claim.is === 'lacking' ? claim.key : ''}`, claim)
  }
  const lines: string[] = []
  const written = [...claims.values()].slice(0, MOST)
  for (const [at, claim] of written.entries()) {
    lines.push(yield* partOf(lineOf(after, claim, masking), at / written.length, (at + 1) / written.length))
  }
  if (claims.size > MOST) lines.push(`// … and ${claims.size - MOST} more`)
  return lines.join('\n')
}

/** The assertion that a whole state is this one. */
export function expectState(state: Json, masking: Masking): Pieces<string> {
  return lineOf(state, claimOf(state, '', masking.names), masking)
}

/** The places a patch changed. What is taken out of a list, or put into it, changes the list. */
export function placesOf(after: Json, patch: Patch): readonly string[] {
  const moving = new Set(patch.flatMap(({ op, path }) => (op === 'replace' ? [] : [path])))
  return changedPaths(patch).map((path) => {
    const parent = path.slice(0, path.lastIndexOf('/'))
    return path !== '' && moving.has(path) && Array.isArray(lookUp(after, parent)) ? parent : path
  })
}

function claimOf(after: Json, pointer: string, names: PathNames): Claim {
  const place = jsPlace(after, pointer, names)
  if (place.value !== undefined) return { is: 'equal', code: place.code, pointer: place.pointer }
  // A key that was taken away is asserted on what held it.
  const parent = jsPlace(after, pointer.slice(0, pointer.lastIndexOf('/')), names)
  if (parent.value === undefined) return { is: 'equal', code: parent.code, pointer: undefined }
  const isPlainObject = isJsonObject(parent.value) && tagOf(parent.value) === undefined
  if (!isPlainObject) return { is: 'equal', code: parent.code, pointer: parent.pointer }
  return { is: 'lacking', code: parent.code, key: names.key(pointerKeys(pointer).at(-1) ?? '') }
}

function* lineOf(after: Json, claim: Claim, masking: Masking): Pieces<string> {
  const { code } = claim
  if (claim.is === 'lacking') return `expect(${code}).not.toHaveProperty([${jsString(claim.key)}])`
  const value = claim.pointer === undefined ? undefined : yield* partOf(masking.part(after, claim.pointer), 0, 0.7)
  if (value === undefined) return `expect(${code}).toEqual(undefined)`
  const literal = yield* partOf(jsText(value), 0.7, 1)
  return `expect(${code}).${isPlain(value) && literal !== anything ? 'toBe' : 'toEqual'}(${literal})`
}

/** Whether `toBe` is the way to compare it: everything that is no object in JavaScript. */
function isPlain(value: Json): boolean {
  const tag = tagOf(value)
  return typeof value !== 'object' || value === null || tag === 'undefined' || tag === 'number' || tag === 'bigint'
}
