import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import { type Entry, type PackRule, type RulePack, readRulePack } from '../../../src/core/model'
import { rulesWith } from '../../../src/core/rule-packs'
import { createSessionSanitizer } from '../../../src/core/sanitize'
import { isJsonObject, type Json, recordedJson } from '../../../src/core/value'

const budget = { now: () => 0 }

function packOf(...rules: readonly PackRule[]): RulePack {
  return { schema: 'playhead-rules', schemaVersion: 1, name: 'Mine', rules }
}

function entryOf(value: Json, seq = 1): Entry {
  const data = { method: 'log' as const, args: [value] }
  return { seq, document: 'd', n: seq, t: 1, kind: 'event', type: 'console', data }
}

/** What becomes of a value of the console, and of nothing else. */
function cleaned(rules: readonly PackRule[], value: Json, tokenKey?: string): Json {
  const pass = createSessionSanitizer(rulesWith(undefined, [packOf(...rules)], budget)).pass(tokenKey)
  const [entry] = pass.entries([entryOf(value)])
  const data: Json = recordedJson(entry?.data)
  return isJsonObject(data) && Array.isArray(data.args) ? data.args[0] : null
}

function errorOf(...rules: readonly PackRule[]): string {
  try {
    rulesWith(undefined, [packOf(...rules)], budget)
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  return 'none'
}

const marker = (by: string, as?: string): Json => (as === undefined ? { $: 'redacted', by } : { $: 'redacted', by, as })

describe('a rule of a pack', () => {
  it('finds by a pattern, and tells what its template says', () => {
    const rule: PackRule = {
      id: 'customer',
      find: { pattern: 'cust-(?<digits>\\d{4})(\\d{2})' },
      action: { replace: 'cust-$<digits>-$2-$$' },
    }
    expect(cleaned([rule], 'paid by cust-123456 today')).toBe('paid by [redacted:customer|cust-1234-56-$] today')
    expect(cleaned([rule], { a: ['cust-123456'] })).toEqual({ a: [marker('customer', 'cust-1234-56-$')] })
  })

  it('hides one group of a pattern and leaves the rest', () => {
    const rule: PackRule = { id: 'room', find: { pattern: 'room (\\d+)', group: 1, ignoreCase: true } }
    expect(cleaned([rule], 'meet in Room 4711, please')).toBe('meet in Room [redacted:room], please')
  })

  it('finds by names, also in texts, whatever stands there', () => {
    const rule: PackRule = { id: 'salary', find: { key: 'sal*ry' } }
    expect(cleaned([rule], { Salary: 10, salaries: 5, salary: { base: 1 }, other: true })).toEqual({
      Salary: marker('salary'),
      salaries: 5,
      salary: marker('salary'),
      other: true,
    })
    expect(cleaned([rule], 'x salary=85000 y')).toBe('x salary=[redacted:salary] y')
  })

  it.each<[string, string | readonly string[], Json, Json]>([
    ['along a way', 'args.*.user.email', { user: { email: 'x' }, email: 'y' }, { user: { email: marker('way') }, email: 'y' }],
    ['at any depth', '**.ssn', { a: [{ ssn: 1, n: { ssn: 'z' } }] }, { a: [{ ssn: marker('way'), n: { ssn: marker('way') } }] }],
    ['in all items', '**.list[*].card', { list: [{ card: 'a', b: 1 }] }, { list: [{ card: marker('way'), b: 1 }] }],
    ['by parts of names', '**.x-*', { 'x-one': 1, y: 2 }, { 'x-one': marker('way'), y: 2 }],
    ['by quoted names', '**["a.b"]', { 'a.b': 1, a: { b: 2 } }, { 'a.b': marker('way'), a: { b: 2 } }],
    ['but for some', ['**.user.**', '!**.user.id'], { user: { id: 7, n: { m: 'x' } } }, { user: { id: 7, n: { m: marker('way') } } }],
    ['in JSON in a text', '**.deep', '{"deep":"x"}', '{"deep":{"$":"redacted","by":"way"}}'],
  ])('finds %s', (_, path, value, expected) => {
    expect(cleaned([{ id: 'way', find: { path } }], value)).toEqual(expected)
  })

  it('finds parameters of addresses only', () => {
    const rule: PackRule = { id: 'ref', find: { query: 'ref' } }
    expect(cleaned([rule], { ref: 'stays', url: 'https://example.org/a?ref=abc&x=1' })).toEqual({
      ref: 'stays',
      url: 'https://example.org/a?ref=[redacted:ref]&x=1',
    })
  })

  it('finds whole addresses, and one text wherever it is', () => {
    expect(cleaned([{ id: 'inner', find: { url: 'https://intra.*' } }], 'see https://intra.example/x?y=1 or https://example.org')).toBe(
      'see [redacted:inner] or https://example.org',
    )
    const value: PackRule = { id: 'mine', find: { value: 'Projekt Aurora' } }
    expect(cleaned([value], ['Projekt Aurora', 'on Projekt Aurora.', 'q=Projekt%20Aurora', btoa('the Projekt Aurora plan')])).toEqual([
      marker('mine'),
      'on [redacted:mine].',
      'q=[redacted:mine]',
      btoa('the [redacted:mine] plan'),
    ])
  })

  it('takes the place of a detector with its action', () => {
    const as = (action: PackRule['action']): PackRule[] => [{ id: 'mail', find: { detector: 'email' }, action }]
    const value = 'write to jane.doe@example.com'
    expect(cleaned(as('keep-format'), value)).toBe('write to [redacted:email|…@example.com]')
    expect(cleaned(as('mask'), value)).toBe('write to [redacted:email|******]')
    expect(cleaned(as('keep'), value)).toBe(value)
    expect(cleaned(as({ replace: 'somebody' }), value)).toBe('write to [redacted:email|somebody]')
    expect(cleaned(as('token'), value, 'k')).toMatch(/^write to \[redacted:email\|#[a-z2-7]{10}\]$/)
  })

  it('gives equal values equal tokens under one key, and others under another', () => {
    const rules: PackRule[] = [{ id: 'mail', find: { detector: 'email' }, action: 'token' }]
    const [a, b, c] = cleaned(rules, ['jane@example.com', 'x', 'JANE@example.com'], 'key one') as [Json, Json, Json]
    expect(a).toEqual(c)
    expect(b).toBe('x')
    expect((cleaned(rules, ['jane@example.com'], 'key two') as Json[])[0]).not.toEqual(a)
  })

  it('keeps what others find: a text, a pattern, a name, a way', () => {
    const found = 'jane.doe@example.com'
    expect(cleaned([{ id: 'ok', find: { value: found }, action: 'keep' }], [found, `to ${found}`, 'joe@example.com'])).toEqual([
      found,
      `to ${found}`,
      marker('email'),
    ])
    expect(cleaned([{ id: 'ok', find: { pattern: '[a-z.]+@example\\.com' }, action: 'keep' }], `${found} or x@example.net`)).toBe(
      `${found} or [redacted:email]`,
    )
    expect(cleaned([{ id: 'ok', find: { key: 'apiToken' }, action: 'keep' }], { apiToken: 'abc123def456', token: 'abc123def456' })).toEqual(
      {
        apiToken: 'abc123def456',
        token: marker('secret-name'),
      },
    )
    const value = { support: { email: found }, email: found }
    expect(cleaned([{ id: 'ok', find: { path: '**.support' }, action: 'keep' }], value)).toEqual({ ...value, email: marker('email') })
  })

  it('lets nobody stumble later over what it keeps', () => {
    const rules = rulesWith(undefined, [packOf({ id: 'ok', find: { path: '**.support' }, action: 'keep' })], budget)
    const sanitizer = createSessionSanitizer(rules)
    const [kept] = sanitizer.pass().entries([entryOf({ support: 'help@example.com' })])
    sanitizer.scan('it', kept)
    expect(() => sanitizer.scan('it', entryOf('other@example.com'))).toThrow('email')
  })

  it('concerns only its kinds, types and sources', () => {
    const only = { kinds: ['event' as const], types: ['custom'] }
    const sanitizer = createSessionSanitizer(rulesWith(undefined, [packOf({ id: 'mine', find: { pattern: 'x\\d' }, only })], budget))
    const custom = { ...entryOf('x1'), type: 'custom', data: { name: 'a x2', data: 'x1' } } as Entry
    const [one, two] = sanitizer.pass().entries([entryOf('x1'), custom])
    expect(one).toEqual(entryOf('x1'))
    expect(JSON.stringify(two)).not.toMatch(/x\d/)
  })

  it('is the same a second time', () => {
    const rules: PackRule[] = [
      { id: 'grow', find: { pattern: 'a+' }, action: { replace: 'aaaa' } },
      { id: 'mail', find: { detector: 'email' }, action: 'keep-format' },
      { id: 'salary', find: { key: 'salary' }, action: 'mask' },
    ]
    const once = cleaned(rules, { t: 'baab jane@example.com', salary: 'much', n: '{"salary":12}' })
    expect(cleaned(rules, once)).toEqual(once)
  })

  it.each<[string, PackRule[]]>([
    [
      'rules/duplicate',
      [
        { id: 'a', find: { key: 'x' } },
        { id: 'a', find: { key: 'y' } },
      ],
    ],
    ['rules/duplicate', [{ id: 'email', find: { key: 'x' } }]],
    ['rules/unknown-detector', [{ id: 'a', find: { detector: 'mind-reading' } }]],
    ['rules/bad-pattern', [{ id: 'a', find: { pattern: '(' } }]],
    ['rules/bad-pattern', [{ id: 'a', find: { pattern: '(?=x)y' } }]],
    ['rules/bad-pattern', [{ id: 'a', find: { pattern: '(a)\\1' } }]],
    ['rules/bad-pattern', [{ id: 'a', find: { pattern: 'a*' } }]],
    ['rules/bad-group', [{ id: 'a', find: { pattern: 'a', group: 1 } }]],
    ['rules/bad-group', [{ id: 'a', find: { pattern: 'a' }, action: { replace: '$<b>' } }]],
    ['rules/bad-group', [{ id: 'a', find: { key: 'a' }, action: { replace: '$1' } }]],
    ['rules/bad-path', [{ id: 'a', find: { path: 'a..b' } }]],
    ['rules/bad-path', [{ id: 'a', find: { path: 'a[0].b' } }]],
    ['rules/never-shown', [{ id: 'a', find: { detector: 'card-code' }, action: 'token' }]],
  ])('is refused with %s', (code, rules) => {
    expect(errorOf(...rules)).toBe(code)
  })

  it('is stopped when it takes longer than any sensible one', () => {
    let now = 0
    const slow = { now: () => (now += 4000) }
    const rules = rulesWith(undefined, [packOf({ id: 'slow', find: { pattern: '(x+)+$' } })], slow)
    expect(() =>
      createSessionSanitizer(rules)
        .pass()
        .entries([entryOf('xy'.repeat(4000)), entryOf('yx'.repeat(4000))]),
    ).toThrowError(expect.objectContaining({ code: 'rules/stopped' }))
  })
})

describe('JSON in a text', () => {
  it('is written as it was read where a name stands there twice', () => {
    expect(cleaned([], '{"a":"jane.doe@example.org","a":1}')).toBe('{"a":1}')
    expect(cleaned([], '{ "a":1, "b":["x:", {"c":"\\"d\\":"}] }')).toBe('{ "a":1, "b":["x:", {"c":"\\"d\\":"}] }')
  })
})

describe('a file of rules', () => {
  it('is read, and says where it is wrong', () => {
    const pack = packOf({ id: 'a', find: { key: 'x' }, examples: [{ from: { x: 1 }, to: {} }] })
    expect(readRulePack(JSON.stringify(pack))).toEqual(pack)
    for (const [text, why] of [
      ['nothing', 'no JSON'],
      ['{}', '"schema"'],
      [JSON.stringify({ ...pack, schemaVersion: 9 }), 'version 9'],
      [JSON.stringify({ ...pack, rules: [{ id: 'a', find: { key: 'x' }, action: 'explode' }] }), 'rules/0/action'],
      [JSON.stringify({ ...pack, rules: [{ id: 'No', find: { key: 'x' } }] }), 'rules/0/id'],
    ])
      expect(() => readRulePack(text ?? '')).toThrow(why)
  })
})
