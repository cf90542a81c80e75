import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardText } from '../../../src/core/guard'
import { runs } from '../../harness/runs'

const secret = fc.stringMatching(/^[A-Za-z0-9!$*+/=?^_~|<>.,;:@#% -]{3,12}$/).map((text) => `S3cr${text}`)
const secretKey = fc.constantFrom('password', 'newPassword', 'user_pwd', 'PIN', 'cvv', 'otp', 'mfaCode', 'Cookie', 'Authorization')
const plainKey = fc.constantFrom('user', 'items', 'status', 'page', 'author', 'pinned', 'options')
const plain = fc.constantFrom<unknown>(1, true, null, 'ok', 'red', 3.5)

/** JSON with secrets at any depth, each under a name that says so. */
const withSecrets = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    plain,
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(plainKey, tie('node'), { maxKeys: 3 }),
    fc.tuple(secretKey, secret, tie('node')).map(([key, value, more]) => ({ [key]: value, more })),
    fc.tuple(plainKey, tie('node')).map(([key, node]) => ({ [key]: JSON.stringify(node) })),
  ),
})).node

describe('what has a secret name', () => {
  it('is gone from any JSON, and all that has none is still there', () => {
    fc.assert(
      fc.property(withSecrets, (json) => {
        const guarded = guardText(JSON.stringify(json))
        expect(guarded).not.toContain('S3cr')
      }),
      { numRuns: runs(500) },
    )
  })

  it('is gone from parameters', () => {
    fc.assert(
      fc.property(secretKey, secret, plainKey, (key, value, other) => {
        const guarded = guardText(`https://x.example/a?${new URLSearchParams({ [other]: 'kept', [key]: value, last: 'kept too' })}#end`)
        expect(guarded).not.toContain('S3cr')
        expect(guarded).toContain(`${other}=kept`)
        expect(guarded).toContain('last=kept+too#end')
      }),
      { numRuns: runs(500) },
    )
  })

  it('is gone from a message, up to the next blank', () => {
    fc.assert(
      fc.property(secretKey, secret, (key, value) => {
        const [first] = value.split(/[\s"&]/)
        expect(guardText(`sign in with ${key}=${value}`)).not.toContain(first ?? value)
      }),
    )
  })

  it('leaves JSON without such names as it was, byte by byte', () => {
    fc.assert(
      fc.property(fc.dictionary(plainKey, plain), (json) => {
        const text = JSON.stringify(json, null, 2)
        expect(guardText(text)).toBe(text)
      }),
    )
  })
})
