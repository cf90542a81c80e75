import fc from 'fast-check'
import { describe, type Entry, oneLine } from '../../src/core/model'
import { pointerKeys } from '../../src/core/timeline'
import { facetOf } from '../../src/panel/selectors/facets'
import { naiveFacts } from './naive-facts'

/** What a naive filter may look at: the entries as they are, and what surrounds them. */
export interface NaiveSession {
  readonly entries: readonly Entry[]
  sourceName(document: string, source: string): string
  marks(seq: number): { readonly pinned: boolean; readonly tags: readonly string[] }
}

export type NaiveTest = (entry: Entry, session: NaiveSession) => boolean

/** A term as a person types it, and what it says of an entry. */
export interface NaiveTerm {
  readonly typed: string
  readonly holds: NaiveTest
}

const levels = ['debug', 'info', 'warn', 'error']
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
const within = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase())

function linesOf(entry: Entry): readonly string[] {
  const { label, text } = describe(entry)
  return [label, oneLine(text, 240), entry.source ?? '', entry.type]
}

/** A glob as a regular expression, which the filter itself never makes of one. */
function glob(typed: string): RegExp {
  const parts = typed.split('*').map((part) => part.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'is')
}

function hostIn(url: string): readonly string[] {
  return URL.canParse(url) ? [new URL(url).hostname, new URL(url).host] : []
}

function keysTouch(a: readonly string[], b: readonly string[]): boolean {
  return a.every((key, i) => b[i] === undefined || b[i] === key)
}

function patchPaths(entry: Entry): readonly (readonly string[])[] {
  return entry.kind === 'state' && entry.type === 'change' ? entry.data.patch.map(({ path }) => pointerKeys(path)) : []
}

/** Whether a keyframe comes where anything may have changed: it replaced the state, or nothing of the source was known since a gap. */
function beginsAnew(entry: Entry, { entries }: NaiveSession): boolean {
  if (entry.kind !== 'state' || entry.type !== 'keyframe' || entry.data.why === 'derived') return false
  if (entry.data.why === 'replaced') return true
  let broken = false
  for (const other of entries) {
    if (other.seq >= entry.seq) return broken
    if (other.kind !== 'state' || other.document !== entry.document) continue
    if (other.type === 'gap') broken ||= other.source === undefined || other.source === entry.source
    else if (other.source !== entry.source) continue
    else if (other.type === 'open' || (other.type === 'keyframe' && other.data.why !== 'derived')) broken = false
  }
  return broken
}

const word = (key: string, values: Readonly<Record<string, NaiveTest>>): fc.Arbitrary<NaiveTerm> =>
  fc.constantFrom(...Object.entries(values).map(([value, holds]) => ({ typed: `${key}:${value}`, holds })))

const facet =
  (name: string): NaiveTest =>
  ({ kind, type }) =>
    facetOf(kind, type) === name
const kind =
  (name: string): NaiveTest =>
  (entry) =>
    entry.kind === name
const type =
  (name: string): NaiveTest =>
  (entry) =>
    entry.type === name
const level =
  (least: string): NaiveTest =>
  (entry) =>
    levels.indexOf(describe(entry).level) >= levels.indexOf(least)
const url =
  (test: (url: string) => boolean): NaiveTest =>
  (entry) => {
    const told = naiveFacts(entry).url
    return told !== '' && test(told)
  }
const status =
  (from: number, to: number): NaiveTest =>
  (entry) => {
    const told = naiveFacts(entry).status
    return told > 0 && told >= from && told <= to
  }
const action =
  (typed: string): NaiveTest =>
  (entry) =>
    entry.kind === 'state' && entry.type === 'change' && glob(typed).test(describe(entry).label)
const pathTest =
  (keys: readonly string[]): NaiveTest =>
  (entry) =>
    patchPaths(entry).some((path) => keysTouch(keys, path) || keysTouch(path, keys))
const changedTest =
  (keys: readonly string[]): NaiveTest =>
  (entry, session) =>
    beginsAnew(entry, session) || patchPaths(entry).some((path) => path.length >= keys.length && keysTouch(keys, path))
const pathWords: Readonly<Record<string, readonly string[]>> = {
  cart: ['cart'],
  'cart.items[0]': ['cart', 'items', '0'],
  '/cart/items/0': ['cart', 'items', '0'],
  '$.cart.items[0].qty': ['cart', 'items', '0', 'qty'],
  'user["first name"]': ['user', 'first name'],
  'user["a/b"]': ['user', 'a/b'],
  'catalog.products.kettle-9': ['catalog', 'products', 'kettle-9'],
}
const mapped = (test: (keys: readonly string[]) => NaiveTest): Readonly<Record<string, NaiveTest>> =>
  Object.fromEntries(Object.entries(pathWords).map(([typed, keys]) => [typed, test(keys)]))

