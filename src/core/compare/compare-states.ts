import { type Patch, type PatchOp, pointerKeys, type StateFact } from '../timeline'
import { type Json, jsonEqual } from '../value'
import { type IgnoredPath, isIgnored } from './ignored-paths'
import { ignorablePath, looksPassing } from './passing-values'
import { createSourceState, type SourceState } from './source-state'
import { lookUp, visitDifferences } from './value-differences'

/** `unknown`: something was not recorded on one side, so there is nothing to compare. */
export type Verdict = 'same' | 'differs' | 'unknown'

export interface StateComparison {
  /** Takes the next entry of a source of a side, in order. Sources are told apart by any number. */
  push(side: 'left' | 'right', source: number, entry: StateFact): void
  /** Compares two sources after two entries that stand for each other; both were pushed. */
  compare(left: StatePlace, right: StatePlace, name: string): Verdict
  /** Differences that were ignored so far. */
  readonly ignored: number
  /** Paths under which only ids and times were seen to differ, most frequent first. */
  passing(): readonly string[]
}

export interface StatePlace {
  readonly source: number
  readonly entry: StateFact
}

/** Differing values looked at for one verdict. */
const MOST_DIFFERENCES = 2_000
const MOST_PASSING = 200

/**
 * Tells after which entries two sessions’ states differ. What both entries did
 * alike needs no look; where they did something else, only the places they
 * touched are compared, and a whole state only when it came as a whole.
 */
export function createStateComparison(ignoring: readonly IgnoredPath[]): StateComparison {
  const states = { left: new Map<number, SourceState>(), right: new Map<number, SourceState>() }
  const partners = { left: new Map<number, number>(), right: new Map<number, number>() }
  const seen = new Map<string, { count: number; passing: boolean }>()
  let ignored = 0

  function stateOf(side: 'left' | 'right', source: number): SourceState {
    let state = states[side].get(source)
    if (state === undefined) {
      state = createSourceState()
      states[side].set(source, state)
    }
    return state
  }

  function note(keys: readonly string[], a: Json | undefined, b: Json | undefined): void {
    const path = ignorablePath(keys)
    const passing = looksPassing(a) && looksPassing(b)
    const known = seen.get(path)
    if (known !== undefined) {
      known.count++
      known.passing &&= passing
    } else if (seen.size < MOST_PASSING) seen.set(path, { count: 1, passing })
  }

  /** Whether the values at a place differ beside what is ignored. */
  function differsAt(left: Json, right: Json, pointer: readonly string[], name: string): boolean {
    const a = lookUp(left, pointer)
    const b = lookUp(right, pointer)
    let differs = false
    let count = 0
    visitDifferences(a.value, b.value, a.keys.length >= b.keys.length ? b.keys : a.keys, (keys, one, other) => {
      if (isIgnored(ignoring, name, keys)) ignored++
      else {
        differs = true
        note(keys, one, other)
      }
      return ++count < MOST_DIFFERENCES
    })
    return differs
  }

  return {
    push: (side, source, entry) => stateOf(side, source).push(entry),
    compare(left, right, name) {
      const a = stateOf('left', left.source)
      const b = stateOf('right', right.source)
      if (a.value === undefined || b.value === undefined) return 'unknown'
      const acquainted = partners.left.get(left.source) === right.source && partners.right.get(right.source) === left.source
      const places = a.fresh || b.fresh || !acquainted ? [[]] : touched(a.value, b.value, left.entry, right.entry)
      partners.left.set(left.source, right.source)
      partners.right.set(right.source, left.source)
      a.settle()
      b.settle()
      let differs = false
      for (const pointer of places) if (differsAt(a.value, b.value, pointer, name)) differs = true
      return differs ? 'differs' : 'same'
    },
    get ignored() {
      return ignored
    },
    passing: () =>
      [...seen]
        .filter(([path, { passing }]) => passing && path !== '')
        .sort(([, one], [, other]) => other.count - one.count)
        .map(([path]) => path),
  }
}

/** The places that have to be looked at: what one of two entries did and the other did not. */
function touched(left: Json, right: Json, a: StateFact, b: StateFact): readonly (readonly string[])[] {
  const patchA = patchOf(a)
  const patchB = patchOf(b)
  if (patchA === undefined || patchB === undefined) return [[]]
  let alike = 0
  while (alike < patchA.length && alike < patchB.length && sameStep(patchA[alike], patchB[alike])) alike++
  const steps = [...patchA.slice(alike), ...patchB.slice(alike)]
  return shortest(steps.map((step) => placeOf(left, right, step)))
}

function patchOf(entry: StateFact): Patch | undefined {
  return entry.type === 'change' ? entry.data.patch : undefined
}

function sameStep(a: PatchOp | undefined, b: PatchOp | undefined): boolean {
  if (a?.op !== b?.op || a?.path !== b?.path || a === undefined || b === undefined) return false
  return a.op === 'remove' || b.op === 'remove' || jsonEqual(a.value, b.value)
}

/** Where a step may have changed something: adding to a list or removing from it moves what comes after. */
function placeOf(left: Json, right: Json, { op, path }: PatchOp): readonly string[] {
  const keys = pointerKeys(path)
  if (op === 'replace' || keys.length === 0) return keys
  const parent = keys.slice(0, -1)
  return Array.isArray(lookUp(left, parent).value) || Array.isArray(lookUp(right, parent).value) ? parent : keys
}

/** Each place once, without those inside another. */
function shortest(places: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const kept = new Map<string, readonly string[]>()
  for (const keys of places.toSorted((a, b) => a.length - b.length)) {
    const isInside = keys.some((_, end) => kept.has(JSON.stringify(keys.slice(0, end))))
    if (!isInside) kept.set(JSON.stringify(keys), keys)
  }
  return [...kept.values()]
}
