import { describe, expect, it } from 'vitest'
import { builtInRules, createResidualScan, createSanitizer } from '../../../src/core/sanitize'
import type { Json } from '../../../src/core/value'
import { type Canary, canaries, encodingsOf } from '../../fixtures/canaries'

const all = canaries()

/** The canary as JSON: under its name, or by itself where its text speaks for itself. */
function own({ name, text }: Canary): Json {
  return { id: 7, [name ?? 'note']: text, ok: true }
}

function query({ name, text }: Canary): string {
  return new URLSearchParams({ a: '1', [name ?? 'q']: text, b: '2' }).toString()
}

const carriers: Record<string, (canary: Canary) => Json> = {
  'an object': own,
  'a deep object': (canary) => ({ a: [{ b: { c: [own(canary)] } }] }),
  'JSON in a string': (canary) => ({ body: JSON.stringify(own(canary)) }),
  'JSON in JSON in a string': (canary) => ({ log: JSON.stringify({ body: JSON.stringify(own(canary)) }) }),
  'a piece of JSON in a message': (canary) => `sending ${JSON.stringify(own(canary)).slice(1, -1)} now`,
  'an escaped piece of JSON in a message': (canary) => `sending ${JSON.stringify(JSON.stringify(own(canary))).slice(2, -2)} now`,
  'an address': (canary) => `https://x.example/p?${query(canary)}#top`,
  'a fragment': (canary) => `https://x.example/p#/route?${query(canary)}`,
  'a form': (canary) => query(canary),
  'an address in an address': (canary) => `https://x.example/?next=${encodeURIComponent(`https://y.example/?${query(canary)}`)}`,
  'base64 of JSON': (canary) => ({ data: Buffer.from(JSON.stringify(own(canary))).toString('base64') }),
  'base64url of a form': (canary) => `state ${Buffer.from(query(canary)).toString('base64url')} end`,
  'escaped characters': (canary) =>
    [...JSON.stringify(own(canary))]
      .map((c, i) => (i % 3 === 1 && c !== '\\' ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c))
      .join(''),
  'a header line': (canary) => `${canary.name ?? 'x-note'}: ${canary.text}\nhost: x`,
  'a name and a value': (canary) => [{ name: canary.name ?? 'note', value: canary.text }],
  'an entry of a list': (canary) => [[canary.name ?? 'note', canary.text]],
  'a Map': (canary) => ({ $: 'map', v: [[canary.name ?? 'note', canary.text]] }),
  'an instance': (canary) => ({ $: 'instance', name: 'Form', v: { fields: own(canary) } }),
  'form data': (canary) => `--x\r\nContent-Disposition: form-data; name="${canary.name ?? 'note'}"\r\n\r\n${canary.text}\r\n--x--`,
  'an attribute': (canary) => `<input name="${canary.name ?? 'note'}" value="${canary.text.replaceAll('"', '&quot;')}">`,
  'a call': (canary) => `localStorage.setItem("${canary.name ?? 'note'}", ${JSON.stringify(canary.text)})`,
}

describe('no canary', () => {
  for (const [what, carry] of Object.entries(carriers)) {
    it.each(all)(`can be read from ${what}: $family $name`, (canary) => {
      const carried = carry(canary)
      const clean = createSanitizer().sanitizeJson(carried, '')
      const text = JSON.stringify(clean)
      for (const form of encodingsOf(canary.value)) expect(text).not.toContain(form)
      expect(createSanitizer().sanitizeJson(clean, '')).toEqual(clean)
      createResidualScan()('it', clean)
    })
  }
})

describe('a canary without a name', () => {
  const plain = all.filter((canary) => canary.name === undefined && canary.family !== 'password')

  it.each(plain)('is found as a key: $family', ({ text, value }) => {
    const clean = JSON.stringify(createSanitizer().sanitizeJson({ byUser: { [text]: { count: 1 } } }, ''))
    expect(clean).toBe('{"byUser":{"[key#1]":{"count":1}}}')
    expect(clean).not.toContain(value)
  })

  it.each(plain)('goes as a whole under the id of its rule: $family', ({ text, value, family }) => {
    if (text !== value) return
    expect(createSanitizer().sanitizeJson([text], '')).toEqual([{ $: 'redacted', by: family }])
  })
})

describe('the canaries', () => {
  it('cover every rule that finds by itself', () => {
    const covered = new Set(all.map((canary) => canary.family))
    const missing = builtInRules.map((rule) => rule.id).filter((id) => !covered.has(id))
    // Of these there is one among the rows of the detectors.
    expect(missing).toEqual(['url-user', 'curl-user', 'vendor-token'])
  })
})
