import { describe, expect, it } from 'vitest'
import { applyPatch, createRefDiffer, diffRefs, type KeyframePiece, type Patch } from '../../../src/core/timeline'
import { type Json, normalize, stateCaps } from '../../../src/core/value'

/** The end of a generator, and how often it paused. */
function run<Result>(work: Generator<unknown, Result>): { readonly result: Result; readonly pauses: number } {
  let pauses = 0
  for (;;) {
    const { done, value } = work.next()
    if (done) return { result: value, pauses }
    pauses++
  }
}

/** The patch by reference; checked to lead from the one to the other. */
function patchOf(prev: unknown, next: unknown): Patch {
  const { result } = run(diffRefs(prev, next))
  expect(applyPatch(normalize(prev, { caps: stateCaps }), result)).toEqual(normalize(next, { caps: stateCaps }))
  return result
}

const entity = (id: number) => ({ id, title: `entity ${id}`, tags: ['a'] })
const entities = (count: number) => Array.from({ length: count }, (_, id) => entity(id))

describe('the patch of one change', () => {
  it('is one step for one field of one of many', () => {
    const list = entities(1_000)
    expect(patchOf({ list }, { list: list.with(500, { ...entity(500), title: 'new' }) })).toEqual([
      { op: 'replace', path: '/list/500/title', value: 'new' },
    ])
    const byId = Object.fromEntries(list.map((item) => [`e${item.id}`, item]))
    expect(patchOf({ byId }, { byId: { ...byId, e500: { ...entity(500), tags: ['a', 'b'] } } })).toEqual([
      { op: 'add', path: '/byId/e500/tags/1', value: 'b' },
    ])
  })

  it('is right along the history of an object whose keys are numbers, whatever changes, and also on the way back', () => {
    const differ = createRefDiffer()
    const rows = (value: (id: number) => unknown) => Object.fromEntries(Array.from({ length: 600 }, (_, id) => [id, value(id)]))
    const { 599: last, 0: first, ...others } = rows(entity)
    for (const [start, other] of [
      [rows(entity), entity(0)],
      [rows(() => true), true],
      [rows(() => undefined), undefined],
      [rows(() => 0), 0],
    ] as const) {
      const byId = start[0]
      const states: unknown[] = [start]
      const add = (next: object) => states.push(next)
      add({ ...start, 7: other, 300: 'new' })
      add({ ...start, 7: -0 })
      add({ ...start, 7: Number.NaN })
      add({ ...others, 0: first, 600: last })
      add({ ...others, 1: byId, 599: other })
      add({ ...start, 601: other })
      add({ ...start, x: other })
      const seen = [...states, ...states.toReversed(), ...states.filter((_, i) => i % 2 === 0)]
      run(differ.keyframe(seen[0]))
      for (const [i, next] of seen.entries()) {
        const prev = seen[i - 1] ?? next
        const patch = run(differ.diff(prev, next)).result
        if (patch === undefined) throw new Error('no patch')
        expect(applyPatch(normalize(prev, { caps: stateCaps }), patch)).toEqual(normalize(next, { caps: stateCaps }))
      }
    }
  })

  it('is one step for something added or removed, wherever', () => {
    const list = entities(1_000)
    expect(patchOf(list, list.toSpliced(3, 1))).toEqual([{ op: 'remove', path: '/3' }])
    expect(patchOf(list, list.toSpliced(3, 0, entity(5_000)))).toEqual([{ op: 'add', path: '/3', value: entity(5_000) }])
    expect(patchOf(list, [...list, entity(5_000)])).toEqual([{ op: 'add', path: '/1000', value: entity(5_000) }])
    const map = new Map(list.map((item) => [item.id, item]))
    const smaller = new Map(map)
    smaller.delete(3)
    expect(patchOf(map, smaller)).toEqual([{ op: 'remove', path: '/v/3' }])
    const { a, ...rest } = { a: 1, ...Object.fromEntries(list.map((item) => [`e${item.id}`, item])) }
    expect(patchOf({ a, ...rest }, rest)).toEqual([{ op: 'remove', path: '/a' }])
    expect(patchOf(rest, { ...rest, a })).toEqual([{ op: 'add', path: '/a', value: 1 }])
  })

  it('is small for several changes far apart', () => {
    const list = entities(1_000)
    const next = list.toSpliced(900, 1).toSpliced(500, 0, entity(5_000)).toSpliced(10, 1)
    expect(patchOf(list, next)).toHaveLength(3)
    const filtered = list.filter(({ id }) => id % 100 !== 7)
    expect(patchOf(list, filtered)).toHaveLength(10)
  })

  it('follows items by id when all of them are new objects', () => {
    const list = entities(200)
    const next = list.toSpliced(20, 1).map((item) => ({ ...item, title: item.id === 100 ? 'new' : item.title }))
    expect(patchOf(list, next)).toEqual([
      { op: 'remove', path: '/20' },
      { op: 'replace', path: '/99/title', value: 'new' },
    ])
  })

  it('looks into items without an id that were all made anew', () => {
    const points = Array.from({ length: 200 }, (_, x) => ({ x, y: 0 }))
    expect(
      patchOf(
        points,
        points.map(({ x }) => ({ x, y: x === 7 ? 1 : 0 })),
      ),
    ).toEqual([{ op: 'replace', path: '/7/y', value: 1 }])
  })

  it('is a removal and an addition for something that moved', () => {
    const list = entities(100)
    const [first = entity(0), ...others] = list
    expect(patchOf(list, [...others, first])).toEqual([
      { op: 'remove', path: '/0' },
      { op: 'add', path: '/99', value: first },
    ])
  })

  it('replaces a list of which hardly anything stays', () => {
    const list = entities(100)
    expect(patchOf({ list }, { list: list.toReversed() })).toHaveLength(1)
    expect(patchOf({ list }, { list: entities(300).slice(150) })).toHaveLength(1)
  })

  it('is empty when nothing differs but the objects', () => {
    const fresh = () => ({ a: [1, new Date(0), new Map([['k', { x: Number.NaN }]])], run: () => 1, text: 'a' })
    expect(patchOf(fresh(), fresh())).toEqual([])
  })

  it('tells 0 from -0, undefined from a hole and from nothing', () => {
    const holed = [1, 1]
    delete holed[1]
    expect(patchOf({ a: 0, b: [0] }, { a: -0, b: [-0] })).toHaveLength(2)
    expect(patchOf([1, undefined], holed)).toHaveLength(1)
    expect(patchOf(holed, [1, undefined])).toHaveLength(1)
    expect(patchOf({ a: undefined }, {})).toEqual([{ op: 'remove', path: '/a' }])
    expect(patchOf({}, { a: undefined })).toEqual([{ op: 'add', path: '/a', value: { $: 'undefined' } }])
  })

  it('looks into a part again when a cycle runs through it', () => {
    const child: Record<string, unknown> = { name: 'child' }
    const prev = { child, other: 1 }
    child.parent = prev
    patchOf(prev, { ...prev, other: 2 })
  })

  it('never shows what the guard hides', () => {
    const before = { password: 'correct', fields: [{ name: 'password', value: 'correct' }], map: new Map([['password', 'correct']]) }
    const after = { password: 'horse', fields: [{ name: 'password', value: 'horse' }], map: new Map([['password', 'horse']]) }
    expect(JSON.stringify(patchOf(before, after))).not.toContain('horse')
    expect(patchOf({ password: '' }, { password: 'horse' })).toEqual([
      { op: 'replace', path: '/password', value: { $: 'redacted', by: 'password' } },
    ])
    expect(patchOf({ password: 'horse' }, { password: '' })).toEqual([{ op: 'replace', path: '/password', value: '' }])
    expect(patchOf({ name: 'user', value: 'ada' }, { name: 'password', value: 'ada' })).not.toEqual([])
  })
})

