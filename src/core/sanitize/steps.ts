import { type PatchOp, pointerKeys, pointerOf } from '../timeline'
import { isJsonObject, type Json, type JsonObject, jsonEqual } from '../value'
import type { Engine } from './context'
import { holdsValues, isEmptyTag, tagIn } from './tags'
import { concernsSiblings, describesSiblings, type Walk } from './walk'
import type { Where } from './where'

/** What of a container decided how it treated its children before a step. */
export interface ParentBefore {
  /** Length and first item of a list. */
  readonly length?: number | undefined
  readonly first?: Json | undefined
}

/** A step that was applied. */
export interface Applied {
  readonly step: PatchOp
  /** The whole value after it. */
  readonly root: Json
  /** What it found in its place; undefined when there was nothing. */
  readonly old: Json | undefined
  /** The container it changed, as it was. */
  readonly parent: ParentBefore
}

/** Where the way down a path has come to. */
interface Reached {
  readonly value: Json
  /** The way as it may be shown. */
  readonly path: readonly (string | number)[]
  readonly where: Where
  /** The tag `object` makes of `$` a key like any other. */
  readonly plain: boolean
}

type Steps = readonly PatchOp[]

/**
 * Turns a step on a value into the steps that do the same to the value as it
 * is sanitized. Cleaning is local: what becomes of a value depends on it, on
 * the names above it and, where names stand beside values, on its siblings. So
 * the way down the path says all that is to be known, and only what the step
 * brings is cleaned; where more may change, the smallest part that holds all of
 * it is given anew. Comparing whole states would say the same at their price.
 */
export function createSteps(engine: Engine, walk: Walk): (applied: Applied, root: Where) => Steps {
  /** What is reached, or what `clean` makes of its child, in place of what was there. Copied: the value goes on to change. */
  function anew({ path, value, where, plain }: Reached, clean = () => walk.container(value, where, plain)): Steps {
    return [{ op: 'replace', path: pointerOf(path), value: structuredClone(clean()) }]
  }

  function go(from: Reached, keys: readonly string[], applied: Applied): Steps {
    const { value } = from
    const [key, ...rest] = keys
    if (key === undefined || typeof value !== 'object' || value === null) return anew(from)
    if (isJsonObject(value) && !from.plain) {
      if (isEmptyTag(value)) return anew(from)
      const tag = tagIn(value)
      if (tag !== undefined) return holdsValues(value, tag) ? intoTag(from, value, keys, applied) : anew(from)
    }
    if (isJsonObject(value) && isAmbiguous(value, key, engine)) return anew(from)
    if (rest.length === 0) return lastStep(from, key, applied)
    if (isJsonObject(value) && describesSiblings(value, key)) return anew(from)
    const next = childOf(value, key)
    if (next === undefined) return anew(from)
    const treatment = walk.treatment(value, key)
    const path = [...from.path, shown(treatment.key, key)]
    const where = walk.enter(treatment, next, from.where)
    if (where === undefined) return anew({ ...from, path }, () => walk.child(treatment, next, from.where))
    return go({ value: next, path, where, plain: false }, rest, applied)
  }

  function intoTag(from: Reached, { $: tag, v }: JsonObject, [key, ...rest]: readonly string[], applied: Applied): Steps {
    if (key !== 'v' || v === undefined || rest.length === 0) return anew(from)
    const path = [...from.path, 'v']
    if (tag !== 'map') return go({ value: v, path, where: from.where, plain: tag === 'object' && isJsonObject(v) }, rest, applied)
    return Array.isArray(v) ? intoEntries({ ...from, path, value: v }, v, rest, applied) : anew(from)
  }

  /** `3`: an entry of a Map comes, goes or is another; `3/1/…`: into its value. */
  function intoEntries(from: Reached, entries: readonly Json[], [key = '', side, ...rest]: readonly string[], applied: Applied): Steps {
    const { step } = applied
    const path = [...from.path, key]
    if (side === undefined && step.op === 'remove') return [{ op: 'remove', path: pointerOf(path) }]
    const entry = entries[indexIn(entries, key, step)]
    if (entry === undefined) return anew(from)
    const whole = (): Json => walk.entry(entry, from.where)
    if (side === undefined && step.op !== 'remove') return [{ op: step.op, path: pointerOf(path), value: whole() }]
    const treatment = walk.entryTreatment(entry)
    const item = Array.isArray(entry) ? entry[1] : undefined
    const where = treatment === undefined || item === undefined ? undefined : walk.enter(treatment, item, from.where)
    if (side !== '1' || rest.length === 0 || item === undefined || where === undefined) return anew({ ...from, path }, whole)
    return go({ value: item, path: [...path, side], where, plain: false }, rest, applied)
  }

  function lastStep(from: Reached, key: string, { step, old, parent }: Applied): Steps {
    const { value, where } = from
    if (Array.isArray(value) && (isPair(value.length, value[0]) || isPair(parent.length, parent.first))) return anew(from)
    if (isJsonObject(value) && concernsSiblings(value, key, from.plain)) return anew(from)
    const index = Array.isArray(value) ? String(indexIn(value, key, step)) : key
    const treatment = walk.treatment(value, index)
    const path = pointerOf([...from.path, shown(treatment.key, key)])
    if (step.op === 'remove') return [{ op: 'remove', path }]
    const clean = walk.child(treatment, step.value, where)
    // A secret that becomes another one: as far as the file goes, nothing has changed.
    const replaced = step.op === 'replace' || !Array.isArray(value) ? old : undefined
    if (
      replaced !== undefined &&
      !isContainer(replaced) &&
      jsonEqual(
        engine.quietly(() => walk.child(treatment, replaced, where)),
        clean,
      )
    )
      return []
    return [{ op: step.op, path, value: clean }]
  }

  return (applied, where) => go({ value: applied.root, path: [], where, plain: false }, pointerKeys(applied.step.path), applied)
}

/** An index as the step has it (`-` stays `-`), a key as it may be shown. */
function shown(treated: string | number, key: string): string {
  return typeof treated === 'number' ? key : treated
}

function isPair(length: number | undefined, first: Json | undefined): boolean {
  return length === 2 && typeof first === 'string'
}

function isContainer(json: Json): boolean {
  return typeof json === 'object' && json !== null
}

function indexIn(list: readonly Json[], key: string, step: PatchOp): number {
  return key === '-' ? list.length - (step.op === 'add' ? 1 : 0) : Number(key)
}

function childOf(container: Json, key: string): Json | undefined {
  if (Array.isArray(container)) return container[Number(key)]
  return isJsonObject(container) && Object.hasOwn(container, key) ? container[key] : undefined
}

/** True where a key that is hidden and a key of the page's own look alike. */
function isAmbiguous(object: JsonObject, key: string, engine: Engine): boolean {
  const { clean } = engine.key(key)
  return (clean !== key && Object.hasOwn(object, clean)) || key.startsWith('[key#')
}
