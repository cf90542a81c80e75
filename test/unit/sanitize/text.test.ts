import { describe, expect, it } from 'vitest'
import { createSanitizer } from '../../../src/core/sanitize'

function clean(text: string): string {
  return createSanitizer().sanitizeText(text, 'text', '')
}

const mail = 'jane.doe@example.com'

describe('text without a secret', () => {
  it.each([
    '',
    'x',
    'Order 42 was shipped to Berlin at 10:45',
    '{"a": 1,   "b": [true, null]}',
    'https://shop.example/items?page=2&sort=price%20asc#top',
    'TypeError: x is undefined\n    at f (https://shop.example/static/js/main.3388f043.chunk.js:2:1024)',
    'data:image/png;base64,iVBORw0KGgoXvnZMUaQdSoNqp1oZZVcG09l7ZMDin43deZbuGhGBxCaIovajVYXP97wydWp',
    'sha512-0UPjpq0G+v2RyzxDbeM8ConLICmLjRgcwuy4',
    'W/"9aa9-IZx6ipWFk2bniGNit7vRX0AFy1i"',
    'bytes 356-6007/202607',
    '59811802-c2fd-4814-bd03-2a5bfd673782',
    'Your token expired, sign in again',
    'aGVsbG8gd29ybGQsIGhvdyBhcmUgeW91PyBJIGFtIGZpbmU=',
    '100%25 of 5%',
    '\\u0041 \\x41 \\n',
    '[redacted:email] and [redacted:password]',
  ])('is given back identical: %j', (text) => {
    expect(clean(text)).toBe(text)
  })
})

describe('text in layers', () => {
  it('keeps JSON JSON, with markers in it', () => {
    expect(JSON.parse(clean(`{"to":"${mail}","n":1}`))).toEqual({ to: { $: 'redacted', by: 'email' }, n: 1 })
  })

  it('keeps an address an address', () => {
    const url = new URL('https://x.example/a')
    url.searchParams.set('to', mail)
    url.searchParams.set('q', 'red shoes')
    url.searchParams.set('next', `https://y.example/?token=abc123&to=${mail}`)
    expect(clean(url.href)).toBe(
      'https://x.example/a?to=[redacted:email]&q=red+shoes&next=https%3A%2F%2Fy.example%2F%3Ftoken%3D[redacted:secret-name]%26to%3D[redacted:email]',
    )
  })

  it('encodes base64 again, in the alphabet and with the padding it had', () => {
    const text = `{"to":"${mail}","more":"???>>>"}`
    const cleaned = JSON.stringify({ to: { $: 'redacted', by: 'email' }, more: '???>>>' })
    expect(clean(`state=${Buffer.from(text).toString('base64')};`)).toBe(`state=${Buffer.from(cleaned).toString('base64')};`)
    expect(clean(`at ${Buffer.from(text).toString('base64url')} x`)).toBe(`at ${Buffer.from(cleaned).toString('base64url')} x`)
  })

  it('encodes hex again, in the case it had', () => {
    const text = `{"to":"${mail}"}`
    const cleaned = Buffer.from(JSON.stringify({ to: { $: 'redacted', by: 'email' } })).toString('hex')
    const hex = Buffer.from(text).toString('hex')
    expect(clean(`blob ${hex} end`)).toBe(`blob ${cleaned} end`)
    expect(clean(hex.toUpperCase())).toBe(cleaned.toUpperCase())
    expect(clean('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')).toContain('9f86d081')
  })

  it('reads character references', () => {
    expect(clean('write to jane&#46;doe&#x40;example.com &amp; wait')).toBe('write to [redacted:email] &#38; wait')
    expect(clean('<p data-x="{&quot;token&quot;:&quot;q9x7&quot;,&quot;n&quot;:1}">a &lt; b</p>')).toBe(
      '<p data-x="{&#34;token&#34;:{&#34;$&#34;:&#34;redacted&#34;,&#34;by&#34;:&#34;secret-name&#34;},&#34;n&#34;:1}">a &lt; b</p>',
    )
    for (const text of ['a &amp; b', '&nope; &#xFFFFFFFF; & &#;', '<b>1 &lt; 2</b>']) expect(clean(text)).toBe(text)
  })

  it('takes `+` for a blank and for itself', () => {
    const key = 'AccountKey=abc+def/0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ=='
    expect(clean(`next=${encodeURIComponent(key).replaceAll('%2B', '+')}&a=1`)).not.toContain('0123456789')
    expect(clean('q=Bearer+abcdef%2D0123456789&a=1')).not.toContain('0123456789')
  })

  it('finds base64 at the end of a path', () => {
    expect(clean(`https://x.example/download/${Buffer.from(`{"to":"${mail}"}`).toString('base64url')}?x=1`)).not.toContain(
      Buffer.from(mail).toString('base64url').slice(2, 20),
    )
  })

  it('reads escaped characters', () => {
    const escaped = [...mail].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
    expect(clean(`{"to":"${escaped}"}`)).toContain('email')
    expect(clean(`broken {"to":"${escaped}"`)).toContain('[redacted:email]')
    expect(clean(`jane.doe\\x40example.com`)).toBe('[redacted:email]')
  })

  it('looks into what is encoded four times, and lets nothing out that is encoded more often', () => {
    let text = `mail ${mail} about it`
    for (let times = 1; times <= 6; times++) {
      text = Buffer.from(text).toString('base64')
      const cleaned = clean(`x ${text} y`)
      let decoded = cleaned.slice(2, -2)
      for (let i = 0; i < times; i++) decoded = Buffer.from(decoded, 'base64').toString()
      expect(decoded).not.toContain('jane')
      expect(clean(cleaned)).toBe(cleaned)
    }
  })

  it('names in disguise are names', () => {
    expect(clean('?%74oken=abc123&x=1')).toBe('?%74oken=[redacted:secret-name]&x=1')
    expect(clean('user%5Btoken%5D=abc123')).toBe('user%5Btoken%5D=[redacted:secret-name]')
  })
})