describe('a differ', () => {
  function keyframeOf(pieces: Iterable<KeyframePiece | undefined>): Json {
    let json: Json = null
    for (const piece of pieces) if (piece !== undefined) json = 'value' in piece ? piece.value : applyPatch(json, piece.patch)
    return json
  }

  it('asks for a keyframe of a state it does not know', () => {
    const differ = createRefDiffer()
    expect(run(differ.diff({ a: 1 }, { a: 2 })).result).toBeUndefined()
    const state = { a: 1 }
    keyframeOf(differ.keyframe(state))
    expect(run(differ.diff(state, { a: 2 })).result).toEqual([{ op: 'replace', path: '/a', value: 2 }])
  })

  it('asks for a keyframe when the patch would be too large', () => {
    const differ = createRefDiffer({ patchSize: 1_000 })
    const state = { list: entities(3) }
    keyframeOf(differ.keyframe(state))
    const grown = { list: entities(1_000) }
    expect(run(differ.diff(state, grown)).result).toBeUndefined()
    expect(keyframeOf(differ.keyframe(grown))).toEqual(grown)
    expect(run(differ.diff(grown, { list: grown.list.slice(1) })).result).toEqual([{ op: 'remove', path: '/list/0' }])
  })

  it('asks for a keyframe as long as the byte cap cuts the state', () => {
    const differ = createRefDiffer({ caps: { ...stateCaps, bytes: 1_000 } })
    const large = { list: entities(100), n: 0 }
    keyframeOf(differ.keyframe(large))
    expect(run(differ.diff(large, { ...large, n: 1 })).result).toBeUndefined()
    const small = { list: entities(2), n: 0 }
    keyframeOf(differ.keyframe(small))
    expect(run(differ.diff(small, { ...small, n: 1 })).result).toHaveLength(1)
    expect(run(differ.diff(small, { ...small, list: entities(30) })).result).toBeUndefined()
  })

  it('pauses every few hundred values, however large the state', () => {
    let reads = 0
    const counted = () =>
      entities(5_000).map(
        (item) =>
          new Proxy(item, {
            get(target, key) {
              reads++
              return Reflect.get(target, key)
            },
          }),
      )
    let most = 0
    const watch = <Result>(work: Generator<unknown, Result>): Result => {
      for (;;) {
        reads = 0
        const { done, value } = work.next()
        most = Math.max(most, reads)
        if (done) return value
      }
    }
    const differ = createRefDiffer()
    const [state, next] = [{ list: counted() }, { list: counted() }]
    watch(differ.keyframe(state))
    expect(watch(differ.diff(state, next))).toEqual([])
    expect(most).toBeGreaterThan(50)
    expect(most).toBeLessThan(2_000)
  })

  it('streams a large state in pieces of limited size', () => {
    const differ = createRefDiffer({ pieceSize: 10_000 })
    const state = { entities: Object.fromEntries(entities(2_000).map((item) => [`e${item.id}`, item])), after: 'end' }
    const pieces = [...differ.keyframe(state)].filter((piece) => piece !== undefined)
    expect(pieces.length).toBeGreaterThan(8)
    for (const piece of pieces) expect(JSON.stringify(piece).length).toBeLessThan(15_000)
    expect(keyframeOf(pieces)).toEqual(normalize(state, { caps: stateCaps }))
  })

  it('samples a written state alike until it is changed in place', () => {
    const differ = createRefDiffer()
    const byId = Object.fromEntries(entities(1_000).map((item) => [`e${item.id}`, item]))
    const state = { byId, filter: { text: 'abc' } }
    keyframeOf(differ.keyframe(state))
    const next = { ...state, byId: { ...byId, e0: entity(0) } }
    run(differ.diff(state, next))
    const sample = differ.sample(next)
    expect(differ.sample(next)).toBe(sample)
    next.filter.text = 'abd'
    expect(differ.sample(next)).not.toBe(sample)
  })
})
