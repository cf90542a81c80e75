import fc from 'fast-check'
import { strangers } from './strangers'

/**
 * How to build a value, as plain data: what is built may be hostile, and the
 * test's own tools must not touch it.
 */
export type Recipe =
  | { readonly is: 'leaf'; readonly value: unknown }
  | { readonly is: 'stranger'; readonly which: string }
  /** One of the containers built before it: shared, or a cycle where it lies around. */
  | { readonly is: 'again'; readonly which: number }
  | { readonly is: 'object'; readonly entries: readonly (readonly [string, Recipe])[] }
  | { readonly is: 'list'; readonly items: readonly Recipe[]; readonly holes: readonly number[] }
  | { readonly is: 'map'; readonly entries: readonly (readonly [Recipe, Recipe])[] }
  | { readonly is: 'set'; readonly items: readonly Recipe[] }
  | { readonly is: 'error'; readonly message: string; readonly cause: Recipe }
  | { readonly is: 'cart'; readonly items: Recipe }

/** Keys that trip up careless code, and names the guard knows. */
const keys = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c', 'id', 'name', 'value', 'items', '0', '17') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '$',
      '__proto__',
      'constructor',
      'toJSON',
      'hasOwnProperty',
      'password',
      'type',
      'payload',
      'a/b',
      'm~n',
      '',
      'login({"password":"hunter2"})',
      'login({"password":"hunter3"})',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6, unit: 'binary' }) },
)

/** Two keys too long to be kept, which are written alike. */
const longKeys = fc.constantFrom(`${'k'.repeat(4_096)}1`, `${'k'.repeat(4_096)}2`)

const texts = fc.oneof(
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.constantFrom('', 'password', 'password=hunter2', '\ud800', 'a\udc00b', '😀😀😀😀😀😀', 'Bearer abcdef123456', '{"password":"x"}'),
  fc.string({ minLength: 30, maxLength: 60 }),
)

export const primitives: fc.Arbitrary<unknown> = fc.oneof(
  texts,
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, undefined, true, false, 0, -0, Number.NaN, Infinity, -Infinity),
  fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }),
)

/** Values that are the same again after the way to JSON and back. */
const leaves = fc.oneof(
  { weight: 8, arbitrary: primitives },
  { weight: 1, arbitrary: fc.date({ noInvalidDate: false }) },
  { weight: 1, arbitrary: fc.constantFrom(/a\/b/giu, /(?:)/, /[/]x/, Object('text'), Object(3), Object(-0), Object(false), Object(4n)) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc.int32Array({ maxLength: 4 }),
      fc.float64Array({ maxLength: 3 }),
      fc.bigUint64Array({ maxLength: 2 }),
      fc.uint8Array({ maxLength: 5 }).map((bytes) => bytes.slice().buffer),
      fc.uint8Array({ maxLength: 5 }).map((bytes) => new DataView(bytes.slice().buffer)),
    ),
  },
)

function recipes(withStrangers: boolean, maxDepth: number): fc.Arbitrary<Recipe> {
  const is = <Kind extends Recipe['is']>(kind: Kind): fc.Arbitrary<Kind> => fc.constant(kind)
  const names = withStrangers ? fc.oneof({ weight: 20, arbitrary: keys }, { weight: 1, arbitrary: longKeys }) : keys
  const named = names.map((value): Recipe => ({ is: 'leaf', value }))
  return fc.letrec<{ recipe: Recipe }>((tie) => {
    const inner = tie('recipe')
    const some = fc.array(inner, { maxLength: 6 })
    // Node's deep equality does not come to an end with an error that is its own cause.
    const cause = withStrangers ? inner : fc.record({ is: is('leaf'), value: leaves })
    return {
      recipe: fc.oneof(
        { depthSize: 'small', maxDepth, withCrossShrink: true },
        { weight: 6, arbitrary: fc.record({ is: is('leaf'), value: leaves }) },
        { weight: 6, arbitrary: fc.record({ is: is('object'), entries: fc.array(fc.tuple(names, inner), { maxLength: 6 }) }) },
        { weight: 4, arbitrary: fc.record({ is: is('list'), items: some, holes: fc.array(fc.nat(5), { maxLength: 1 }) }) },
        {
          weight: 2,
          arbitrary: fc.record({ is: is('map'), entries: fc.array(fc.tuple(fc.oneof(named, inner), inner), { maxLength: 4 }) }),
        },
        { weight: 2, arbitrary: fc.record({ is: is('set'), items: some }) },
        { weight: 1, arbitrary: fc.record({ is: is('error'), message: texts, cause }) },
        ...(withStrangers
          ? [
              { weight: 1, arbitrary: fc.record({ is: is('stranger'), which: fc.constantFrom(...Object.keys(strangers)) }) },
              { weight: 1, arbitrary: fc.record({ is: is('again'), which: fc.nat(30) }) },
              { weight: 1, arbitrary: fc.record({ is: is('cart'), items: inner }) },
            ]
          : [{ weight: 1, arbitrary: fc.record({ is: is('again'), which: fc.nat(30) }) }]),
      ),
    }
  }).recipe
}

/** Any JS value: hostile ones, shared references and cycles too. */
export const anyRecipes = recipes(true, 5)

/** Values that come back whole: every part of them has a live equivalent. */
export const livingRecipes = recipes(false, 4)

export class Cart {
  total = 1
  constructor(readonly items: unknown) {}
}

export function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}

const strange = new WeakSet<object>()

/** Whether a test must keep its hands off: it may lie or throw. */
export function isStrange(value: object): boolean {
  return strange.has(value)
}

/** The value of a recipe: a new one each time. */
export function built(recipe: Recipe): unknown {
  const made: unknown[] = []
  const build = (part: Recipe): unknown => {
    switch (part.is) {
      case 'leaf':
        return part.value
      case 'stranger': {
        const stranger = strangers[part.which]?.()
        if (typeof stranger === 'object' && stranger !== null) strange.add(stranger)
        return stranger
      }
      case 'again':
        return made.length === 0 ? undefined : made[part.which % made.length]
      case 'object': {
        const object = {}
        made.push(object)
        for (const [key, value] of part.entries) define(object, key, build(value))
        return object
      }
      case 'list': {
        const list: unknown[] = []
        made.push(list)
        for (const item of part.items) list.push(build(item))
        for (const hole of part.holes) if (hole < list.length) delete list[hole]
        return list
      }
      case 'map': {
        const map = new Map()
        made.push(map)
        for (const [key, value] of part.entries) map.set(build(key), build(value))
        return map
      }
      case 'set': {
        const set = new Set()
        made.push(set)
        for (const item of part.items) set.add(build(item))
        return set
      }
      case 'error': {
        const error = new TypeError(part.message)
        made.push(error)
        error.stack = `TypeError: ${part.message}\n    at here`
        Object.defineProperty(error, 'cause', { value: build(part.cause), writable: true, configurable: true })
        Object.assign(error, { code: 'E' })
        return error
      }
      case 'cart': {
        const cart = new Cart(undefined)
        made.push(cart)
        return Object.assign(cart, { items: build(part.items) })
      }
    }
  }
  return build(recipe)
}
