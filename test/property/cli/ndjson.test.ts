import { Readable, Writable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { run } from '../../../src/cli/run'
import { createSanitizer } from '../../../src/core/sanitize'
import type { Json } from '../../../src/core/value'
import { canaries, encodingsOf } from '../../fixtures/canaries'
import { runs } from '../../harness/runs'
import { secretJson } from '../../harness/secret-json'
import { createTestEnv } from '../../harness/test-env'

/** What a naive program would do of the same: a tag around every object with a `$`, and the engine on the whole value. */
function naive(value: Json): unknown {
  return untagged(createSanitizer().sanitizeJson(tagged(value), ''))
}

function tagged(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(tagged)
  const out = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, tagged(item)]))
  return Object.hasOwn(out, '$') ? { $: 'object', v: out } : out
}

function untagged(value: Json): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(untagged)
  const { $, v, by } = value as Readonly<Record<string, Json>>
  if ($ === 'redacted') return `[redacted:${by}]`
  return Object.fromEntries(Object.entries($ === 'object' ? (v ?? {}) : value).map(([key, item]) => [key, untagged(item)]))
}

async function clean(chunks: readonly Uint8Array[]): Promise<string> {
  const out: Buffer[] = []
  const stdout = new Writable({
    write(chunk, _, done) {
      out.push(chunk)
      done()
    },
  })
  const io = { env: createTestEnv(), stdin: Readable.from(chunks), stdout, stderr: new Writable(), signal: new AbortController().signal }
  expect(await run(['sanitize', '--ndjson'], io, '1')).toBe(0)
  return Buffer.concat(out).toString()
}

const values = fc.array(fc.oneof(secretJson, fc.jsonValue() as fc.Arbitrary<Json>), { minLength: 1, maxLength: 6 })
const linesOf = (all: readonly unknown[]) => all.map((value) => `${JSON.stringify(value)}\n`).join('')

describe('playhead sanitize --ndjson', () => {
  it('is the engine on each value, wherever the chunks of the input end', async () => {
    await fc.assert(
      fc.asyncProperty(values, fc.array(fc.nat(), { maxLength: 8 }), async (all, cuts) => {
        const input = Buffer.from(linesOf(all))
        const ends = [0, ...cuts.map((cut) => cut % (input.length + 1)).sort((a, b) => a - b), input.length]
        const out = await clean(ends.slice(1).map((end, i) => input.subarray(ends[i], end)))
        expect(
          out
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line)),
        ).toEqual(JSON.parse(JSON.stringify(all.map(naive)))) // prettier-ignore
      }),
      { numRuns: runs(300) },
    )
  })

  it('changes nothing of what it gave, and of what holds no secret', async () => {
    const harmless = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, 0, 1.5, -3, 'ok', 'Bob', '', '$', 'date'),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('$', 'v', 'name', 'by', 'up', 'a', '__proto__', '1'), tie('node'), { noNullPrototype: true }),
      ),
    })).node
    await fc.assert(
      fc.asyncProperty(values, fc.array(harmless, { minLength: 1 }), async (all, others) => {
        const once = await clean([Buffer.from(linesOf(all))])
        expect(await clean([Buffer.from(once)])).toBe(once)
        expect(await clean([Buffer.from(linesOf(others))])).toBe(linesOf(others))
      }),
      { numRuns: runs(300) },
    )
  })

  it('leaves no canary that speaks for itself, in any encoding', async () => {
    const shapes = canaries().filter(({ name, family }) => name === undefined && family !== 'card-number')
    await fc.assert(
      fc.asyncProperty(values, async (all) => {
        const out = await clean([Buffer.from(linesOf(all))])
        for (const { value } of shapes) for (const form of encodingsOf(value)) expect(out).not.toContain(form)
      }),
      { numRuns: runs(150) },
    )
  })
})
