import { execFileSync } from 'node:child_process'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyPatch, diffJson } from '../../../src/core/timeline'
import { normalize } from '../../../src/core/value'
import { expectChanges } from '../../../src/panel/selectors/copy/expect-text'
import { jsLiteral, jsString } from '../../../src/panel/selectors/copy/js-literal'
import { curlText, fetchText, shellWord } from '../../../src/panel/selectors/copy/request-text'
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

  it('asserts what is true of the state after a change', () => {
    fc.assert(
      fc.property(plainValue, plainValue, (one, other) => {
        const before = normalize({ kept: 1, part: one })
        const after = applyPatch(before, diffJson(before, normalize({ kept: 1, part: other })))
        fc.pre(!/"\$":"(?:redacted|truncated)"/.test(JSON.stringify(after)))
        const code = expectChanges(after, diffJson(before, after))
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
