import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSanitizer } from '../../../src/core/sanitize'
import { passesLuhn } from '../../../src/core/sanitize/rules/card-number'
import type { Json } from '../../../src/core/value'
import { recoverable } from '../../harness/recover'
import { runs } from '../../harness/runs'

interface Secret {
  readonly name: string
  readonly value: string
}

function characters(alphabet: string, minLength: number, maxLength = minLength): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength })
}

const digits = '0123456789'
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const alphanumeric = `${digits}${capitals}${capitals.toLowerCase()}`

function named(value: fc.Arbitrary<string>, ...names: readonly string[]): fc.Arbitrary<Secret> {
  return fc.record({ name: fc.constantFrom(...names), value })
}

const card = characters(digits, 14).map((body) => {
  const start = `4${body}`
  return `${start}${[...digits].find((last) => passesLuhn(start + last)) ?? '0'}`
})

/** What is known by its shape under any name, and what is known by its name. */
const secrets = fc.oneof(
  named(card, 'note', 'card'),
  named(
    characters(`${capitals}234567`, 16).map((rest) => `AKIA${rest}`),
    'note',
    'id',
  ),
  named(
    characters(alphanumeric, 36).map((rest) => `ghp_${rest}`),
    'note',
    'id',
  ),
  named(
    characters(alphanumeric, 24).map((rest) => `sk_live_${rest}`),
    'note',
  ),
  named(
    characters(`${alphanumeric}!$*_.~-`, 9, 20).map((rest) => `Z7${rest}`),
    'password',
    'userPassword',
  ),
  named(characters(digits, 8), 'pin', 'otp', 'cvv'),
  named(
    characters(alphanumeric, 20).map((rest) => `q9${rest}`),
    'token',
    'client_secret',
    'sessionId',
  ),
)

function query({ name, value }: Secret): string {
  return new URLSearchParams({ a: '1', [name]: value, b: 'x y' }).toString()
}

function json({ name, value }: Secret): string {
  return JSON.stringify({ a: 1, [name]: value, z: [true] })
}

/** Ways in which a session holds a value under a name. */
const carriers: Record<string, (secret: Secret) => Json> = {
  'a value': ({ name, value }) => ({ a: 1, [name]: value }),
  'a list': ({ name, value }) => ['x', { [name]: value }, 3],
  'JSON in a string': (secret) => ({ body: json(secret) }),
  'JSON in JSON in a string': (secret) => ({ log: JSON.stringify({ body: json(secret) }) }),
  'an address': (secret) => `https://app.example.com/p?${query(secret)}#top`,
  'an address in JSON': (secret) => ({ url: `https://app.example.com/p?${query(secret)}` }),
  'a fragment': (secret) => `https://app.example.com/p#/r?${query(secret)}`,
  'the user of an address': ({ value }) => `https://someone:${encodeURIComponent(value)}@host.example.com/p`,
  'a form': query,
  'a cookie': ({ name, value }) => `Cookie: theme=dark; ${name}=${encodeURIComponent(value)}; _ga=GA1.2.3`,
  'a set cookie': ({ name, value }) => `Set-Cookie: ${name}=${encodeURIComponent(value)}; Path=/; HttpOnly`,
  'a header': ({ name, value }) => `x-${name}: ${value}`,
  'variables of GraphQL': ({ name, value }) => ({
    operationName: 'Save',
    variables: { input: { [name]: value } },
    query: 'mutation Save($input: I!) { save(input: $input) { id } }',
  }),
  'base64 of JSON': (secret) => ({ data: Buffer.from(json(secret)).toString('base64') }),
  'base64url of JSON': (secret) => `state ${Buffer.from(json(secret)).toString('base64url')} end`,
  'hex of JSON': (secret) => ({ data: Buffer.from(json(secret)).toString('hex') }),
  'the claims of a JWT': (secret) =>
    `Bearer ${['{"alg":"none","typ":"JWT"}', json(secret), 'no signature at all'].map((part) => Buffer.from(part).toString('base64url')).join('.')}`,
  'a message': ({ name, value }) => `[app] saved ${name}=${value} in 12ms`,
  'an attribute': ({ name, value }) => `<input name="${name}" value="${value}">`,
  'JSON in an attribute': (secret) => `<div data-state="${json(secret).replaceAll('"', '&quot;')}">x</div>`,
  'a pair by name': (secret) => ({ ...secret }),
  'a pair': ({ name, value }) => [[name, value]],
  'form data': ({ name, value }) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--`,
  'a key': ({ value }) => ({ [`AKIA${'Q'.repeat(16)} ${value}`]: 1 }),
  'escaped characters': (secret) => json(secret).replace(/[a-z\d]/g, (unit) => `\\u00${unit.charCodeAt(0).toString(16)}`),
  'escaped bytes': ({ name, value }) => `${name}=${value}`.replace(/[a-z\d]/g, (unit) => `\\x${unit.charCodeAt(0).toString(16)}`),
}

/** Ways to hold a text in a text. */
const layers: Record<string, (text: string) => string> = {
  percent: (text) => `https://x.example/?next=${encodeURIComponent(text)}&page=2`,
  form: (text) => new URLSearchParams({ q: text }).toString(),
  base64: (text) => `data ${Buffer.from(text).toString('base64')}`,
  base64url: (text) => Buffer.from(text).toString('base64url'),
  hex: (text) => `blob ${Buffer.from(text).toString('hex')} end`,
  'JSON in a string': (text) => JSON.stringify({ body: text }),
  entities: (text) => `<b title="${text.replace(/[&"'<>@]/g, (unit) => `&#${unit.charCodeAt(0)};`)}">`,
}

function leaks(sanitized: Json, value: string): boolean {
  return recoverable(JSON.stringify(sanitized)).some((form) => form.includes(value))
}

function check(carried: Json, value: string): void {
  const clean = createSanitizer().sanitizeJson(carried, '')
  expect(leaks(carried, value), JSON.stringify(carried)).toBe(true)
  expect(leaks(clean, value), JSON.stringify(clean)).toBe(false)
  expect(createSanitizer().sanitizeJson(clean, '')).toEqual(clean)
}

/** Known by their shape alone, where the carrier has no place for a name. */
const unnamed = new Set(['a key'])
const shapes = secrets.filter(({ name }) => name === 'note' || name === 'id')

describe('no secret can be read', () => {
  for (const [what, carry] of Object.entries(carriers)) {
    it(`from ${what}`, () => {
      fc.assert(
        fc.property(unnamed.has(what) ? shapes : secrets, (secret) => check(carry(secret), secret.value)),
        { numRuns: runs(60) },
      )
    })
  }

  it('from text in up to three layers', () => {
    const ways = fc.array(fc.constantFrom(...Object.keys(layers)), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(secrets, fc.boolean(), ways, (secret, isForm, names) => {
        const text = names.reduce((inner, name) => layers[name]?.(inner) ?? inner, isForm ? query(secret) : json(secret))
        check({ text }, secret.value)
      }),
      { numRuns: runs(600) },
    )
  })
})
