import { describe, expect, it } from 'vitest'
import { guardHeaders, guardLength, guardText, guardUrl, redactedMark, redactedText } from '../../../src/core/guard'
import { canaries, encodingsOf } from '../../fixtures/canaries'

describe('guardText on text that says nothing secret', () => {
  it.each([
    '',
    'hello',
    'Password is required',
    'password: required',
    'Wrong password',
    "Cannot read properties of undefined (reading 'password')",
    'TypeError: x at https://shop.example.com:8080/app.js:10:5',
    'http://localhost:3000',
    'https://example.com:8443/a?page=2#top',
    'mapping: 12, spin: 2, shipping: 3',
    'Basic authentication, bearer of news',
    'form#login > input[name=password]:focus',
    '#password:focus > div',
    '{"passwordVisible":false,"pinned":true,"keyboard":"us"}',
    '{"password":null,"pin":true,"otp":""}',
    'passwordLength: 8',
    'token=abc',
    '<input name="user" value="bob">',
    'Cookie policy',
    '100% of %20 passes',
  ])('gives back the very same %j', (text) => {
    expect(guardText(text)).toBe(text)
  })
})

describe('guardText on values under a secret name', () => {
  it.each([
    ['password=hunter2', 'password=[redacted:password]'],
    ['password: hunter2!', 'password: [redacted:password]'],
    ['Login failed for bob, password: hunter2', 'Login failed for bob, password: [redacted:password]'],
    ['a=1&pwd=p%40ss%20w0rd%21&b=2', 'a=1&pwd=[redacted:password]&b=2'],
    ['user[password]=a%26b&c=1', 'user[password]=[redacted:password]&c=1'],
    ['user%5Bpassword%5D=abc&c=1', 'user%5Bpassword%5D=[redacted:password]&c=1'],
    ['?p%61ssword=abc&x=1', '?p%61ssword=[redacted:password]&x=1'],
    ['pin: 1234', 'pin: [redacted:pin]'],
    ['Your verification code: 123456', 'Your verification code: [redacted:one-time-code]'],
    ['card security code = 123', 'card security code = [redacted:card-code]'],
    ['number=1&cvv=7071&x=2', 'number=1&cvv=[redacted:card-code]&x=2'],
    ['Cookie: a="b"; c=d', 'Cookie: [redacted:cookie]'],
    ['Set-Cookie: sid=1; Path=/\nServer: x', 'Set-Cookie: [redacted:cookie]\nServer: x'],
    ['document.cookie = "sid=1; theme=dark"', 'document.cookie = "[redacted:cookie]"'],
    ['Authorization: Digest username="a"\r\nHost: x', 'Authorization: [redacted:authorization]\r\nHost: x'],
    ['curl -H "Authorization: Basic YTpi" https://x', 'curl -H "Authorization: [redacted:authorization]" https://x'],
    ['sent Bearer abcdef0123456789 to it', 'sent Bearer [redacted:authorization] to it'],
    ['fd.append("password", "hunter2")', 'fd.append("password", "[redacted:password]")'],
    ['<input type="password" value="hunter2">', '<input type="password" value="[redacted:password]">'],
    ['invalid password "hunter2" given', 'invalid password "[redacted:password]" given'],
    ['password := hunter2', 'password := [redacted:password]'],
    ['password => {"a": [1, 2]} tail', 'password => [redacted:password] tail'],
  ])('%j becomes %j', (text, guarded) => {
    expect(guardText(text)).toBe(guarded)
  })

  it('finds them beside what describes their field', () => {
    expect(guardText('{"meta":{"form":"login","field":"password"},"payload":"hunter2"}')).not.toContain('hunter2')
    expect(guardText('{"field":{"name":"password"},"value":"hunter2"}')).not.toContain('hunter2')
    expect(guardText('{"field":"password","value":"hunter2"}')).not.toContain('hunter2')
    const harmless = '{"meta":{"form":"login","field":"user"},"payload":"password"}'
    expect(guardText(harmless)).toBe(harmless)
  })

  it('finds them in a form part', () => {
    const text = '--x\r\nContent-Disposition: form-data; name="password"\r\n\r\nhunter2\r\n--x--'
    expect(guardText(text)).not.toContain('hunter2')
  })

  it('parses JSON and leaves tagged markers in it', () => {
    expect(JSON.parse(guardText('{"a":[{"password":"x"}],"pin":8628,"b":1}'))).toEqual({
      a: [{ password: redactedMark('password') }],
      pin: redactedMark('pin'),
      b: 1,
    })
  })

  it('reads names that JSON escapes', () => {
    expect(JSON.parse(guardText('{"\\u0070assword":"x"}'))).toEqual({ password: redactedMark('password') })
  })

  it('sees name and value that are values themselves', () => {
    expect(JSON.parse(guardText('[{"name":"password","value":"x"},["otp",1234],["a","b"],{"name":"user","value":"bob"}]'))).toEqual([
      { name: 'password', value: redactedMark('password') },
      ['otp', redactedMark('one-time-code')],
      ['a', 'b'],
      { name: 'user', value: 'bob' },
    ])
  })

  it.each([1, 2, 3, 4, 6])('reads JSON inside %i strings', (levels) => {
    let text = '{"user":"bob","password":"hunter2 \\"x\\""}'
    for (let i = 0; i < levels; i++) text = JSON.stringify({ level: i, body: text })
    const guarded = guardText(text)
    expect(guarded).not.toContain('hunter2')
    expect(guarded).toContain('bob')
  })

  it.each([0, 1, 2])('reads pieces of JSON inside %i strings that do not parse', (levels) => {
    let piece = '"user":"bob","password":"hun\\"ter2","x":1'
    for (let i = 0; i < levels; i++) piece = JSON.stringify(piece).slice(1, -1)
    const guarded = guardText(`sending ${piece} …`)
    expect(guarded).not.toMatch(/hun|ter2/)
    expect(guarded).toContain('bob')
  })

  it('does not stop at a truncated JSON', () => {
    expect(guardText('{"user":"bob","password":"hunter2')).toBe('{"user":"bob","password":"[redacted:password]')
  })
})

