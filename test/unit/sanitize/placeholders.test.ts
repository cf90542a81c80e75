import { describe, expect, it } from 'vitest'
import { createSanitizer } from '../../../src/core/sanitize'

function clean(text: string): string {
  return createSanitizer().sanitizeText(text, 'text', '')
}

describe('what stands for a secret stays', () => {
  it.each([
    'DOCKER_TOKEN=not_a_real_token',
    'api_key: "your-api-key-here"',
    'access_token=ACCESS_TOKEN',
    'secret = "example_secret"',
    'fakeApiKey: "abc123def456"',
    'password: "••••••••"',
    'Authorization: Bearer $API_KEY',
    'Authorization: Bearer {{token}}',
    'https://username:mypassword@example.com/',
    'https://user:1111@example.com/',
    'mysql://mysql:mysql@localhost:3306/x',
    'curl -u test:test https://x.example',
    'curl --user username:token https://x.example',
  ])('%j', (text) => {
    expect(clean(text)).toBe(text)
  })
})

describe('what could be one goes', () => {
  it.each([
    // What devices and services begin with, and many keep.
    ['password = "changeme"', 'password = "[redacted:password]"'],
    ['password: "blue_horse"', 'password: "[redacted:password]"'],
    ['password: "for example your dog"', 'password: "[redacted:password]"'],
    ['password: "love-your-dog"', 'password: "[redacted:password]"'],
    ['password: "1111"', 'password: "[redacted:password]"'],
    ['password: "example7"', 'password: "[redacted:password]"'],
    ['api_key: "not-mine-9f8a7"', 'api_key: "[redacted:secret-name]"'],
    ['https://someone:abc@example.com/', 'https://[redacted:url-user]@example.com/'],
    ['https://user:pass@example.com/', 'https://[redacted:url-user]@example.com/'],
    ['Authorization: Bearer 5eb4223e50', 'Authorization: [redacted:authorization]'],
    ['if ("0pen$esame" == secret) {', 'if ("[redacted:secret-name]" == secret) {'],
    ["if ('0pen$esame' !== user.password)", "if ('[redacted:password]' !== user.password)"],
  ])('%j becomes %j', (text, cleaned) => {
    expect(clean(text)).toBe(cleaned)
    expect(clean(cleaned)).toBe(cleaned)
  })

  it('compares with names only', () => {
    for (const text of ['if ("abc" == mode) {', 'a == "b"', '"x" = secret', '== secret', '"" == secret']) expect(clean(text)).toBe(text)
  })
})

describe('keys of services', () => {
  const uuid = '7d0c51fe-93ab-4c1d-8e77-0c0ffee1cafe'

  it.each([
    [`HEROKU_KEY="${uuid}"`, 'HEROKU_KEY="[redacted:vendor-name]"'],
    [`AZURE_CLIENT_ID=${uuid}`, 'AZURE_CLIENT_ID=[redacted:vendor-name]'],
    ['sumologic_access_id = "suAb12Cd34Ef56"', 'sumologic_access_id = "[redacted:vendor-name]"'],
    ['aws_account_id: 1234-5678-9012', 'aws_account_id: [redacted:vendor-name]'],
    ['BUNDLE_GEMS__CONTRIBSYS__COM=cafe0123:beef4567', 'BUNDLE_GEMS__CONTRIBSYS__COM=[redacted:vendor-name]'],
  ])('%j becomes %j', (text, cleaned) => {
    expect(clean(text)).toBe(cleaned)
  })

  it.each([
    `CLIENT_ID=${uuid}`,
    `stripePublishableKey=${uuid}`,
    'heroku_key=short1',
    'aws_account_id: main',
    'linear_sort_key=2024-05-06T10:00:00Z',
  ])('%j stays', (text) => {
    expect(clean(text)).toBe(text)
  })
})

describe('names that are random ids', () => {
  it.each(['V1StGXR8_Z5jPWdHi6B-m', 'kCVV9xTq2LmZ4pRw8Yb3n', 'a7Qx2PWdk9Zr4Tn6Vb8Mc'])('%s says nothing', (id) => {
    const state = { [id]: { done: false, title: 'Buy milk' }, order: [id] }
    expect(createSanitizer().sanitizeJson(state, '')).toEqual(state)
  })

  it.each(['userPasswordConfirmation2', 'two_factor_code_v2_1', 'smtpPassword2Old'])('%s is a name', (name) => {
    expect(JSON.stringify(createSanitizer().sanitizeJson({ [name]: 'Tr0ub4dor' }, ''))).not.toContain('Tr0ub4dor')
  })
})