describe('findings that overlap', () => {
  it('become one, named by the stronger rule', () => {
    const sanitizer = createSanitizer()
    expect(sanitizer.sanitizeText(`password=${mail}!x`, 'text', '')).toBe('password=[redacted:password]')
    expect(sanitizer.findings()).toEqual({ total: 1, rules: [{ rule: 'password', count: 1 }] })
  })

  it('are all gone, whoever begins first', () => {
    expect(clean(`token=abc ${mail}`)).toBe('token=[redacted:secret-name] [redacted:email]')
  })
})

describe('credentials', () => {
  it.each([
    ['Authorization: Bearer abc.def-123456', 'Authorization: [redacted:authorization]'],
    ['got Bearer abcdef123456 from it', 'got Bearer [redacted:bearer] from it'],
    ['with Basic amFuZTpzM2NyZXQ= again', 'with Basic [redacted:basic] again'],
    ["curl -u 'jane:s3cret' https://x", "curl -u '[redacted:curl-user]' https://x"],
    ['PHPSESSID=demo0sess0id; theme=dark', 'PHPSESSID=[redacted:secret-name] theme=dark'],
  ])('%j becomes %j', (text, cleaned) => {
    expect(clean(text)).toBe(cleaned)
  })

  it.each(['Bearer of good news today', 'Basic authentication failed', 'token expired', 'use Bearer authentication'])(
    '%j stays',
    (text) => {
      expect(clean(text)).toBe(text)
    },
  )

  it('private keys go as a block, also with escaped line feeds', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIICWwIBAAKBgQCYdGaf5uYMsil\n-----END RSA PRIVATE KEY-----'
    expect(clean(`key:\n${key}\nend`)).toBe('key:\n[redacted:private-key]\nend')
    expect(clean(`x ${JSON.stringify(key)} y`)).not.toContain('MIICWwIBAAKBgQ')
    const open = '-----BEGIN PUBLIC KEY-----\nMIICWwIBAAKBgQCYdGaf5uYMsil\n-----END PUBLIC KEY-----'
    expect(clean(open)).toBe(open)
  })
})