describe('guardUrl', () => {
  it.each([
    ['https://u:s3cret@h.example/p?a=1#t', 'https://u:[redacted:password]@h.example/p?a=1#t'],
    ['postgres://u:p@ss:word@h.example/db', 'postgres://u:[redacted:password]@h.example/db'],
    ['https://x.example/?a=1&password=hunter2&b=2#t', 'https://x.example/?a=1&password=[redacted:password]&b=2#t'],
    ['https://x.example/#/login?otp=123456&next=/', 'https://x.example/#/login?otp=[redacted:one-time-code]&next=/'],
    ['https://x.example/cb#password=abc', 'https://x.example/cb#password=[redacted:password]'],
  ])('%j becomes %j', (url, guarded) => {
    expect(guardUrl(url)).toBe(guarded)
  })

  it('looks inside a parameter that holds an address or JSON', () => {
    const url = new URL('https://x.example/')
    url.searchParams.set('next', 'https://y.example/?password=hunter2')
    url.searchParams.set('body', '{"pin": 860417295, "q": "a b"}')
    const guarded = guardUrl(url.href)
    expect(guarded).not.toMatch(/hunter2|860417295/)
    expect(new URL(guarded).searchParams.get('next')).toBe('https://y.example/?password=[redacted:password]')
  })

  it('hides a password that a cut has parted from its host', () => {
    expect(guardUrl('https://user:passw')).toBe('https://user:[redacted:password]')
  })
})

describe('guardHeaders', () => {
  it('takes the value of secret headers and looks into the others', () => {
    expect(
      guardHeaders({
        Cookie: 'a=b',
        'Set-Cookie': 'c=d',
        Authorization: 'x',
        'Proxy-Authorization': 'y',
        accept: '*/*',
        referer: '/?pin=12345678',
      }),
    ).toEqual({
      Cookie: redactedText('cookie'),
      'Set-Cookie': redactedText('cookie'),
      Authorization: redactedText('authorization'),
      'Proxy-Authorization': redactedText('authorization'),
      accept: '*/*',
      referer: '/?pin=[redacted:pin]',
    })
  })

  it('keeps a header that is called like the prototype', () => {
    expect(Object.keys(guardHeaders(JSON.parse('{"__proto__":"x"}')))).toEqual(['__proto__'])
  })
})

describe('the canaries of the guard', () => {
  const guarded = canaries().filter((canary) => canary.guard)

  it('cover every family', () => {
    expect([...new Set(guarded.map((canary) => canary.family))].sort()).toEqual([
      'authorization',
      'card-code',
      'cookie',
      'one-time-code',
      'password',
      'pin',
    ])
  })

  const carriers: Record<string, (name: string | undefined, text: string) => string> = {
    'a JSON object': (name, text) => JSON.stringify(name === undefined ? { at: text } : { [name]: text }),
    'JSON in JSON': (name, text) => JSON.stringify({ body: JSON.stringify({ [name ?? 'at']: text }) }),
    'a header line': (name, text) => `${name ?? 'X-At'}: ${text}\nHost: x`,
    'a console message': (name, text) => `saved {"${name ?? 'at'}":"${text}"} now`,
    parameters: (name, text) => `https://x.example/?a=1&${new URLSearchParams([[name ?? 'at', text]])}&b=2`,
    'a form in JSON': (name, text) => JSON.stringify({ form: `${new URLSearchParams([[name ?? 'at', text]])}` }),
    'a pair': (name, text) => JSON.stringify([{ name: name ?? 'at', value: text }]),
  }
  for (const [what, carry] of Object.entries(carriers)) {
    it.each(guarded)(`are gone from ${what}: $family $name`, ({ name, text, value }) => {
      const out = guardText(carry(name, text))
      for (const form of encodingsOf(value)) expect(out).not.toContain(form)
      expect(guardText(out)).toBe(out)
    })
  }
})

describe('guardText on long text', () => {
  it('cuts at its limit, and what is kept is guarded', () => {
    const text = `${'x'.repeat(guardLength - 20)} password=hunter2hunter2hunter2`
    const guarded = guardText(text)
    expect(guarded.length).toBeLessThan(text.length + 20)
    expect(guarded).not.toContain('hunter2')
  })
})
