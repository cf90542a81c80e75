import { type Entry, type Format, specOf } from '../../src/core/model'
import type { SessionPass, SessionSanitizer } from '../../src/core/sanitize'
import { isJsonObject, type Json, type JsonObject, recordedJson } from '../../src/core/value'

/** What a careless engine lets through: given a value as it was, how deep it lies, and what the right engine made of it. */
export type Hole = (original: Json, depth: number, clean: Json) => Json | undefined

/** A pass of a careless engine over what a right one sanitizes. */
export type Break = (sanitizer: SessionSanitizer) => SessionPass

/** The right pass, but for what `change` makes of it. */
export function brokenPass(change: (pass: SessionPass) => Partial<SessionPass>): Break {
  return (sanitizer) => {
    const pass = sanitizer.pass()
    return { ...pass, ...change(pass) }
  }
}

/** Entries as the right engine makes them, where `careless` does not say otherwise. */
export function brokenEntries(careless: (clean: Entry, original: Entry, at: number, all: readonly Entry[]) => Entry): Break {
  return brokenPass((pass) => ({
    entries: (entries) => pass.entries(entries).map((clean, at) => careless(clean, entries[at] ?? clean, at, entries)),
  }))
}

/** Lets through what the hole gives back, wherever it lies in an entry. */
export function withHole(hole: Hole): Break {
  return brokenEntries((clean, original) => withData(clean, holed(recordedJson(clean.data), recordedJson(original.data), hole, 0)))
}

/** Never looks at fields of this format. */
export function withoutFormat(format: Format): Break {
  return brokenEntries((clean, original) => {
    const left = Object.entries(specOf(original.kind, original.type)?.fields ?? {}).filter(([, each]) => each === format)
    const before: Readonly<Record<string, unknown>> = { ...original.data }
    const kept = left.filter(([name]) => before[name] !== undefined).map(([name]) => [name, before[name]])
    return withData(clean, { ...clean.data, ...Object.fromEntries(kept) })
  })
}

/** Gives every name of an object back, with the right values under it. */
export const withNames: Break = brokenEntries((clean, original) =>
  withData(clean, named(recordedJson(clean.data), recordedJson(original.data))),
)

/** The parts of a text between what was taken out of it. */
export function partsLeft(clean: Json): readonly string[] {
  return typeof clean === 'string' ? clean.split(/\[redacted:[\w-]+\]/) : []
}

function withData(entry: Entry, data: unknown): Entry {
  return JSON.parse(JSON.stringify({ ...entry, data }))
}

function holed(clean: Json, original: Json, hole: Hole, depth: number): Json {
  const through = hole(original, depth, clean)
  if (through !== undefined) return through
  return alike(
    clean,
    original,
    (each, before) => holed(each, before, hole, depth + 1),
    (name) => name,
  )
}

function named(clean: Json, original: Json): Json {
  return alike(clean, original, named, (_, before) => before)
}

/** Both have the same names in the same order, and the same items; what was taken out as a whole stays so. */
function alike(
  clean: Json,
  original: Json,
  each: (clean: Json, original: Json) => Json,
  nameOf: (clean: string, original: string) => string,
): Json {
  if (Array.isArray(clean) && Array.isArray(original)) return clean.map((item, at) => each(item, original[at] ?? null))
  if (!isPlain(clean) || !isPlain(original)) return clean
  const before = Object.entries(original)
  return Object.fromEntries(
    Object.entries(clean).map(([name, value], at) => {
      const [itsName, itsValue] = before[at] ?? [name, value]
      return [nameOf(name, itsName), each(value, itsValue)]
    }),
  )
}

function isPlain(value: Json): value is JsonObject {
  return isJsonObject(value) && value.$ !== 'redacted'
}
