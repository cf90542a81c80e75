import { describe, expect, it } from 'vitest'
import { createSanitizer } from '../../../src/core/sanitize'
import type { Json } from '../../../src/core/value'

function clean(json: Json): Json {
  return createSanitizer().sanitizeJson(json, '')
}

function by(rule: string): Json {
  return { $: 'redacted', by: rule }
}

describe('values under a secret-looking name', () => {
  it.each(
    `token accessToken refresh_token id_token authToken X-Auth-Token apiKey api_key x-api-key APIKEY secret clientSecret client_secret
    secretAccessKey aws_secret_access_key privateKey private-key sessionId session_id sid connect.sid PHPSESSID JSESSIONID csrfToken _csrf
    xsrf-token securityAnswer credentials jwt encryptionKey licenseKey code_verifier SAMLResponse mnemonic`
      .trim()
      .split(/\s+/),
  )('%s: the text goes', (name) => {
    expect(clean({ [name]: 'zX9-not-real-0001' })).toEqual({ [name]: by('secret-name') })
  })

  it.each(
    `tokenType token_count tokenExpiresAt maxTokens tokenUrl hasToken isTokenValid secretSanta keyboard key keys monkey tokenizer sessionStorage
    sessions sessionCount csrfEnabled author authorName assignee sidebar inside consider passenger signatureAlgorithm apiKeyName keyCode
    accessLevel publicKey cacheKey state code`
      .trim()
      .split(/\s+/),
  )('%s: the text stays', (name) => {
    const json = { [name]: 'zX9-not-real-0001' }
    expect(clean(json)).toBe(json)
  })

  it('flags, nulls, empty texts, words and counts stay', () => {
    const json = {
      token: null,
      secret: true,
      apiKey: '',
      session: 'expired',
      sessionToken: 'none',
      tokens: 4096,
      token2: 57,
      accessToken: { $: 'undefined' },
      refreshToken: { $: 'redacted', by: 'secret-name' },
      csrfToken: 'required',
      clientSecret: '{{ CLIENT_SECRET }}',
    }
    expect(clean(json)).toBe(json)
  })

  it('long numbers go', () => {
    expect(clean({ token: 83920174, sessionId: 1234567890 })).toEqual({ token: by('secret-name'), sessionId: by('secret-name') })
  })

  it('texts within a container of tokens go, what stands beside them stays', () => {
    expect(
      clean({
        tokens: {
          access: 'abc123',
          refresh: ['def456', { $: 'truncated', why: 'string', size: 9, v: 'ghi' }],
          type: 'bearer',
          expires_in: 3600,
        },
      }),
    ).toEqual({
      tokens: { access: by('secret-name'), refresh: [by('secret-name'), by('secret-name')], type: 'bearer', expires_in: 3600 },
    })
  })

  it('a slice of state called session or auth is looked into, not taken away', () => {
    expect(clean({ session: { user: 'Bob', token: 'abc123' }, auth: { status: 'ok' } })).toEqual({
      session: { user: 'Bob', token: by('secret-name') },
      auth: { status: 'ok' },
    })
  })

  it('sign-in parameters go from addresses alone', () => {
    const url = 'https://x.example/cb?code=4%2F0AeaYSHBp8xw2k1&state=af0ifjsldkj12345&page=2'
    expect(createSanitizer().sanitizeText(url, 'url', '')).toBe(
      'https://x.example/cb?code=[redacted:secret-name]&state=[redacted:secret-name]&page=2',
    )
    expect(createSanitizer().sanitizeText('/map?state=CA&code=404', 'url', '')).toBe('/map?state=CA&code=404')
  })
})

