import type { Json } from '../../value'
import { type Column, form, packedText, type Scalar } from './forms'
import { numberColumn } from './number-columns'

/** Shapes of fewer rows are not worth their keys; so many groups at most. */
const SHAPE_ROWS = 2
const MOST_SHAPES = 200
/** An object of more members than this, alone in its column, is a dictionary more often than a record. */
const MOST_MEMBERS = 16

type PlainScalar = Exclude<Scalar, Uint8Array>
type JsonObject = { readonly [key: string]: Json }

/** Recorded values as a column, whatever they are; `fromColumn` gives them back. */
export function toColumn(values: readonly Json[]): Column {
  if (values.length === 0) return [form.list, []]
  const scalars: PlainScalar[] = []
  const arrays: (readonly Json[])[] = []
  const objects: JsonObject[] = []
  for (const value of values) {
    if (typeof value !== 'object' || value === null) scalars.push(value ?? null)
    else if (isArray(value)) arrays.push(value)
    else objects.push(value)
  }
  if (objects.length === values.length) return objectColumn(objects)
  if (arrays.length === values.length) return arrayColumn(arrays)
  if (scalars.length === values.length) return scalarColumn(scalars)
  const groups: Column[] = []
  const [ofScalars, ofArrays, ofObjects] = [
    scalars.length > 0 ? groups.push(scalarColumn(scalars)) - 1 : 0,
    arrays.length > 0 ? groups.push(arrayColumn(arrays)) - 1 : 0,
    objects.length > 0 ? groups.push(objectColumn(objects)) - 1 : 0,
  ]
  const places = values.map((value) => (typeof value !== 'object' || value === null ? ofScalars : isArray(value) ? ofArrays : ofObjects))
  return [form.groups, numberColumn(places), groups]
}

/** The members that JSON has: one that is undefined is not there. */
function keysOf(object: JsonObject): readonly string[] {
  const keys = Object.keys(object)
  return keys.some((key) => object[key] === undefined) ? keys.filter((key) => object[key] !== undefined) : keys
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function arrayColumn(arrays: readonly (readonly Json[])[]): Column {
  return [form.arrays, numberColumn(arrays.map(({ length }) => length)), toColumn((arrays as readonly Json[][]).flat())]
}

function scalarColumn(values: readonly PlainScalar[]): Column {
  const [first] = values
  if (first !== undefined && values.every((value) => value === first)) return packed(first)
  if (values.every((value) => typeof value === 'number')) return numberColumn(values)
  const runs = runsOf(values)
  if (runs !== undefined) return runs
  const places = new Map<Scalar, number>()
  for (const value of values) if (!places.has(value)) places.set(value, places.size)
  if (places.size * 2 > values.length) return [form.list, values.map(packed)]
  return [form.table, [...places.keys()].map(packed), numberColumn(values.map((value) => places.get(value) ?? 0))]
}

/** As runs, if they are few. */
function runsOf(values: readonly Scalar[]): Column | undefined {
  const starts: number[] = []
  for (let at = 0; at < values.length; at++) if (at === 0 || values[at] !== values[at - 1]) starts.push(at)
  if (starts.length * 4 > values.length) return undefined
  const lengths = starts.map((start, run) => (starts[run + 1] ?? values.length) - start)
  return [form.runs, starts.length, [form.list, starts.map((start) => packed(values[start] ?? null))], numberColumn(lengths)]
}

function packed(value: Scalar): Scalar {
  return typeof value === 'string' ? packedText(value) : value
}

interface Shape {
  readonly keys: readonly string[]
  readonly rows: JsonObject[]
}

function objectColumn(objects: readonly JsonObject[]): Column {
  const shapes = new Map<string, Shape>()
  const shapeOf = objects.map((object) => {
    const keys = keysOf(object)
    const name = keys.join('\u0000')
    const known = shapes.get(name)
    // Keys may hold what joins them: then one name is of two shapes, and the second goes among the others.
    if (known !== undefined) {
      if (known.keys.length === keys.length && known.keys.every((key, at) => key === keys[at])) known.rows.push(object)
      else return undefined
      return known
    }
    const shape = { keys, rows: [object] }
    shapes.set(name, shape)
    return shape
  })
  const [only] = shapes.values()
  if (only !== undefined && only.rows.length === objects.length && !(objects.length === 1 && only.keys.length > MOST_MEMBERS)) {
    return shapeColumn(only)
  }
  const groups = new Map<Shape, number>()
  const columns: Column[] = []
  for (const shape of [...shapes.values()].sort((a, b) => b.rows.length - a.rows.length).slice(0, MOST_SHAPES)) {
    if (shape.rows.length >= SHAPE_ROWS) groups.set(shape, columns.push(shapeColumn(shape)) - 1)
  }
  const others = objects.filter((_, row) => placeIn(groups, shapeOf[row]) === undefined)
  if (others.length === objects.length) return memberColumn(others)
  const place = others.length > 0 ? columns.push(memberColumn(others)) - 1 : 0
  return [form.groups, numberColumn(shapeOf.map((shape) => placeIn(groups, shape) ?? place)), columns]
}

function placeIn(groups: ReadonlyMap<Shape, number>, shape: Shape | undefined): number | undefined {
  return shape === undefined ? undefined : groups.get(shape)
}

function shapeColumn({ keys, rows }: Shape): Column {
  return [form.objects, keys.map(packedText), keys.map((key) => toColumn(rows.map((row) => row[key] ?? null)))]
}

function memberColumn(objects: readonly JsonObject[]): Column {
  const keys = objects.map(keysOf)
  return [
    form.members,
    numberColumn(keys.map(({ length }) => length)),
    toColumn(keys.flat()),
    toColumn(objects.flatMap((object, row) => (keys[row] ?? []).map((key) => object[key] ?? null))),
  ]
}
