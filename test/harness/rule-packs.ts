import fc from 'fast-check'
import type { PackRule, RuleAction, RulePack, RuleSearch } from '../../src/core/model'
import { rulesWith } from '../../src/core/rule-packs'
import type { Rule } from '../../src/core/sanitize'
import { canaries } from '../fixtures/canaries'

/** Names as `secretJson` has them, and as its tags do. */
const names = ['password', 'token', 'session', 'orderId', 'card', 'name', 'value', 'key', 'meta', 'items', 'a', 'b', '0', 'v', 'node']
const globs = ['*', 'pass*', '*id', 't*n*', 'a*', '*e*', 'canary*', '*.*']
const values = ['Bob', 'ok', 'password', '4716461583322103', 'seen ', 'https://x.example', ...canaries().map(({ text }) => text)]

/** Some fit nearly everything, markers among it. */
const patterns = [
  ...['Bob', '(?<who>seen) (\\w+)', '[a-z]+@[a-z.]+', '\\d+', '\\d{6,}', 'a+', '[a-z]{5}', '^.', '..$', '\\S+', '.{3}'],
  ...['\\bre', '(e)(d)?', '[\\[\\]]', '[A-Z]{2}\\S*', '#[0-9]', '(?s).+', '\\pL+', 'x|y|z', '["{},:]', '=.', '%..'],
]
const detectors = ['email', 'card-number', 'jwt', 'password', 'secret-name', 'phone', 'ip-address', 'aws-key', 'iban', 'private-key']
const neverShown = ['card-code', 'pin']
const urls = ['*', 'https://*', '*x.example*', 'https://u:*@*']

const segments = fc.oneof(fc.constantFrom(...names, '*', '**', 't*', '*e'), fc.constantFrom('[*]', '["a/b"]', '["m~n"]', '["password"]'))
export const path = fc
  .array(segments, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.reduce((all, part) => (all === '' || part.startsWith('[') ? `${all}${part}` : `${all}.${part}`), ''))
const paths = fc.oneof(
  path,
  fc
    .tuple(fc.array(path, { minLength: 1, maxLength: 2 }), fc.array(path, { maxLength: 2 }))
    .map(([takes, leaves]) => [...takes, ...leaves.map((each) => `!${each}`)]),
)

const glob = fc.constantFrom(...names, ...globs)
const action: fc.Arbitrary<RuleAction> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<RuleAction>('remove', 'mask', 'keep-format', 'token') },
  { weight: 1, arbitrary: fc.constant<RuleAction>('keep') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('', 'aaaa', 'Bob', 'x@example.com', '[it]', '$$', 'redacted: 12345678').map((replace) => ({ replace })),
  },
)

type Made = Pick<PackRule, 'find' | 'action'>

const found = <Find extends RuleSearch>(find: fc.Arbitrary<Find>, actions = action): fc.Arbitrary<Made> =>
  fc.record({ find, action: actions })

const searches: fc.Arbitrary<Made> = fc.oneof(
  found(fc.constantFrom(...detectors).map((detector) => ({ detector }))),
  found(
    fc.constantFrom(...neverShown).map((detector) => ({ detector })),
    fc.constantFrom('remove', 'keep'),
  ),
  found(fc.record({ pattern: fc.constantFrom(...patterns), ignoreCase: fc.boolean() })),
  fc.constantFrom<Made>(
    { find: { pattern: '(?<who>\\w+)@(\\w+)', group: 'who' }, action: { replace: '$<who>' } },
    { find: { pattern: 'see(n) (\\w+)', group: 2 }, action: 'mask' },
    { find: { pattern: '(\\d{4})(\\d+)' }, action: { replace: '$1-$$-x' } },
    { find: { pattern: '([a-z])[a-z]+' }, action: { replace: '$1' } },
  ),
  found(glob.map((key) => ({ key }))),
  found(glob.map((header) => ({ header }))),
  found(glob.map((query) => ({ query }))),
  found(paths.map((each) => ({ path: each }))),
  found(fc.constantFrom(...urls).map((url) => ({ url }))),
  found(fc.constantFrom(...values).map((value) => ({ value }))),
)

const scope = fc.record(
  {
    kinds: fc.subarray(['state', 'event'] as const, { minLength: 1 }),
    types: fc.subarray(['', 'console', 'request'], { minLength: 1 }),
    sources: fc.subarray(['s', 'store*', '*'], { minLength: 1 }),
  },
  { requiredKeys: [] },
)

const rule = fc.record({ made: searches, priority: fc.nat({ max: 100 }), only: scope, off: fc.constant(true) }, { requiredKeys: ['made'] })

/** Packs of a person, of one to five rules. */
export const rulePack: fc.Arbitrary<RulePack> = fc.array(rule, { minLength: 1, maxLength: 5 }).map((rules) => ({
  schema: 'playhead-rules',
  schemaVersion: 1,
  name: 'Made',
  rules: rules.map(({ made, ...more }, at) => ({ id: `own-${at}`, ...more, ...made })),
}))

/** The rules of a pack and what is on by itself. The clock of its patterns stands still. */
export function rulesOfPack(pack: RulePack): readonly Rule[] {
  return rulesWith(undefined, [pack], { now: () => 0 })
}
