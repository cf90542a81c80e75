import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createSanitizer } from '../../../src/core/sanitize'
import { passesLuhn } from '../../../src/core/sanitize/rules/card-number'
import { unarmour } from '../../fixtures/canaries'

interface Row {
  readonly source: string
  readonly kind: string
  readonly expected: boolean
  readonly spans?: readonly (readonly [number, number])[]
  readonly text_rb64: string
}

const rows = readFileSync(new URL('../../fixtures/sanitize-rows.armor.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): Row => JSON.parse(line))
const kinds = [...new Set(rows.map((row) => row.kind))]

function clean(text: string): string {
  return createSanitizer().sanitizeText(text, 'text', '')
}

describe.each(kinds)('published rows: %s', (kind) => {
  const own = rows.filter((row) => row.kind === kind)

  it('what is one is gone', () => {
    for (const { text_rb64, spans, source } of own.filter((row) => row.expected)) {
      const text = unarmour(text_rb64)
      for (const [start, end] of spans ?? [[0, text.length]]) expect(clean(text), source).not.toContain(text.slice(start, end))
    }
  })

  it('what is none stays as it is', () => {
    for (const { text_rb64, source } of own.filter((row) => !row.expected)) {
      const text = unarmour(text_rb64)
      expect(clean(text), source).toBe(text)
    }
  })
})

describe('e-mail', () => {
  it.each([
    ['mail jane.doe+x@example.com, please', 'mail [redacted:email], please'],
    ['<jane@example.co.uk>', '<[redacted:email]>'],
    ['?to=jane@example.com&x=1', '?to=[redacted:email]&x=1'],
    ['mailto:jane@example.com?cc=joe@example.org', 'mailto:[redacted:email]?cc=[redacted:email]'],
    ['jane@example.com,joe@example.com', '[redacted:email],[redacted:email]'],
    ['first line\\njane@example.com', 'first line\\n[redacted:email]'],
    ['to "jane doe"@example.com', 'to [redacted:email]'],
    ['用户 jösé@例子.中国 x', '用户 [redacted:email] x'],
  ])('%j becomes %j', (text, cleaned) => {
    expect(clean(text)).toBe(cleaned)
  })

  it.each([
    'icon@2x.png',
    'react@18.2.0',
    '@reduxjs/toolkit',
    'render@http://localhost:3000/app.js:10:5',
    'onClick@app.bundle.js:1:2',
    'git@github.com:org/repo.git',
    'a@b',
    'jane@localhost',
    'x@@example.com',
    'user@example.',
    '@example.com',
  ])('is not %j', (text) => {
    expect(clean(text)).toBe(text)
  })
})

describe('card numbers', () => {
  it.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '378282246310005',
    '3782 822463 10005',
    '30569309025904',
    '4222222222222',
  ])('%s goes, in text and as JSON', (number) => {
    expect(clean(`card ${number}.`)).toBe('card [redacted:card-number].')
    expect(createSanitizer().sanitizeJson({ x: number }, '')).toEqual({ x: { $: 'redacted', by: 'card-number' } })
  })

  it('go as JSON numbers', () => {
    expect(createSanitizer().sanitizeJson({ pan: 4111111111111111, list: [5555555555554444] }, '')).toEqual({
      pan: { $: 'redacted', by: 'card-number' },
      list: [{ $: 'redacted', by: 'card-number' }],
    })
  })

  it('go from JSON in a string though they have more digits than a number holds', () => {
    expect(clean('{"note":4716989580001715211}')).not.toContain('47169895')
  })

  it('go with the rest of the magnetic stripe', () => {
    expect(clean('swipe %B4242424242424242^DOE/JANE^30121013382354874291? done')).toBe('swipe %B[redacted:card-number] done')
    expect(clean('swipe=;4242424242424242=30121013382354874291?')).not.toMatch(/4242|3012/)
  })

  it('go though mistyped when the name says so', () => {
    expect(clean('{"cardNumber":"4532 1234 5678 9010"}')).not.toContain('5678')
  })

  it.each([
    '4111111111111112',
    'order-4111111111111111',
    'a4111111111111111',
    '4111111111111111b',
    '0.4111111111111111',
    '41111111111111110000',
    'id 1700631632659',
    '"orderId":"4111111111111111"',
    'ts=4111111111111111',
    '0000000000000000',
    '4111 1111-1111 1111',
  ])('are not %j', (text) => {
    expect(clean(text)).toBe(text)
  })

  it.each(['total', 'reference', 'paymentRef', 'created', 'job'])('go under %s, which is a word for shorter numbers', (name) => {
    expect(createSanitizer().sanitizeJson({ [name]: '4111111111111111' }, '')).toEqual({ [name]: { $: 'redacted', by: 'card-number' } })
  })

  it('stay under names of other numbers', () => {
    const json = { orderId: 4111111111111111, timestamp: '4111111111111111', traceId: '4111111111111111' }
    expect(createSanitizer().sanitizeJson(json, '')).toBe(json)
  })

  it('are told by the checksum that others publish', () => {
    // The example of ISO/IEC 7812-1 as Wikipedia has it, and its neighbours.
    expect(['17893729974', '17893729973', '17893729975'].map(passesLuhn)).toEqual([true, false, false])
  })
})

describe('JSON Web Tokens', () => {
  const part = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString('base64url')
  const head = part({ alg: 'HS256', typ: 'JWT' })

  it.each([
    `${head}.${part({ sub: 'jane' })}.c2lnbmF0dXJl`,
    `${head}.e30.x`,
    `${part({ alg: 'none' })}.${part({ sub: 'jane' })}.`,
    `${part({ kid: '1' })}.${part({})}`,
    `${part({ alg: 'dir', enc: 'A256GCM' })}..aXY.Y2lwaGVydGV4dA.dGFn`,
  ])('go whatever their claims: %s', (token) => {
    expect(clean(`got ${token} back`)).toBe('got [redacted:jwt] back')
  })

  it.each([head, `${part({ page: 1 })}.js`, 'eyJAAAA.eyJBBB', 'keyJoint.eyebrow.x'])('are not %s', (text) => {
    expect(clean(`see ${text}`)).toBe(`see ${text}`)
  })
})

describe('addresses with a user', () => {
  it.each([
    ['see https://jane:s3cret@example.com/x?y#z', 'see https://[redacted:url-user]@example.com/x?y#z'],
    ['redis://:s3cret@10.0.0.1:6379/0', 'redis://[redacted:database-url]@[redacted:ip-address]:6379/0'],
    ['mongodb+srv://u:p%40ss@cluster.example/db', 'mongodb+srv://[redacted:database-url]@cluster.example/db'],
  ])('%j becomes %j', (text, cleaned) => {
    expect(clean(text)).toBe(cleaned)
  })

  it.each(['https://example.com:8080/a@b', 'https://example.com/@scope/pkg', 'postgres://$(PGUSER):$(PGPASSWORD)@$(PGHOST)/db'])(
    'stay: %j',
    (text) => {
      expect(clean(text)).toBe(text)
    },
  )
})
