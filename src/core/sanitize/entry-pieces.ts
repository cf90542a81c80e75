import { AppError } from '../errors'
import { type Entry, type Format, specOf } from '../model'
import { type Pieces, partOf } from '../pieces'
import { applyPatch, type Patch, type PatchOp, pointerOf } from '../timeline'
import { type Json, setOwn, weigh } from '../value'
import { createEntrySanitizer } from './entries'
import { pathKeys } from './loose-step'
import type { Sanitizer } from './sanitizer'
import { createStateSanitizer } from './state'

/**
 * One entry by itself, as an export writes it, a piece at a time. `before`: the
 * state of its source before it, where that is known. Gives back the identical
 * entry where nothing changes.
 */
export function* sanitizeEntry(sanitizer: Sanitizer, entry: Entry, before?: Json): Pieces<Entry> {
  const data: Readonly<Record<string, Json>> = { ...(entry.data as Readonly<Record<string, Json>>) }
  const heavy = Object.keys(data).filter((name) => isHeavy(formatOf(entry, name), data[name], sanitizer.piece))
  const light = heavy.length === 0 ? entry : withData(entry, Object.fromEntries(heavy.map((name) => [name, []])))
  const cleaned = createEntrySanitizer(sanitizer, before)(light)
  const inside: Record<string, Json> = {}
  for (const [at, name] of heavy.entries()) {
    const value = data[name] ?? null
    const work = fieldPieces(sanitizer, formatOf(entry, name), value, before, `${entry.kind}/${entry.type} ${entry.seq} ${name}`)
    inside[name] = yield* partOf(work, at / heavy.length, (at + 1) / heavy.length)
  }
  return cleaned === light && heavy.every((name) => inside[name] === data[name]) ? entry : withData(cleaned, inside)
}

function withData<AnyEntry extends Entry>(entry: AnyEntry, data: Readonly<Record<string, Json>>): AnyEntry {
  return { ...entry, data: { ...entry.data, ...data } }
}

/** Undefined for a field or type that this version does not know. */
function formatOf({ kind, type }: Entry, name: string): Format | undefined {
  return specOf(kind, type)?.fields[name]
}

function isHeavy(format: Format | undefined, value: Json | undefined, piece: number): boolean {
  const holdsValues = format === undefined || format === 'value' || format === 'state' || format === 'patch'
  return holdsValues && typeof value === 'object' && weigh(value, piece) > piece
}

function* fieldPieces(sanitizer: Sanitizer, format: Format | undefined, value: Json, before: Json | undefined, at: string): Pieces<Json> {
  if (format === 'patch' && Array.isArray(value)) return yield* patchPieces(sanitizer, value as Patch & Json, before, at)
  return (yield* sanitizer.sanitizePart(value, '', at)) ?? null
}

/** The only source there is. */
const source = 'it'

function* patchPieces(sanitizer: Sanitizer, patch: Patch & Json, before: Json | undefined, at: string): Pieces<Patch & Json> {
  const states = createStateSanitizer(sanitizer)
  let state = before
  const out: PatchOp[] = []
  for (const [number, step] of patch.entries()) {
    yield number / patch.length
    const next = state === undefined ? undefined : applied(state, step)
    if (step.op === 'remove' || weigh(step.value, sanitizer.piece) <= sanitizer.piece) {
      if (state === undefined) states.forget(source)
      else states.hold(source, state)
      out.push(...states.patch(source, [step], at))
    } else out.push(yield* partOf(heavyStep(sanitizer, step, next, at), number / patch.length, (number + 1) / patch.length))
    state = next
  }
  return out.length === patch.length && out.every((step, place) => step === patch[place]) ? patch : (out as readonly PatchOp[] & Json)
}

/** A step with so much in it that this is looked at as a part of the state that it leads to, where that is known, else of its path. */
function* heavyStep(sanitizer: Sanitizer, step: Exclude<PatchOp, { op: 'remove' }>, after: Json | undefined, at: string): Pieces<PatchOp> {
  const keys = pathKeys(step.path)
  const root = after ?? keys.reduceRight<Json>((inside, key) => holding(key, inside), step.value)
  const pointer = after === undefined ? pointerOf(keys) : pointerIn(after, keys)
  const value = (yield* sanitizer.sanitizePart(root, pointer, at)) ?? null
  const path = pointerOf(keys.map((key) => sanitizer.sanitizeKey(key, at)))
  return value === step.value && path === step.path ? step : { op: step.op, path, value }
}

function holding(key: string, value: Json): Json {
  const object: Record<string, Json> = {}
  setOwn(object, key, value)
  return object
}

/** Where a step led, once it has: `-` became the last place. */
function pointerIn(after: Json, keys: readonly string[]): string {
  if (keys.at(-1) !== '-') return pointerOf(keys)
  let list: Json | undefined = after
  for (const key of keys.slice(0, -1)) list = (list as Readonly<Record<string, Json>> | undefined)?.[key]
  return pointerOf([...keys.slice(0, -1), Array.isArray(list) ? list.length - 1 : '-'])
}

/** Undefined where the step does not fit: from there on nobody knows the state. */
function applied(state: Json, step: PatchOp): Json | undefined {
  try {
    return applyPatch(state, [step])
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // Replaying the session says so, too.
    return undefined
  }
}
