import { describe, expect, it } from 'vitest'
import { builtInRules, createLineScan, createResidualScan } from '../../../src/core/sanitize'
import type { Finder } from '../../../src/core/sanitize/rule'
import { signs } from '../../../src/core/sanitize/signs'
import type { Json } from '../../../src/core/value'
import { canaries } from '../../fixtures/canaries'

const medium = new Set(builtInRules.filter(({ confidence }) => confidence === 'medium').map(({ id }) => id))
const shapes = canaries().filter(({ name, family }) => name === undefined && family !== 'card-number' && !medium.has(family))

describe('the scan over lines of a finished file', () => {
  const scanLine = createLineScan(createResidualScan())

  it.each(shapes)('finds $family, plain and through encodings', ({ text }) => {
    const encoded = [text, `see ${text} there`, `a\n${text}\n`, JSON.stringify({ text }), encodeURIComponent(text)]
    for (const value of [...encoded, Buffer.from(JSON.stringify({ text })).toString('base64')])
      expect(() =>
        scanLine(3, `{"seq":1,"document":"d","n":1,"t":1790000000000,"kind":"event","data":${JSON.stringify([value])}},`),
      ).toThrowError(
        expect.objectContaining({ code: 'sanitize/residual', detail: expect.objectContaining({ at: expect.stringContaining('line 3') }) }),
      )
    expect(() => scanLine(2, `"meta":${JSON.stringify({ name: text })},`)).toThrowError(
      expect.objectContaining({ code: 'sanitize/residual' }),
    )
    expect(() => scanLine(1, `{"writer":${JSON.stringify(text)},"sessions":[`)).toThrowError(
      expect.objectContaining({ code: 'sanitize/residual' }),
    )
  })

  it('finds a card by the name at the end of the path of its change', () => {
    const patch = [{ op: 'replace', path: '/order/cardNumber', value: '4000056655665556' }]
    expect(() =>
      scanLine(1, JSON.stringify({ seq: 1, document: 'd', n: 1, t: 1, kind: 'state', type: 'change', data: { patch } })),
    ).toThrowError(expect.objectContaining({ code: 'sanitize/residual' }))
  })

  it('finds nothing in markers, in times and in the frame of a file', () => {
    scanLine(
      1,
      '{"a":"[redacted:email]","b":{"$":"redacted","by":"jwt"},"c":"https://[redacted:url-user]@h.example/","d":"line\\n@x.example"}',
    )
    scanLine(2, '{"seq":1,"document":"d","n":1,"t":4111111111111111,"kind":"event","type":"console","data":{"args":[]}},')
    scanLine(3, '"entries":[')
    scanLine(4, ']},')
    scanLine(5, '')
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