/** Every operator of the filter, by what follows its colon. */
export const keyedTerms: Readonly<Record<string, fc.Arbitrary<NaiveTerm>>> = {
  kind: word('kind', {
    state: kind('state'),
    component: kind('component'),
    event: kind('event'),
    performance: kind('performance'),
    network: facet('network'),
    Console: facet('console'),
    gap: facet('gap'),
    error: facet('error'),
    recorder: facet('recorder'),
  }),
  type: word('type', {
    console: type('console'),
    change: type('change'),
    gap: type('gap'),
    're*': ({ type: name }) => name.startsWith('re'),
  }),
  level: word('level', { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') }),
  source: fc.constantFrom('redux', 'REDUX-1', 'shop', '"shop st"', 'nobody').map((typed) => ({
    typed: `source:${typed}`,
    holds: ({ document, source }, session) =>
      source !== undefined &&
      (within(source, typed.replaceAll('"', '')) || within(session.sourceName(document, source), typed.replaceAll('"', ''))),
  })),
  action: fc
    .constantFrom('cart/added', 'CART/*', '*ed', '"user login"', '"a,b"', 'cart', 'changed', '*')
    .map((typed) => ({ typed: `action:${typed}`, holds: action(typed.replaceAll('"', '')) })),
  url: fc
    .constantFrom('cart', 'SHOP.example/api', '"a b"', 'long/cart', 'https:*/cart', 'id=1')
    .map((typed) => ({ typed: `url:${typed}`, holds: url((told) => glob(`*${typed.replaceAll('"', '')}*`).test(told)) })),
  domain: word('domain', {
    'shop.example': url((told) => hostIn(told).some((host) => same(host, 'shop.example') || host.endsWith('.shop.example'))),
    'api.shop.example:8443': url((told) => hostIn(told).includes('api.shop.example:8443')),
    localhost: url((told) => hostIn(told).includes('localhost')),
    '*.example': url((told) => hostIn(told).some((host) => host.endsWith('.example'))),
    example: url((told) => hostIn(told).some((host) => host.endsWith('.example'))),
  }),
  method: fc
    .constantFrom('GET', 'post', 'DELETE')
    .map((typed) => ({ typed: `method:${typed}`, holds: (entry) => same(naiveFacts(entry).method, typed) })),
  'status-code': word('status-code', {
    '404': status(404, 404),
    '4xx': status(400, 499),
    '20x': status(200, 209),
    '>=404': status(404, 999),
    '>404': status(405, 999),
    '<404': status(1, 403),
    '<=200': status(1, 200),
    '200-404': status(200, 404),
  }),
  'larger-than': word('larger-than', {
    '16': (entry) => naiveFacts(entry).size > 16,
    '100k': (entry) => naiveFacts(entry).size > 100_000,
    '1KB': (entry) => naiveFacts(entry).size > 1000,
    '1.5M': (entry) => naiveFacts(entry).size > 1_500_000,
  }),
  'slower-than': word('slower-than', {
    '16ms': (entry) => naiveFacts(entry).duration > 16,
    '1s': (entry) => naiveFacts(entry).duration > 1000,
    '99': (entry) => naiveFacts(entry).duration > 99,
  }),
  path: word('path', mapped(pathTest)),
  changed: word('changed', mapped(changedTest)),
  is: word('is', {
    error: (entry) => describe(entry).level === 'error',
    gap: type('gap'),
    slow: (entry) => naiveFacts(entry).duration > 1000,
    pinned: ({ seq }, session) => session.marks(seq).pinned,
  }),
}

const texts: fc.Arbitrary<NaiveTerm> = fc.constantFrom('cart', 'GET', '404', '"cart is"', '"no such"', 'foo:bar').map((typed) => ({
  typed,
  holds: (entry) => within(linesOf(entry).join('\n'), typed.replaceAll('"', '')),
}))
const patterns: fc.Arbitrary<NaiveTerm> = fc
  .constantFrom(/^GET/, /cart$/i, /\d{3}/, /^(console|change)$/, /[^a]b?/)
  .map((pattern) => ({ typed: `${pattern}`, holds: (entry) => linesOf(entry).some((line) => pattern.test(line)) }))
const tags: fc.Arbitrary<NaiveTerm> = fc.constantFrom('bug', 'Later', 'nobody').map((tag) => ({
  typed: `@${tag}`,
  holds: ({ seq }, session) => session.marks(seq).tags.some((other) => same(other, tag)),
}))

export const bareTerms = { text: texts, pattern: patterns, tag: tags } as const

/** The same key with one more value: either may hold. */
export function either([first, second]: readonly [NaiveTerm, NaiveTerm]): NaiveTerm {
  return {
    typed: `${first.typed},${second.typed.slice(second.typed.indexOf(':') + 1)}`,
    holds: (entry, session) => first.holds(entry, session) || second.holds(entry, session),
  }
}

export function not({ typed, holds }: NaiveTerm, sign: '-' | '!'): NaiveTerm {
  return { typed: sign + typed, holds: (entry, session) => !holds(entry, session) }
}
