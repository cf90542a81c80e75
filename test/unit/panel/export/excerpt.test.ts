import { describe, expect, it } from 'vitest'
import { excerptWords } from '../../../../src/panel/text/excerpt'

const at = (day: number, second = 0) => new Date(2026, 10, day, 15, 45, second).getTime()

describe('what is said of a part of a session', () => {
  it('names what was left out', () => {
    expect(excerptWords.without(['event'])).toBe('Without events')
    expect(excerptWords.without(['event', 'history', 'notes'])).toBe('Without events, earlier states, and notes')
  })

  it('tells its time, the day once', () => {
    expect(excerptWords.range(at(3), at(3, 9))).toMatch(/^From .*2026.* until 15:45:09\.000$/)
    expect(excerptWords.range(at(3), at(4))).toMatch(/^From .*2026.* until .*2026/)
    expect(excerptWords.range(at(3), undefined)).toMatch(/^From .*2026[^u]*$/)
    expect(excerptWords.range(undefined, at(3))).toMatch(/^Until .*2026/)
  })
})
