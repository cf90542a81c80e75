import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import { createSessionSanitizer } from '../../../src/core/sanitize'
import type { Json } from '../../../src/core/value'
import { canaries } from '../../fixtures/canaries'
import { createTestHost, documentOf, page, record, session } from '../jobs/support'

const secret = 'zQ81-kTm2_pLx9'

function entries(...values: readonly Json[]): readonly Entry[] {
  return values.map((value, at) => {
    const seq = at + 1
    return { seq, document: page.id, n: seq, t: 1, kind: 'event', type: 'console', data: { method: 'log', args: [value] } }
  })
}

/** What two walks make of values: one that learns, one that knows. */
function cleaned(...values: readonly Json[]): string {
  const sanitizer = createSessionSanitizer()
  const first = sanitizer.pass()
  first.entries(entries(...values))
  return JSON.stringify(
    sanitizer
      .knowing(first.known())
      .pass()
      .entries(entries(...values)),
  )
}

describe('a value that a rule was sure of', () => {
  it.each<[string, Json]>([
    ['before it was known', ['typed', secret]],
    ['in a sentence', `cannot sign in with ${secret}: too old`],
    ['as a key', { [secret]: 1 }],
    ['at the end of an address', `https://example.org/reset/${secret}`],
    ['percent-encoded', `q=${encodeURIComponent(`<${secret}>`)}`],
    ['in base64 of more', btoa(`user jane ${secret} signed in`)],
    ['in JSON in a text', JSON.stringify({ note: JSON.stringify([secret]) })],
    ['with escapes', `\\u007a${secret.slice(1)}`],
  ])('goes where it has no name: %s', (_, value) => {
    const text = cleaned(value, { password: secret })
    expect(text).not.toContain(secret)
    expect(text).not.toContain(btoa(`user jane ${secret} signed in`))
    expect(text).toMatch(/redacted|key#/)
  })

  it.each(['password', 'hunter', '12345678', 'Rotterdam', 'new-order', 'aaaaaaaaaa'])(
    'stays where it is another thing by chance: %s',
    (word) => {
      expect(cleaned(`the word ${word} here`, { accessToken: word })).toContain(`the word ${word} here`)
    },
  )

  it('is known without the scheme before it, and out of a cookie', () => {
    expect(cleaned(`saw ${secret}`, { authorization: `Bearer ${secret}` })).not.toContain(secret)
    expect(cleaned(`saw ${secret}`, { password: { current: [secret] } })).not.toContain(secret)
    expect(cleaned(`saw ${secret}`, { clientSecret: secret })).not.toContain(secret)
    expect(cleaned(`saw ${secret}`, { cookie: `theme=dark; sid=${secret}` })).not.toContain(secret)
  })
})

describe('a value that a rule knows by itself', () => {
  const token = canaries().find(({ family }) => family === 'github-token')?.text ?? ''
  it.each<[string, Json]>([
    ['percent-encoded', encodeURIComponent(JSON.stringify({ note: token }))],
    ['in base64', btoa(JSON.stringify({ note: token }))],
    ['as a key', { [token]: 1 }],
    ['in a text', `sent ${token} twice: ${token}`],
  ])('is told of by that rule, as if it were not known: %s', (_, value) => {
    const sanitizer = createSessionSanitizer()
    const first = sanitizer.pass('a secret')
    const made = first.entries(entries(value))
    const again = sanitizer.knowing([token]).pass('a secret')
    expect(again.entries(entries(value))).toEqual(made)
    expect(again.report()).toEqual(first.report())
  })

  it('is found beside what another rule finds in the same text', () => {
    const text = encodeURIComponent(JSON.stringify({ note: token, said: `x${secret}x` }))
    const made = createSessionSanitizer().knowing([secret]).pass().entries(entries(text))
    expect(decodeURIComponent(JSON.stringify(made))).not.toMatch(new RegExp(`${token}|${secret}`))
  })
})

describe('an export', () => {
  it('is written again, in any format, where a value stands that was found elsewhere', async () => {
    const host = createTestHost({ sanitizer: createSessionSanitizer() })
    await record(host.store, entries(`typed ${secret}`, { password: secret }))
    for (const format of ['json', 'yaml', 'msgpack'] as const) {
      const job = await host.run({ kind: 'export', sessions: [session.id], format })
      expect(job.error).toBeUndefined()
      expect(job.findings).toEqual({
        total: 2,
        rules: [
          { rule: 'password', count: 1 },
          { rule: 'known-value', count: 1 },
        ],
      })
      const text = documentOf(await host.staged(job))
      expect(text).not.toContain(secret)
      expect(text).toContain('[redacted:known-value]')
    }
  })
})
