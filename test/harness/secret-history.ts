import fc from 'fast-check'
import type { Json } from '../../src/core/value'
import { secretJson } from './secret-json'

/** Values that follow one another: mostly the same with something else in one place, as states do. */
export const history = fc.array(fc.tuple(secretJson, fc.nat(), fc.nat()), { minLength: 2, maxLength: 8 }).map((steps) => {
  const [[first]] = steps as [[Json, number, number]]
  const values: Json[] = [first]
  for (const [value, place, child] of steps.slice(1))
    values.push(place % 4 === 0 ? value : changedAt(values.at(-1) ?? null, place, child, value))
  return values
})

function changedAt(json: Json, place: number, child: number, value: Json): Json {
  if (typeof json !== 'object' || json === null || place % 5 === 0) return value
  const next = Math.floor(place / 5)
  if (Array.isArray(json)) {
    if (place % 3 === 0) return [...json, value]
    if (place % 3 === 1) return json.slice(1)
    return json.map((item, at) => (at === child % json.length ? changedAt(item, next, child >> 2, value) : item))
  }
  const keys = Object.keys(json)
  const key = keys[child % Math.max(1, keys.length)] ?? 'a'
  if (place % 3 === 0) return Object.fromEntries(Object.entries(json).filter(([name]) => name !== key))
  return Object.fromEntries(
    Object.entries(json).map(([name, item]) => [name, name === key ? changedAt(item, next, child >> 2, value) : item]),
  )
}
