import { describe, expect, it } from 'vitest'
import { patternOfTyped } from '../../../src/options/pattern-of-typed'

describe('what a person types as a site', () => {
  it.each([
    ['shop.example', 'https://shop.example/*'],
    ['  https://shop.example/cart?a=1#b ', 'https://shop.example/*'],
    ['http://10.0.0.5:8080', 'http://10.0.0.5/*'],
    ['http://[::2]:99/x', 'http://[::2]/*'],
    ['bücher.example', 'https://xn--bcher-kva.example/*'],
  ])('%s becomes %s', (typed, pattern) => {
    expect(patternOfTyped(typed)).toBe(pattern)
  })

  it.each(['', '   ', 'two words', 'ftp://shop.example', 'javascript://x', 'https://'])('%s is refused', (typed) => {
    expect(patternOfTyped(typed)).toBeUndefined()
  })
})
