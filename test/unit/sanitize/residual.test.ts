import { describe, expect, it } from 'vitest'
import { builtInRules, createResidualScan, scanResidual } from '../../../src/core/sanitize'
import type { Finder } from '../../../src/core/sanitize/rule'
import { signs } from '../../../src/core/sanitize/signs'
import type { Json } from '../../../src/core/value'
import { canaries } from '../../fixtures/canaries'

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const shapes = canaries().filter(({ name, family }) => name === undefined && family !== 'card-number')

describe('the scan over written text', () => {
  it.each(shapes)('finds $family wherever the pieces are cut', async ({ text }) => {
    const file = `{"a":1}\n{"note":${JSON.stringify(`see ${text} there`)}}\n{"b":2}\n`
    for (const size of [1, 7, 64, 10_000])
      await expect(scanResidual(pieces(file, size))).rejects.toMatchObject({ code: 'sanitize/residual' })
  })

  it('finds nothing in a file of markers', async () => {
    const file = `{"a":"[redacted:email]","b":{"$":"redacted","by":"jwt"},"c":"https://[redacted:url-user]@h.example/","d":"line\\n@x.example"}\n`
    await scanResidual(pieces(file.repeat(50), 100))
  })

  it('reads text as well as bytes, and lines longer than it keeps', async () => {
    const line = `{"x":"${'y'.repeat(2_000_000)} jane@example.com"}`
    await expect(
      scanResidual(
        (async function* () {
          yield line.slice(0, 1_500_000)
          yield line.slice(1_500_000)
        })(),
      ),
    ).rejects.toMatchObject({ detail: { rule: 'email' } })
  })
})

describe('the scan over values', () => {
  it.each(shapes)('finds $family through encodings', ({ text }) => {
    const scan = createResidualScan()
    expect(() => scan('it', { data: Buffer.from(JSON.stringify({ text })).toString('base64') })).toThrowError(
      expect.objectContaining({ code: 'sanitize/residual' }),
    )
    expect(() => scan('it', { [text]: 1 })).toThrowError(expect.objectContaining({ code: 'sanitize/residual' }))
  })

  it('tells of what it found once, and of the next again', () => {
    const scan = createResidualScan()
    const found = (what: string) => expect.objectContaining({ code: 'sanitize/residual', detail: { rule: 'email', at: `${what} to` } })
    expect(() => scan('first', { to: 'jane@example.com' })).toThrowError(found('first'))
    scan('another file', { to: 'nobody', '[key#1]': 1 })
    expect(() => scan('second', { to: 'jane@example.com' })).toThrowError(found('second'))
  })

  it('goes on after a rule that failed as if it had never run', () => {
    let fails = true
    const [email] = builtInRules.filter(({ id }) => id === 'email')
    const finder: Finder = {
      needs: signs.at,
      find(text, hit) {
        if (fails) throw new Error('broken')
        email?.find?.find(text, hit)
      },
    }
    const scan = createResidualScan(email === undefined ? [] : [{ ...email, find: finder }])
    const nested: Json = Array.from({ length: 500 }).reduce<Json>((inner) => [inner], 'nobody@b')
    for (let time = 0; time < 3; time++)
      expect(() => scan('broken', nested)).toThrowError(expect.objectContaining({ code: 'sanitize/rule-failed' }))
    fails = false
    scan('deep', nested)
    expect(() => scan('here', { to: 'jane@example.com' })).toThrowError(
      expect.objectContaining({ detail: { rule: 'email', at: 'here to' } }),
    )
  })

  it('is not stopped by what is nested too deep, however often', () => {
    const scan = createResidualScan()
    let hidden = 'nothing in it, '.repeat(4)
    for (let level = 0; level < 6; level++) hidden = Buffer.from(hidden).toString('base64')
    for (let entry = 0; entry < 100; entry++) scan(`entry ${entry}`, { [`${hidden} ${entry}`]: hidden })
    expect(() => scan('here', { to: 'jane@example.com' })).toThrowError(
      expect.objectContaining({ detail: { rule: 'email', at: 'here to' } }),
    )
  })

  it('does not go by names: what was kept for its value was kept for good', () => {
    createResidualScan()('it', { token: 'none', session: { id: 'abc' }, password: null })
  })
})
