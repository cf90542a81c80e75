import fc from 'fast-check'
import { anyRecipes, built, Cart, define, isStrange, type Recipe } from '../value/any-value'

/** One change to an immutable state: in which container, what is done, with what. */
export interface Edit {
  readonly where: number
  readonly how: number
  readonly at: number
  readonly value: Recipe
}

/** A state and what is done to it, one change after the other. */
export const histories = fc.record({
  first: anyRecipes,
  edits: fc.array(fc.record({ where: fc.nat(40), how: fc.nat(40), at: fc.nat(40), value: anyRecipes }), { minLength: 1, maxLength: 4 }),
})

/** The states of a history, which share what did not change. */
export function statesOf({ first, edits }: { readonly first: Recipe; readonly edits: readonly Edit[] }): unknown[] {
  const states = [built(first)]
  for (const edit of edits) states.push(edited(states.at(-1), edit))
  return states
}

/** The state after an edit, as a reducer makes it: the changed container and those around it are copies, all else is shared. */
function edited(state: unknown, { where, how, at, value }: Edit): unknown {
  const open = containersIn(state)
  const target = open[where % Math.max(1, open.length)]
  if (target === undefined) return built(value)
  // Now and then a part of the state itself is put elsewhere.
  const added = how % 5 === 0 ? open[at % open.length] : built(value)
  return replaced(state, target, changed(target, how, at, added), new Map())
}

/** The containers that a reducer could copy: plain objects, arrays, Maps, Sets and carts, outermost first. */
function containersIn(state: unknown): object[] {
  const found = new Set<object>()
  const visit = (value: unknown): void => {
    if (!isOpen(value) || found.has(value)) return
    found.add(value)
    for (const item of itemsOf(value)) visit(item)
  }
  visit(state)
  return [...found]
}

const kinds = new Set<unknown>([Object.prototype, Array.prototype, Map.prototype, Set.prototype, Cart.prototype])

function isOpen(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isStrange(value) && kinds.has(Object.getPrototypeOf(value))
}

function itemsOf(value: object): unknown[] {
  if (value instanceof Map) return [...value].flat()
  return value instanceof Set ? [...value] : Object.values(value)
}

function changed(target: object, how: number, at: number, value: unknown): object {
  if (Array.isArray(target)) return changedList(target, how, at, value)
  if (target instanceof Map) return new Map(changedList([...target], how, at, [at % 3, value]) as [unknown, unknown][])
  if (target instanceof Set) return new Set(changedList([...target], how, at, value))
  const entries = Object.entries(target)
  const copy = Object.create(Object.getPrototypeOf(target))
  const gone = how % 3 === 0 ? at % (entries.length + 1) : -1
  const order = how % 6 === 5 ? entries.toReversed() : entries
  for (const [i, [key, item]] of order.entries()) {
    if (i !== gone) define(copy, key, how % 3 === 1 && i === at % entries.length ? value : item)
  }
  if (how % 3 === 2) define(copy, ['added', 'password', '$', '7', 'name', 'a/b'][at % 6] ?? 'x', value)
  return copy
}

function changedList(list: readonly unknown[], how: number, at: number, value: unknown): unknown[] {
  const place = at % (list.length + 1)
  const copy = list.slice()
  switch (how % 8) {
    case 0:
      copy.splice(place, 1)
      break
    case 1:
      copy.splice(place, 0, value)
      break
    case 2:
      copy.splice(place, 1, value)
      break
    case 3:
      copy.push(value, ...list.slice(0, place))
      break
    case 4:
      copy.splice(0, place)
      break
    case 5:
      copy.reverse()
      break
    case 6:
      copy.push(...copy.splice(place, 1))
      break
    default:
      copy.splice(place, 2)
      copy.unshift(value)
  }
  return copy
}

/** `state` with `target` replaced wherever it lies, its surroundings copied. A cycle keeps leading to the old state, as it would in a reducer. */
function replaced(state: unknown, target: object, by: object, seen: Map<object, unknown>): unknown {
  if (state === target) return by
  if (!isOpen(state) || !containersIn(state).includes(target)) return state
  if (!seen.has(state)) {
    seen.set(state, state)
    seen.set(
      state,
      copyWith(state, (value) => replaced(value, target, by, seen)),
    )
  }
  return seen.get(state)
}

function copyWith(state: object, inner: (value: unknown) => unknown): unknown {
  if (Array.isArray(state)) {
    const copy = state.slice()
    for (const key of copy.keys()) if (key in copy) copy[key] = inner(copy[key])
    return copy
  }
  if (state instanceof Map) return new Map([...state].map(([key, value]) => [inner(key), inner(value)]))
  if (state instanceof Set) return new Set([...state].map(inner))
  const copy = Object.create(Object.getPrototypeOf(state))
  for (const [key, value] of Object.entries(state)) define(copy, key, inner(value))
  return copy
}
