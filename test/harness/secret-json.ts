import fc from 'fast-check'
import type { Json } from '../../src/core/value'
import { canaries } from '../fixtures/canaries'

const texts = canaries().map((canary) => canary.text)

/** Names that decide, names that veto, names that mean nothing, and names that are secrets themselves. */
const keys = fc.constantFrom(
  'password',
  'token',
  'tokens',
  'session',
  'pin',
  'orderId',
  'card',
  'cid',
  'name',
  'value',
  'key',
  'field',
  'meta',
  'payload',
  'type',
  'items',
  'a',
  'b',
  '0',
  '1',
  '__proto__',
  'canary.person@example.com',
  'user:canary.person@example.com',
  '[key#1]',
  '[redacted:email]',
  'a/b',
  'm~n',
)

const leaves: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Json>(null, true, false, 0, 1, 42, 1.5, 4716461583322103, 860417295, 1700000000000) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Json>(
      '',
      'ok',
      'Bob',
      'password',
      'expired',
      'token',
      '4716461583322103',
      '4716 4615 8332 2103',
      '[redacted:email]',
      'a@b',
    ),
  },
  { weight: 3, arbitrary: fc.constantFrom<Json>(...texts) },
  { weight: 2, arbitrary: fc.constantFrom(...texts).map((text) => `seen ${text} by canary.person@example.com, password=hunter2 `) },
  { weight: 1, arbitrary: fc.constantFrom(...texts).map((text) => JSON.stringify({ user: 'Bob', token: 'abc123', note: text })) },
  { weight: 1, arbitrary: fc.constantFrom(...texts).map((text) => `https://x.example/?${new URLSearchParams({ q: text, page: '1' })}`) },
  { weight: 1, arbitrary: fc.constantFrom(...texts).map((text) => Buffer.from(`{"q":${JSON.stringify(text)}}`).toString('base64')) },
)

const tags: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    { $: 'undefined' },
    { $: 'date', v: '2026-01-01T00:00:00.000Z' },
    { $: 'bigint', v: '4716461583322103' },
    { $: 'redacted', by: 'password' },
    { $: 'function', name: 'save' },
    { $: 'truncated', why: 'string', size: 9, v: 'canary.person@example.com and' },
    { $: 'bytes', type: 'Uint8Array', v: Buffer.from('to canary.person@example.com').toString('base64') },
    { $: 'error', name: 'Error', message: 'canary.person@example.com', stack: 'at x (https://u:p4ssw0rd@h.example/a.js:1:2)' },
  ),
)

const tagNames = fc.constantFrom(
  'map',
  'set',
  'object',
  'instance',
  'error',
  'function',
  'bytes',
  'truncated',
  'date',
  'undefined',
  'later',
)
const tagFields = fc.oneof(keys, fc.constantFrom('v', 'name', 'message', 'size'))

/** Tagged JSON of any shape, full of secrets and of what looks like them. */
export const secretJson: fc.Arbitrary<Json> = fc.letrec<{ node: Json }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaves,
    tags,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(keys, tie('node'), { maxKeys: 4, noNullPrototype: true }),
    fc.tuple(keys, tie('node')),
    fc.array(fc.tuple(keys, tie('node')), { maxLength: 3 }).map((entries) => ({ $: 'map', v: entries }) as Json),
    // What looks like a tag and may be none.
    fc.tuple(tagNames, fc.dictionary(tagFields, tie('node'), { maxKeys: 3, noNullPrototype: true })).map(([$, held]) => ({ $, ...held })),
    tie('node').map((node) => ({ $: 'object', v: { $: 'own', node } }) as Json),
    tie('node').map((node) => ({ $: 'instance', name: 'Cart', v: { node } }) as Json),
  ),
})).node
