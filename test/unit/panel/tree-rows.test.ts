import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/value'
import { FIRST_CHILDREN, type TreeOptions, type TreeRow, treeMove, treeRows } from '../../../src/panel/selectors/tree-rows'

const cart: Json = {
  lines: [{ sku: 'a', quantity: 1 }, { sku: 'b' }],
  seen: { $: 'set', v: ['x', 'y'] },
  byId: { $: 'map', v: [['k', { deep: true }]] },
  total: 3,
}

const open = (...paths: readonly string[]): TreeOptions => ({ expanded: new Set(paths) })
const lines = (rows: readonly TreeRow[]): readonly string[] =>
  rows.map(
    ({ level, key, expanded, path }) => `${'  '.repeat(level - 1)}${expanded === undefined ? '' : expanded ? '- ' : '+ '}${key} ${path}`,
  )

describe('the rows of a tree', () => {
  it('show what is open, with JSON Pointers into the tagged value', () => {
    expect(lines(treeRows(cart, open('/lines', '/lines/0', '/seen', '/byId')))).toEqual([
      '- lines /lines',
      '  - 0 /lines/0',
      '    sku /lines/0/sku',
      '    quantity /lines/0/quantity',
      '  + 1 /lines/1',
      '- seen /seen',
      '   /seen/v/0',
      '   /seen/v/1',
      '- byId /byId',
      '  + "k" /byId/v/0/1',
      'total /total',
    ])
  })

  it('say their place among their siblings', () => {
    expect(treeRows(cart, open('/lines')).map(({ key, place, siblings }) => `${key} ${place}/${siblings}`)).toEqual([
      'lines 1/4',
      '0 1/2',
      '1 2/2',
      'seen 2/4',
      'byId 3/4',
      'total 4/4',
    ])
  })

  it('show a part of what is long, and more when asked', () => {
    const long = { list: Array.from({ length: 1200 }, (_, at) => at) }
    const rows = treeRows(long, open('/list'))
    expect(rows).toHaveLength(1 + FIRST_CHILDREN + 1)
    expect(rows.at(-1)).toMatchObject({ path: '/list/…', more: 1200 - FIRST_CHILDREN, place: FIRST_CHILDREN + 1 })
    expect(treeRows(long, { ...open('/list'), shown: new Map([['/list', 2000]]) })).toHaveLength(1 + 1200)
  })

  it('have nothing to open where nothing is inside', () => {
    const rows = treeRows({ a: {}, b: [], c: { $: 'date', v: null }, d: { $: 'redacted', by: 'password' } }, open())
    expect(rows.map(({ expanded }) => expanded)).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('the keys of a tree', () => {
  const rows = treeRows(cart, open('/lines', '/lines/0'))
  const at = (path: string): number => rows.findIndex((row) => row.path === path)

  it.each([
    ['ArrowDown', '/lines', { go: 1 }],
    ['ArrowUp', '/lines', { go: 0 }],
    ['ArrowRight', '/lines', { go: 1 }],
    ['ArrowRight', '/lines/1', { toggle: '/lines/1' }],
    ['ArrowRight', '/total', undefined],
    ['ArrowLeft', '/lines/0', { toggle: '/lines/0' }],
    ['ArrowLeft', '/lines/0/sku', { go: 1 }],
    ['ArrowLeft', '/lines/1', { go: 0 }],
    ['Enter', '/seen', { toggle: '/seen' }],
    ['Enter', '/total', undefined],
    ['Home', '/total', { go: 0 }],
    ['End', '/lines', { go: rows.length - 1 }],
    ['PageDown', '/lines', { go: 3 }],
    ['x', '/lines', undefined],
    ['*', '/lines', { open: ['/seen', '/byId'] }],
    ['*', '/lines/1', { open: ['/lines/1'] }],
    ['*', '/lines/0', { open: ['/lines/1'] }],
    ['*', '/lines/0/sku', undefined],
  ])('%s at %s', (key, path, move) => {
    expect(treeMove(rows, at(path), key, 3)).toEqual(move)
  })

  it('open no more than somebody could look through, and always the row itself', () => {
    const long = treeRows(
      Array.from({ length: 400 }, (_, at) => [at]),
      open(),
    )
    const move = treeMove(long, 300, '*', 3)
    expect(move !== undefined && 'open' in move && [move.open.length, move.open[0]]).toEqual([50, '/300'])
  })

  it('do nothing in an empty tree', () => {
    expect(treeMove([], -1, 'ArrowDown', 3)).toBeUndefined()
  })
})
