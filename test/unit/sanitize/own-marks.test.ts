import { describe, expect, it } from 'vitest'
import type { Entry, PackRule } from '../../../src/core/model'
import { holdsRedaction } from '../../../src/core/model'
import { rulesWith } from '../../../src/core/rule-packs'
import { createSessionSanitizer } from '../../../src/core/sanitize'
import type { Json } from '../../../src/core/value'

const place = { seq: 1, document: 'd', n: 1, t: 1, kind: 'event' }
const log = (value: Json) => ({ ...place, type: 'console', data: { method: 'log', args: [value] } }) as Entry

function sanitizerOf(...rules: readonly PackRule[]) {
  return createSessionSanitizer(
    rulesWith(undefined, [{ schema: 'playhead-rules', schemaVersion: 1, name: 'Mine', rules }], { now: () => 0 }),
  )
}

/** What becomes of an entry, which then has to stay as it is and to be let out. */
function cleaned(rules: readonly PackRule[], entry: Entry): unknown {
  const sanitizer = sanitizerOf(...rules)
  const [once] = sanitizer.pass('a secret').entries([entry])
  const again = sanitizer.pass('a secret')
  expect(again.entries([once as Entry])).toEqual([once])
  expect(again.findings().total).toBe(0)
  sanitizer.scan('it', once)
  return once?.data
}

describe('what stands for what was found', () => {
  it('is no secret, however many digits the token of a key has', () => {
    const sanitizer = createSessionSanitizer()
    const pass = sanitizer.pass('a secret')
    const keys = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`jane${at}@example.com`, at]))
    for (const [at, entry] of pass.entries([log(keys)]).entries()) sanitizer.scan(`entry ${at}`, entry)
  })

  it('is not found by a rule that fits nearly everything', () => {
    const email: PackRule = { id: 'mail', find: { detector: 'email' }, action: 'token' }
    const value = { t: 'to jane@example.com', 'jane@example.com': 1 }
    for (const pattern of ['[a-z]{5}', '\\S+', '.{3}', '#', '\\d+', '[a-z2-7]{10}'])
      expect(JSON.stringify(cleaned([{ id: 'any', find: { pattern } }, email], log(value)))).not.toContain('jane')
  })

  it('is told as a person says, also where the rule fits that, and once', () => {
    const rule: PackRule = { id: 'grow', find: { pattern: 'a+' }, action: { replace: 'aaaa' } }
    expect(cleaned([rule], log('xay'))).toEqual({ method: 'log', args: ['x[redacted:grow|aaaa]y'] })
    expect(cleaned([rule], log('aa'))).toEqual({ method: 'log', args: [{ $: 'redacted', by: 'grow', as: 'aaaa' }] })
  })

  it('tells nothing of what a template left where a rule fits that', () => {
    const rule: PackRule = { id: 'first', find: { pattern: '([a-z])[a-z]*' }, action: { replace: '$1' } }
    expect(cleaned([rule], log('7 secret 7'))).toEqual({ method: 'log', args: ['7 [redacted:first] 7'] })
  })

  it('is no name for a value', () => {
    expect(cleaned([{ id: 'keys', find: { key: '*key*' } }], log({ 'jane@example.com': 7 }))).not.toHaveProperty('args.0.by')
  })

  it('tells in a header what it tells elsewhere', () => {
    const data = { id: 1, api: 'fetch', method: 'GET', url: 'https://x.example/', headers: { 'x-who': 'jane' } }
    const rule: PackRule = { id: 'who', find: { header: 'x-who' }, action: { replace: '' } }
    expect(cleaned([rule], { ...place, type: 'request', data } as Entry)).toMatchObject({ headers: { 'x-who': '[redacted:who|]' } })
    expect(cleaned([{ ...rule, action: 'mask' }], { ...place, type: 'request', data } as Entry)).toMatchObject({
      headers: { 'x-who': '[redacted:who|******]' },
    })
  })

  it('is a redaction wherever entries show that there is one', () => {
    expect(holdsRedaction({ args: ['to [redacted:mail|#abcdefghij]'] })).toBe(true)
  })
})

describe('a look at what was written', () => {
  it('takes what the format says for no finding of a person’s rule', () => {
    for (const find of [{ pattern: 'console|event' }, { value: 'document' }])
      cleaned([{ id: 'word', find }], log('in the console, an event of the document'))
  })

  it('still finds what such a rule should have found', () => {
    const sanitizer = sanitizerOf({ id: 'word', find: { pattern: 'cust-\\d+' } })
    const change = { ...place, kind: 'state', type: 'change', source: 's' }
    expect(() => sanitizer.scan('it', log('cust-1'))).toThrow('word')
    expect(() => sanitizer.scan('it', { ...change, data: { patch: [{ op: 'add', path: '/a', value: 'cust-1' }] } })).toThrow('word')
  })

  it('knows what was kept where it is a number', () => {
    cleaned([{ id: 'ok', find: { pattern: '\\d+' }, action: 'keep' }], log(4716461583322103))
  })
})