describe('values under the names of the guard', () => {
  it('go whole, whatever they are', () => {
    expect(clean({ password: { old: 'a', new: 'b' }, pin: 1234, cookies: ['a=b'], otp: 492817, cvv: '123', authorization: 'x' })).toEqual({
      password: by('password'),
      pin: by('pin'),
      cookies: by('cookie'),
      otp: by('one-time-code'),
      cvv: by('card-code'),
      authorization: by('authorization'),
    })
  })

  it('stay when they tell nothing', () => {
    const json = { password: '', pin: null, otp: false, cookies: [], cvv: { $: 'function', name: 'cvv' } }
    expect(clean(json)).toBe(json)
  })

  it('cid is a card code only when it looks like one', () => {
    expect(clean({ cid: '977' })).toEqual({ cid: by('card-code') })
    expect(clean({ cid: 993 })).toEqual({ cid: by('card-code') })
    const client = { cid: 'GA1.2.1234567890.1700000000' }
    expect(clean(client)).toBe(client)
  })
})

describe('names that are values', () => {
  it('decide over the value beside them', () => {
    expect(
      clean([
        { name: 'x-api-key', value: 'abc' },
        { key: 'password', value: 'abc' },
        { field: 'otp', payload: 123456 },
        { id: 'token', value: 'abc' },
      ]),
    ).toEqual([
      { name: 'x-api-key', value: by('secret-name') },
      { key: 'password', value: by('password') },
      { field: 'otp', payload: by('one-time-code') },
      { id: 'token', value: by('secret-name') },
    ])
  })

  it('decide over the value beside what describes it', () => {
    const key = 'zX9-not-real-0001'
    const gone = by('secret-name')
    expect(clean({ meta: { form: 'key', field: 'apiKey' }, payload: key })).toMatchObject({ payload: gone })
    expect(clean({ field: { name: 'apiKey', label: 'Key' }, value: key })).toMatchObject({ value: gone })
    const map = {
      $: 'map',
      name: 'Immutable.Map',
      v: [
        ['label', 'Key'],
        ['name', 'apiKey'],
      ],
    }
    expect(clean({ field: map, value: key })).toEqual({ field: map, value: gone })
    expect(clean({ field: map, value: { id: 'kept' } })).toEqual({ field: map, value: { id: 'kept' } })
    const harmless = { meta: { form: 'login', field: 'city' }, payload: 'Delft' }
    expect(clean(harmless)).toEqual(harmless)
  })

  it('decide over the second of two', () => {
    expect(
      clean([
        ['Authorization', 'Basic abc'],
        ['accept', '*/*'],
      ]),
    ).toEqual([
      ['Authorization', by('authorization')],
      ['accept', '*/*'],
    ])
  })

  it('decide over entries of a Map, whose keys are hidden like keys of an object', () => {
    expect(
      clean({
        $: 'map',
        v: [
          ['token', 'abc123'],
          ['jane@example.com', 1],
          [{ a: 1 }, 'x'],
        ],
      }),
    ).toEqual({
      $: 'map',
      v: [
        ['token', by('secret-name')],
        ['[key#1]', 1],
        [{ a: 1 }, 'x'],
      ],
    })
  })
})

