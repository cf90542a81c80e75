import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffJson } from '../../../src/core/timeline'
import { childrenOf, type Json, normalize, tagOf } from '../../../src/core/value'
import { isAtOrBelow, parsePath, placeTest } from '../../../src/panel/selectors/filter/paths'
import { lookUp, readablePath } from '../../../src/panel/selectors/json-at'
import { pathsText, pathText } from '../../../src/panel/selectors/path-text'
import { runs } from '../../harness/runs'

class Cart {
  constructor(readonly total: unknown) {}
}

const name = fc.oneof(
  fc.constantFrom('a', 'b', 'total', 'a b', 'x.y', '"', '\\', '/', '~', '~m0', '0', '12', ''),
  fc.string({ maxLength: 3 }),
)
/** A pointer alone cannot tell a key `v` from a tag. */
const key = name.filter((text) => text !== 'v')
/** Nor can it tell an entry of a Map from an item of a Set that has a place `1`. */
const isClear = (item: unknown): boolean => !Array.isArray(item) && !(typeof item === 'object' && item !== null && Object.hasOwn(item, '1'))

/** What apps keep as state. */
const stateOf = (inSets: (item: unknown) => boolean) =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.integer({ min: 0, max: 9 }),
      fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(fc.oneof(key, fc.integer()), tie('value')), { maxLength: 3 }).map((pairs) => new Map(pairs)),
      fc.array(tie('value').filter(inSets), { maxLength: 2 }).map((items) => new Set(items)),
      tie('value').map((total) => new Cart(total)),
    ),
  })).value
const clear = stateOf(isClear)
const value = stateOf(() => true)

/** Every value inside, by the pointer that leads to it, with the keys that the tree shows on the way. */
function* placesIn(json: Json, pointer = '', way: readonly string[] = []): Generator<{ pointer: string; way: readonly string[] }> {
  let at = 0
  for (const child of childrenOf(json)) {
    const isEntry = tagOf(json) === 'map'
    const step = isEntry ? `#${at}` : tagOf(json) === 'set' ? String(at) : child.label
    at++
    const place = { pointer: pointer + child.pointerPart, way: [...way, step] }
    yield place
    yield* placesIn(child.json, place.pointer, place.way)
  }
}

/** The steps of a path as it is written, by a reader that knows nothing else. */
function stepsOf(path: string): readonly string[] {
  return [...path.matchAll(/\.get\((#\d+)\)|\[("(?:[^"\\]|\\.)*")\]|\[([\d-]+)\]|\.?([^.[\]()]+)/g)].map(
    ([, entry, quoted, place, plain]) => (quoted === undefined ? (entry ?? place ?? plain ?? '') : JSON.parse(quoted)),
  )
}

describe('a path of a change', () => {
  it('is written with the keys that the tree shows, tags and the pairs of Maps left out', () => {
    fc.assert(
      fc.property(clear, (state) => {
        for (const { pointer, way } of placesIn(normalize(state))) expect(stepsOf(pathText(pointer))).toEqual(way)
      }),
      { numRuns: runs(300) },
    )
  })

  it('is found by the filter as it is written in a row, as it is recorded, and as the tree writes it', () => {
    fc.assert(
      fc.property(value, (state) => {
        const json = normalize(state)
        for (const { pointer } of placesIn(json)) {
          for (const typed of [pathText(pointer), pointer, readablePath(json, pointer)]) {
            const parsed = parsePath(typed)
            if (parsed.state !== 'whole') return expect.fail(`${typed} was not understood`)
            expect(placeTest(parsed.pointer, true)(pointer)).toBe(true)
            expect(placeTest(parsed.pointer, false)(pointer)).toBe(true)
          }
        }
      }),
      { numRuns: runs(300) },
    )
  })

  it('is found by no other place of the state, but for that of another entry of the same Map', () => {
    fc.assert(
      fc.property(clear, (state) => {
        const places = [...placesIn(normalize(state))]
        for (const { pointer } of places) {
          const parsed = parsePath(pathText(pointer))
          if (parsed.state !== 'whole') return expect.unreachable()
          const found = places.filter((other) => placeTest(parsed.pointer, false)(other.pointer)).map((other) => other.pointer)
          expect(found).toEqual(places.filter((other) => isAtOrBelow(other.pointer, pointer)).map((other) => other.pointer))
        }
      }),
      { numRuns: runs(200) },
    )
  })

  it('leads to where patches lead', () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        const before = normalize({ part: one })
        const after = normalize({ part: other })
        for (const { path, op } of diffJson(before, after)) {
          const held = op === 'remove' ? before : after
          if (lookUp(held, path) === undefined) continue
          const parsed = parsePath(pathText(path))
          expect(parsed.state === 'whole' && placeTest(parsed.pointer, true)(path)).toBe(true)
        }
      }),
      { numRuns: runs(200) },
    )
  })
})

describe('the paths of a row', () => {
  it.each([
    ['/entryDraft/v/0/1/title', 'entryDraft.get(#0).title'],
    ['/cart/lines/0/quantity /cart/total', 'cart.lines[0].quantity, cart.total'],
    ['/list/- /a~1b/x~0y /seen/v/3', 'list[-], ["a/b"]["x~y"], seen[3]'],
    ['/v/2/1', '.get(#2)'],
    ['/pos/v', 'pos.v'],
    ['/cart/v/total', 'cart.total'],
    ['/a key with/blanks', 'a, key, with/blanks'],
    ['', ''],
  ])('%s is shown as %s', (paths, shown) => {
    expect(pathsText(paths)).toBe(shown)
  })
})

it('a path through a Map that is still typed asks nothing yet, and any key stands for every entry', () => {
  for (const typed of ['seen.get(', 'seen.get("k', 'seen.get("k")'])
    expect(parsePath(typed).state).toBe(typed.endsWith(')') ? 'whole' : 'unfinished')
  const parsed = parsePath('seen.get("k").on')
  const isThere = placeTest(parsed.state === 'whole' ? parsed.pointer : '', true)
  expect(['/seen/v/0/1/on', '/seen/v/7/1', '/seen/v/7/1/off', '/seen', '/other'].map(isThere)).toEqual([true, true, false, true, false])
})
