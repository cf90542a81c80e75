import { describe, expect, it } from 'vitest'
import { judgeOf } from '../../../src/panel/selectors/filter/judge'
import { noMarks } from '../../../src/panel/selectors/filter/marks'
import { parseFilter } from '../../../src/panel/selectors/filter/parse'
import { createTimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { segmentsOf } from './segments'

function matches(typed: string, label: string): boolean {
  const parsed = parseFilter(typed)
  if (!parsed.ok) throw new Error(parsed.fault.why)
  const index = createTimelineIndex()
  index.add(segmentsOf([{ document: 'a', n: 1, t: 1, label, type: 'mark' }]))
  const { judge } = judgeOf(parsed.query, { index, sourceName: () => '', marks: noMarks })
  return judge({ row: 0, label, text: '' }) === 1
}

describe('the text filter', () => {
  it.each([
    ['cart', 'CART/added', true],
    ['cart total', 'total of the cart', true],
    ['cart total', 'cart', false],
    ['"of the"', 'total of the cart', true],
    ['"of the"', 'of all the', false],
    ['-cart', 'checkout', true],
    ['-cart', 'cart', false],
    ['!cart pay', 'pay cart', false],
    ['/^cart\\/\\w+$/', 'cart/added', true],
    ['/^CART/', 'cart', false],
    ['/^CART/i', 'cart', true],
    ['-/\\d{3}/', 'GET 200', false],
    ['/a b/ c', 'xa bx c', true],
    ['/api/cart', 'GET /api/cart', true],
    ['/api/cart', 'GET /api/user', false],
    ['/', 'a/b', true],
    ['cart /ad(d', 'cart', true],
    ['cart /ad(d', 'checkout', false],
    ['/ad/(d', 'nothing like it', false],
    ['"no end', 'there is no end', true],
    ['https://shop.example', 'GET https://shop.example/', true],
    ['foo:bar', 'a foo:bar b', true],
    ['foo:bar', 'foo bar', false],
    ['-foo:bar', 'a foo:bar b', false],
    ['', 'anything', true],
    ['""', 'anything', true],
  ])('%s against “%s”: %s', (typed, haystack, expected) => {
    expect(matches(typed, haystack)).toBe(expected)
  })

  it('says what is wrong with a pattern, without repeating it', () => {
    const parsed = parseFilter('pay /ca(rt/')
    expect(parsed).toMatchObject({ ok: false, fault: { why: 'pattern', term: '/ca(rt/', detail: expect.stringMatching(/group/i) } })
    expect(parsed.ok || parsed.fault.detail).not.toContain('ca(rt')
  })

  it('knows when nothing is asked', () => {
    expect(parseFilter('  ')).toMatchObject({ ok: true, query: { terms: [] } })
    expect(parseFilter('a')).toMatchObject({ ok: true, query: { terms: [{}] } })
  })
})
