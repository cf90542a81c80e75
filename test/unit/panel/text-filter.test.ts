import { describe, expect, it } from 'vitest'
import { parseTextFilter } from '../../../src/panel/selectors/text-filter'

function matches(typed: string, haystack: string): boolean {
  const parsed = parseTextFilter(typed)
  if (!parsed.ok) throw new Error(parsed.why)
  return parsed.filter.test(haystack)
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
    ['', 'anything', true],
    ['""', 'anything', true],
  ])('%s against “%s”: %s', (typed, haystack, expected) => {
    expect(matches(typed, haystack)).toBe(expected)
  })

  it('says what is wrong with a pattern, without repeating it', () => {
    const parsed = parseTextFilter('/ca(rt/')
    expect(parsed).toMatchObject({ ok: false, why: expect.stringMatching(/group/i) })
    expect(parsed.ok || parsed.why).not.toContain('ca(rt')
  })

  it('knows when nothing is asked', () => {
    expect(parseTextFilter('  ')).toMatchObject({ ok: true, filter: { empty: true } })
    expect(parseTextFilter('a')).toMatchObject({ ok: true, filter: { empty: false } })
  })
})
