import type { Entry, Fact } from '../../../src/core/model'
import type { Json } from '../../../src/core/value/json'
import { page } from './support'

/** One value for each tag of the specification. */
export const everyTag: Readonly<Record<string, Json>> = {
  undefined: { $: 'undefined' },
  nan: { $: 'number', v: 'NaN' },
  negativeZero: { $: 'number', v: '-0' },
  bigint: { $: 'bigint', v: '12345678901234567890' },
  symbol: { $: 'symbol', v: 'iterator' },
  date: { $: 'date', v: '2026-11-21T15:45:00.000Z' },
  invalidDate: { $: 'date', v: null },
  regexp: { $: 'regexp', v: '/a+/gi' },
  url: { $: 'url', v: 'http://localhost:4400/' },
  boxed: { $: 'boxed', v: 'text' },
  map: { $: 'map', v: [['key', { $: 'map', v: [] }]] },
  set: { $: 'set', v: [1, 'two'] },
  bytes: { $: 'bytes', type: 'Uint8Array', v: 'AQID' },
  error: {
    $: 'error',
    name: 'TypeError',
    message: 'x is not a function',
    stack: 'TypeError: x\n    at f (http://localhost:4400/app.js:1:2)',
  },
  instance: { $: 'instance', name: 'Cart', v: { total: 3 } },
  function: { $: 'function', name: 'reducer' },
  node: { $: 'node', v: 'button#pay' },
  opaque: { $: 'opaque', v: 'Promise' },
  hole: [1, { $: 'hole' }, 3],
  cycle: { self: { $: 'cycle', up: 1 } },
  threw: { $: 'threw', v: 'no access' },
  object: { $: 'object', v: { $: 'a key of the page' } },
  pending: { $: 'pending' },
  truncated: { $: 'truncated', why: 'string', size: 5000, v: 'the beginning' },
  redacted: { $: 'redacted', by: 'password' },
}

const facts: readonly Fact[] = [
  { kind: 'event', type: 'navigation', data: { how: 'load', url: page.url, title: page.title } },
  { kind: 'state', type: 'open', source: 'store', data: { name: 'store', library: 'redux' } },
  {
    kind: 'state',
    type: 'keyframe',
    source: 'store',
    data: { value: { tags: everyTag, list: { $: 'pending' } }, why: 'init', partial: true },
  },
  { kind: 'state', type: 'part', source: 'store', data: { patch: [{ op: 'replace', path: '/list', value: [1, 2] }], last: true } },
  {
    kind: 'state',
    type: 'change',
    source: 'store',
    data: {
      action: { type: 'cart/add' },
      patch: [
        { op: 'add', path: '/list/-', value: 3 },
        { op: 'remove', path: '/tags/nan' },
      ],
    },
  },
  { kind: 'event', type: 'console', data: { method: 'warn', args: ['%s', everyTag.error ?? null], stack: 'at f' } },
  { kind: 'event', type: 'error', data: { from: 'rejection', message: 'failed', thrown: { $: 'undefined' } } },
  { kind: 'event', type: 'input', data: { action: 'click', target: 'button#pay', label: 'Pay', x: 1, y: 2.5 } },
  {
    kind: 'event',
    type: 'request',
    data: { id: 1, api: 'fetch', method: 'POST', url: 'http://localhost:4400/api', headers: { accept: '*/*' } },
  },
  {
    kind: 'event',
    type: 'response',
    data: {
      id: 1,
      api: 'fetch',
      method: 'POST',
      url: 'http://localhost:4400/api',
      status: 503,
      outcome: 'ok',
      duration: 12.25,
      timing: { dns: 0 },
    },
  },
  {
    kind: 'event',
    type: 'message',
    data: { id: 2, api: 'websocket', url: 'ws://localhost:4400/', direction: 'in', event: 'message', size: 12 },
  },
  { kind: 'event', type: 'custom', data: { name: 'checkout', data: { step: 2 } } },
  { kind: 'event', type: 'mark', data: { name: 'here' } },
  { kind: 'component', type: 'gap', data: { reason: 'unsupported' } },
  { kind: 'performance', type: 'overhead', data: { busy: 0.5, window: 1000, longest: 0.25, waiting: 0, entries: 12 } },
  { kind: 'event', type: 'gap', data: { reason: 'overflow', lost: 3, detail: 'too fast' } },
  { kind: 'state', type: 'close', source: 'store', data: {} },
]

/** One entry of each type. */
export const everyKind: readonly Entry[] = facts.map((fact, index) => ({
  seq: index + 1,
  document: page.id,
  n: index + 1,
  t: page.timeOrigin + index * 33.25,
  ...fact,
}))