describe('keys', () => {
  it('with a secret become tokens: different ones for different keys, the same one in the whole pass', () => {
    const sanitizer = createSanitizer()
    expect(sanitizer.sanitizeJson({ 'a@example.com': 1, 'b@example.com': { 'a@example.com': 2 } }, '')).toEqual({
      '[key#1]': 1,
      '[key#2]': { '[key#1]': 2 },
    })
    expect(sanitizer.sanitizeKey('b@example.com', '')).toBe('[key#2]')
    expect(sanitizer.findings().rules).toEqual([{ rule: 'email', count: 2 }])
  })

  it('have the same token in whatever order they come, where a secret is given, and another with another secret', () => {
    const names = Array.from({ length: 200 }, (_, at) => `person${at}@example.com`)
    const tokensOf = (tokenKey: string, order: readonly string[]): ReadonlyMap<string, string> => {
      const keyed = createSanitizer({ tokenKey })
      return new Map(order.map((name) => [name, keyed.sanitizeKey(name, '')]))
    }
    const tokens = tokensOf('one', names)
    expect([...tokens.values()].every((token) => /^\[key#\d{1,15}\]$/.test(token))).toBe(true)
    expect(new Set(tokens.values()).size).toBe(names.length)
    expect(new Map([...tokensOf('one', [...names].reverse())].reverse())).toEqual(tokens)
    const others = tokensOf('two', names)
    expect(names.filter((name) => others.get(name) === tokens.get(name))).toEqual([])
  })

  it('never fall together with a key of the page', () => {
    const cleaned = clean({ 'a@example.com': 1, '[key#1]': 2 })
    expect(Object.values(cleaned as Record<string, Json>).sort()).toEqual([1, 2])
  })

  it('called __proto__ stay keys', () => {
    const cleaned = clean(JSON.parse('{"__proto__":{"token":"abc123"},"a":1}'))
    expect(JSON.stringify(cleaned)).toBe('{"__proto__":{"token":{"$":"redacted","by":"secret-name"}},"a":1}')
  })
})

describe('tagged values', () => {
  it('stay readable: texts in them stay texts', () => {
    expect(clean({ $: 'error', name: 'Error', message: 'jane@example.com', stack: 'Error: jane@example.com\n at x' })).toEqual({
      $: 'error',
      name: 'Error',
      message: '[redacted:email]',
      stack: 'Error: [redacted:email]\n at x',
    })
  })

  it('that only look like tags are looked into', () => {
    const made: readonly Json[] = [
      { $: 'redacted', by: 'jane@example.com' },
      { $: 'date', v: 'jane@example.com' },
      { $: 'redacted', by: 'email', note: 'jane@example.com' },
      { $: 'jane@example.com' },
      { $: 'object', v: { $: 'redacted', by: 'x', note: 'jane@example.com' } },
      { 2: 'jane@example.com', $: 'map', v: [] },
      { $: 'map', v: [], name: 'jane@example.com' },
      { $: 'object', v: {}, 'jane@example.com': 1 },
      { $: 'error', name: 'Error', message: '', 'jane@example.com': 1 },
      { password: { $: 'function', name: 'jane@example.com' } },
      { password: { $: 'function', name: 'save', note: 'jane' } },
    ]
    for (const json of made) expect(JSON.stringify(clean(json))).not.toContain('jane')
  })

  it('that only look like tags are no shelter from names', () => {
    expect(clean({ $: 'map', v: [], password: 'hunter2' })).toEqual({ $: 'map', v: [], password: by('password') })
    expect(clean({ $: 'error', name: 'Error', message: '', password: 'hunter2' })).toMatchObject({ password: by('password') })
  })

  it('that hold something else than they should are the same when they are cleaned again', () => {
    const made = clean({ tokens: { $: 'object', v: 'Bob' } })
    expect(made).toEqual({ tokens: by('secret-name') })
    for (const json of [made, clean({ $: 'object', v: 'jane@example.com' }), clean({ token: { $: 'map' } })])
      expect(clean(json)).toEqual(json)
  })

  it('bytes and big integers that are secrets go whole', () => {
    const v = Buffer.from('mail jane@example.com').toString('base64')
    expect(clean({ $: 'bytes', type: 'Uint8Array', v })).toEqual({
      $: 'bytes',
      type: 'Uint8Array',
      v: Buffer.from('mail [redacted:email]').toString('base64'),
    })
    expect(clean({ $: 'bigint', v: '4111111111111111' })).toEqual(by('card-number'))
  })
})

describe('very deep JSON', () => {
  it('is not let out below the depth that is looked into', () => {
    let json: Json = 'jane@example.com'
    for (let i = 0; i < 3000; i++) json = [json]
    const text = JSON.stringify(clean(json))
    expect(text).toContain('too-deep')
    expect(text).not.toContain('jane')
  })
})
