import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visibleLines, visibleText } from '../../src/core/visible-text'

describe('recorded text on screen', () => {
  it.each([
    ['plain', 'plain'],
    ['a\nb\tc', 'a\\nb\\tc'],
    ['\u0000\u001b[31m', '\\0\\u{1b}[31m'],
    ['evil\u202etxt.exe', 'evil\\u{202e}txt.exe'],
    ['zero\u200bwidth', 'zero\\u{200b}width'],
    ['\u2066isolated\u2069', '\\u{2066}isolated\\u{2069}'],
    ['line\u2028separator', 'line\\u{2028}separator'],
    ['lone \ud800', 'lone \\u{d800}'],
    ['tag \u{e0041}', 'tag \\u{e0041}'],
    ['héllo ünïcode 🎬 שלום', 'héllo ünïcode 🎬 שלום'],
    ['family 👨‍👩‍👧, flag 🏳️‍🌈', 'family 👨‍👩‍👧, flag 🏳️‍🌈'],
    ['a\u200db', 'a\\u{200d}b'],
  ])('%j reads %s', (text, shown) => {
    expect(visibleText(text)).toBe(shown)
  })

  it('keeps lines and tabs where text has lines of its own', () => {
    expect(visibleLines('a\r\n\tb\rc\u202e')).toBe('a\n\tb\nc\\u{202e}')
  })

  it('never lets a control or a direction mark through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/u)
      }),
    )
  })
})
