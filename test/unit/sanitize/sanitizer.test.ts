import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src/core/errors'
import { builtInRules, createSanitizer, type Rule, tooDeepRule } from '../../../src/core/sanitize'

const mail = 'jane.doe@example.com'

describe('the report', () => {
  it('counts by rule and field, and tells places but never what was found', () => {
    const sanitizer = createSanitizer()
    sanitizer.countAs('event/console args')
    sanitizer.sanitizeJson([{ user: { mail, body: JSON.stringify({ cc: [mail] }) } }], 'event/console 12 args')
    sanitizer.countAs('event/error message')
    sanitizer.sanitizeText(`to ${mail}, password: hunter2`, 'text', () => 'event/error 13 message')
    const report = sanitizer.report()
    expect(report).toEqual({
      total: 4,
      rules: [
        { rule: 'password', count: 1, distinct: 1 },
        { rule: 'email', count: 3, distinct: 1 },
      ],
      encodings: [{ encoding: 'json', count: 1 }],
      samples: [
        { rule: 'password', at: 'event/error 13 message' },
        { rule: 'email', at: 'event/console 12 args 0/user/mail' },
        { rule: 'email', at: 'event/console 12 args 0/user/body/(json)/cc/0' },
        { rule: 'email', at: 'event/error 13 message' },
      ],
      fields: [
        { field: 'event/console args', count: 2 },
        { field: 'event/error message', count: 2 },
      ],
    })
    expect(JSON.stringify(report)).not.toMatch(/jane|hunter2/)
  })

  it('never shows a key that is a secret', () => {
    const sanitizer = createSanitizer()
    sanitizer.sanitizeJson({ [mail]: { token: 'abc123' } }, 'it')
    expect(JSON.stringify(sanitizer.report())).not.toContain('jane')
    expect(sanitizer.report().samples).toContainEqual({ rule: 'secret-name', at: 'it [key#1]/token' })
  })

  it('keeps few places of many', () => {
    const sanitizer = createSanitizer()
    for (let i = 0; i < 100; i++) sanitizer.sanitizeText(mail, 'text', `entry ${i}`)
    expect(sanitizer.report()).toMatchObject({ total: 100, samples: { length: 5 } })
  })
})

describe('a rule that throws', () => {
  const broken: Rule = {
    id: 'broken',
    title: 'Broken',
    hides: 'Nothing.',
    confidence: 'strong',
    templates: ['secrets'],
    priority: 1,
    find: {
      needs: 0,
      find: (text) => {
        if (text.includes('boom')) throw new Error('no')
      },
    },
  }

  it('stops it all, named with the place', () => {
    const sanitizer = createSanitizer({ rules: [...builtInRules, broken] })
    expect(() => sanitizer.sanitizeJson({ a: [{ b: 'x boom @' }] }, 'event/console 7 args')).toThrowError(
      expect.objectContaining({ code: 'sanitize/rule-failed', detail: { rule: 'broken', at: 'event/console 7 args a/0/b' } }),
    )
  })

  it('is an error that tells no value', () => {
    try {
      createSanitizer({ rules: [broken] }).sanitizeText(`boom @ ${mail}`, 'text', 'here')
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(AppError)
      expect(String(error)).not.toContain('jane')
    }
  })
})

describe('headers', () => {
  it('stay texts, and the identical ones when there is nothing', () => {
    const plain = { accept: '*/*', 'x-request-id': '59811802-c2fd-4814-bd03-2a5bfd673782' }
    expect(createSanitizer().sanitizeHeaders(plain, '')).toBe(plain)
    expect(createSanitizer().sanitizeHeaders({ Cookie: 'a=b', 'x-api-key': 'abc', from: mail, referer: `/?to=${mail}` }, '')).toEqual({
      Cookie: '[redacted:cookie]',
      'x-api-key': '[redacted:secret-name]',
      from: '[redacted:email]',
      referer: '/?to=[redacted:email]',
    })
  })
})

describe('the rules', () => {
  it('have ids that markers can hold, each once, and words for people', () => {
    const rules = [...builtInRules, tooDeepRule]
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
    for (const { id, title, hides } of rules) {
      expect(id).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(title).toMatch(/^[A-Z].*[a-z]$/)
      expect(hides).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('that are left out find nothing', () => {
    const sanitizer = createSanitizer({ rules: builtInRules.filter((rule) => rule.id !== 'email') })
    expect(sanitizer.sanitizeJson({ to: mail, token: 'abc123' }, '')).toEqual({ to: mail, token: { $: 'redacted', by: 'secret-name' } })
  })

  it('know the stems of all the names they know', () => {
    const names =
      `password pwd pin cvv csc otp 2fa mfaCode two_factor_code oneTimeCode verificationCode recoveryCodes backupCode smsCode securityCode
      cardCid cookie Set-Cookie authorization auth-header token secret api_key creds jwt mnemonic seedPhrase securityAnswer pw csrf xsrf sid PHPSESSID
      sessionId code_verifier SAMLResponse oauthVerifier auth signature hmac confirmationCode sshKey cid`.split(/\s+/)
    const sanitizer = createSanitizer()
    for (const name of names) {
      const byKey = sanitizer.sanitizeJson({ [name]: '8213' }, '')
      const inText = sanitizer.sanitizeText(`${name}=8213 x`, 'text', '')
      expect(inText.includes('8213'), name).toBe(JSON.stringify(byKey).includes('8213'))
    }
  })
})
