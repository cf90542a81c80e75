import { execFileSync } from 'node:child_process'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyPatch, diffJson } from '../../../src/core/timeline'
import { type Json, normalize, PIECE } from '../../../src/core/value'
import { expectChanges } from '../../../src/panel/selectors/copy/expect-text'
import { jsLiteral, jsString, jsText } from '../../../src/panel/selectors/copy/js-literal'
import { jsonText } from '../../../src/panel/selectors/copy/json-text'
import type { Masking } from '../../../src/panel/selectors/copy/masked'
import { curlText, fetchText, shellWord } from '../../../src/panel/selectors/copy/request-text'
import { lookUp } from '../../../src/panel/selectors/json-at'
import { finish } from '../../harness/finish'
import { runs } from '../../harness/runs'

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom("'", '"', '\\', '`', '$(id)', '$x', '\n', '\r', ';', '&', '!', '#', ' ', '%s', '\u2028', '</script>', '<!--', '-'),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join('')),
)
/** What a shell can be given at all. */
const shellText = hostile.map((text) => text.replaceAll('\0', '').toWellFormed())

const evaluate = (code: string, names: readonly string[] = [], values: readonly unknown[] = []): unknown =>
  new Function(...names, `"use strict"; return (${code})`)(...values)

const plainValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    hostile,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(null, undefined, Number.NaN, -0, Number.POSITIVE_INFINITY),
    fc.bigInt(),
    fc.date({ min: new Date(0), max: new Date(8.64e14) }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(hostile, fc.constantFrom('__proto__', '$', 'constructor', 'v')), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
    fc.array(fc.tuple(fc.oneof(hostile, fc.integer()), tie('value')), { maxLength: 3 }).map((pairs) => new Map(pairs)),
    fc.array(fc.integer(), { maxLength: 3 }).map((items) => new Set(items)),
  ),
})).value

/** No masking: what is asserted here is to be true of the values themselves. */
const asItIs: Masking = {
  hid: false,
  entry: () => expect.unreachable(),
  // biome-ignore lint/correctness/useYield: there is nothing to pause for
  *part(root, pointer) {
    return lookUp(root, pointer)
  },
  text: (text) => text,
  names: { key: (key) => key, value: (key) => key },
}

describe('JavaScript that was copied', () => {
  it('is the text it was made of, for any text, and ends no script of a page', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(evaluate(jsString(text))).toBe(text)
        expect(jsString(text)).not.toMatch(/<[!/]|[\u2028\u2029\n\r]/)
      }),
      { numRuns: runs(500) },
    )
  })

  it('is the value it was made of, types and all', () => {
    fc.assert(
      fc.property(plainValue, (value) => {
        const json = normalize(value)
        // What holds a secret by its name, or was cut, is not the value any more.
        fc.pre(!/"\$":"(?:redacted|truncated)"/.test(JSON.stringify(json)))
        expect(isDeepStrictEqual(evaluate(jsLiteral(json)), value)).toBe(true)
      }),
      { numRuns: runs(300) },
    )
  })

  it('is the same where it is written in pieces', () => {
    fc.assert(
      fc.property(plainValue, fc.constantFrom(0, 20), (value, piece) => {
        const json = normalize(value)
        fc.pre(!/"\$":"(?:redacted|truncated)"/.test(JSON.stringify(json)))
        expect(isDeepStrictEqual(evaluate(finish(jsText(json, piece))), value)).toBe(true)
        expect(finish(jsText(json))).toBe(jsLiteral(json))
      }),
      { numRuns: runs(200) },
    )
  })

  it('asserts what is true of the state after a change', () => {
    fc.assert(
      fc.property(plainValue, plainValue, (one, other) => {
        const before = normalize({ kept: 1, part: one })
        const after = applyPatch(before, diffJson(before, normalize({ kept: 1, part: other })))
        fc.pre(!/"\$":"(?:redacted|truncated)"/.test(JSON.stringify(after)))
        const code = finish(expectChanges(after, diffJson(before, after), asItIs))
        if (code !== '') new Function('expect', 'state', code)(expect, evaluate(jsLiteral(after)))
      }),
      { numRuns: runs(300) },
    )
  })

  it('makes the same request, whatever its address', () => {
    const words = { noBody: 'no body', noHeaders: 'nothing more' }
    fc.assert(
      fc.property(hostile, hostile, (method, url) => {
        const asked: unknown[] = []
        const code = fetchText({ method, url }, words).replace('await ', 'return ')
        new Function('fetch', code)((...args: unknown[]) => asked.push(args))
        expect(asked).toEqual([[url, { method }]])
      }),
    )
  })
})

describe('what is copied for a shell', () => {
  it('is one word, for any text', () => {
    fc.assert(
      fc.property(fc.array(shellText, { minLength: 1, maxLength: 40 }), (texts) => {
        const script = `printf '%s\\0' ${texts.map(shellWord).join(' ')}`
        expect(execFileSync('sh', ['-c', script]).toString('utf8').split('\0').slice(0, -1)).toEqual(texts)
      }),
      { numRuns: runs(40) },
    )
  })

  it('calls curl with the method, the address and the headers, and with nothing else', () => {
    const words = { noBody: 'no body', noHeaders: 'nothing more' }
    fc.assert(
      fc.property(shellText, shellText, shellText, (method, url, value) => {
        const command = curlText({ method, url, headers: { 'x-any': value } }, words)
        const script = `curl() { printf '%s\\0' "$@"; }\n${command}`
        const args = execFileSync('sh', ['-c', script]).toString('utf8').split('\0').slice(0, -1)
        const address = url.replace(/[\u0000-\u0020\u007f]/g, encodeURIComponent)
        expect(args).toEqual(['--globoff', '--request', method, '--header', `x-any: ${value}`, '--url', address])
      }),
      { numRuns: runs(40) },
    )
  })
})

describe('JSON that was copied', () => {
  it('is what JSON.stringify writes, in pieces of any size', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' }),
        fc.constantFrom(0, 20, 1e6),
        fc.boolean(),
        (value, piece, onLines) => {
          expect(finish(jsonText(value as Json, onLines, piece))).toBe(JSON.stringify(value, null, onLines ? 2 : 0))
        },
      ),
      { numRuns: runs(200) },
    )
  })

  it('pauses after every piece, and tells how far it is', () => {
    const large = Array.from({ length: 60 }, (_, at) => ({ at, list: Array.from({ length: 400 }, () => 'some text of a state') }))
    for (const shares of [[...jsonText(large)], [...jsText(large)]]) {
      expect(shares.length).toBeGreaterThan(JSON.stringify(large).length / PIECE)
      expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
      expect(shares.at(-1)).toBeGreaterThan(0.9)
    }
  })
})
