import fc from 'fast-check'
import type { Entry } from '../../src/core/model'
import { packColumns, type Segment, unpackColumns } from '../../src/core/store'

const t = fc.integer({ min: 0, max: 50 })
const document = fc.constantFrom('d1', 'd2')
const source = fc.constantFrom('redux-1', 'pinia-2')

const urls = fc.constantFrom(
  'https://shop.example/api/cart?id=1',
  'https://api.shop.example:8443/Cart',
  'http://localhost:3000/cart/items',
  '/relative/cart',
  'https://cdn.example/a  b',
  `https://shop.example/${'long/'.repeat(60)}cart`,
  '',
)
const paths = fc.constantFrom(
  '',
  '/cart',
  '/cart/items/0',
  '/cart/items/0/qty',
  '/cart/items/1',
  '/carts',
  '/user/first name',
  '/user/a~1b',
)
/** So many that the column of texts has only the first of them. */
const manyPaths = fc
  .tuple(fc.integer({ min: 6, max: 12 }), paths)
  .map(([count, last]) => [...Array.from({ length: count }, (_, i) => `/catalog/products/kettle-${i}/stock`), last])
const patch = fc
  .oneof({ weight: 4, arbitrary: fc.array(paths, { maxLength: 3 }) }, { weight: 1, arbitrary: manyPaths })
  .map((list) => list.map((path) => ({ op: 'replace' as const, path, value: 1 })))

const state = fc.oneof(
  fc.constant({ type: 'open', data: { name: 'Shop store', library: 'redux' } }),
  fc.constantFrom('init', 'late', 'replaced', 'derived').map((why) => ({ type: 'keyframe', data: { value: { cart: 1 }, why } })),
  patch.map((steps) => ({ type: 'part', data: { patch: steps, last: true } })),
  fc
    .tuple(fc.constantFrom('cart/added', 'cart/removed', 'user login', 'a,b', undefined), patch)
    .map(([type, steps]) => ({ type: 'change', data: { patch: steps, ...(type !== undefined && { action: { type } }) } })),
  fc.constant({ type: 'gap', data: { reason: 'mutated' } }),
)

const amount = fc.constantFrom(0, 15, 16, 99.5, 1000, 1001, 100_000, 2_000_001)
const request = fc.record({ method: fc.constantFrom('GET', 'post', 'PUT'), url: urls, id: fc.constant(1), api: fc.constant('fetch') })
const facts = fc.oneof(
  fc.tuple(source, state).map(([id, fact]) => ({ kind: 'state', source: id, ...fact })),
  fc.constant({ kind: 'state', type: 'gap', data: { reason: 'budget' } }),
  fc.constant({ kind: 'component', type: 'gap', data: { reason: 'budget' } }),
  fc
    .tuple(
      fc.constantFrom('log', 'warn', 'error', 'debug'),
      fc.constantFrom('Cart ready', 'pay aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', 'level 404'),
    )
    .map(([method, word]) => ({ kind: 'event', type: 'console', data: { method, args: [word] } })),
  request.map((data) => ({ kind: 'event', type: 'request', data })),
  fc
    .tuple(request, fc.constantFrom(0, 200, 204, 404, 499, 503), amount, fc.option(amount, { nil: undefined }))
    .map(([data, status, duration, size]) => ({
      kind: 'event',
      type: 'response',
      data: { ...data, status, duration, outcome: 'ok', ...(size !== undefined && { size }) },
    })),
  fc.tuple(urls, amount).map(([url, size]) => ({
    kind: 'event',
    type: 'message',
    data: { id: 1, api: 'websocket', url, direction: 'in', event: 'message', size },
  })),
  urls.map((url) => ({ kind: 'event', type: 'navigation', data: { how: 'push', url } })),
  urls.map((url) => ({ kind: 'event', type: 'error', data: { from: 'error', message: 'cart is undefined', stack: 'at pay', url } })),
  fc.constant({ kind: 'performance', type: 'overhead', data: { busy: 1, window: 10, longest: 1, waiting: 0, entries: 3 } }),
)

/** Entries of every sort, as a store numbers them. */
export const sessionEntries: fc.Arbitrary<readonly Entry[]> = fc
  .array(fc.tuple(document, t, facts), { minLength: 1, maxLength: 40 })
  .map((rows) => {
    const next = new Map<string, number>()
    return rows.map(([of, at, fact], i) => {
      const n = (next.get(of) ?? 0) + 1
      next.set(of, n)
      return { ...fact, t: at, document: of, n, seq: i + 1 } as Entry
    })
  })

/** The segment of entries that follow each other; `old`: as it was written before there were facts. */
export function segmentOfEntries(entries: readonly Entry[], old: boolean): Segment {
  const { documents, columns } = packColumns(entries)
  return {
    session: 's',
    firstSeq: entries[0]?.seq ?? 1,
    lastSeq: entries.at(-1)?.seq ?? 0,
    from: 0,
    until: 50,
    bytes: 0,
    version: 3,
    tail: false,
    documents,
    columns: unpackColumns(old ? { ...columns, facts: undefined } : columns),
  }
}
