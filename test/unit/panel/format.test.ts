import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatElapsed,
  formatMoment,
  formatOffset,
  formatShare,
  formatShortCount,
} from '../../../src/panel/selectors/format'
import { counted } from '../../../src/panel/text/plural'

describe('figures', () => {
  it.each([
    [0, '0'],
    [4310, '4\u202f310'],
    [1234567, '1\u202f234\u202f567'],
  ])('%d entries', (count, text) => {
    expect(formatCount(count)).toBe(text)
  })

  it.each([
    [999, '999'],
    [1000, '1.0k'],
    [9949, '9.9k'],
    [9951, '10k'],
    [999_499, '999k'],
    [1_200_000, '1.2M'],
  ])('%d in short', (count, text) => {
    expect(formatShortCount(count)).toBe(text)
  })

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [312_400, '312 kB'],
    [999_600, '1.0 MB'],
    [2_000_000_000, '2.0 GB'],
  ])('%d bytes', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  it.each([
    [0.041, '0.04 ms'],
    [12.4, '12 ms'],
    [3210, '3.2 s'],
    [59_960, '1 min 00 s'],
    [245_000, '4 min 05 s'],
    [7_620_000, '2 h 07 min'],
  ])('%d milliseconds', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text)
  })

  it.each([
    [0, '0:00'],
    [760_000, '12:40'],
    [3_729_000, '1:02:09'],
    [-5, '0:00'],
  ])('%d milliseconds on a clock', (milliseconds, text) => {
    expect(formatElapsed(milliseconds)).toBe(text)
  })

  it.each([
    [7042.2, '0:07.042'],
    [999.7, '0:01.000'],
    [-12, '−0:00.012'],
    [-0.2, '0:00.000'],
  ])('%d milliseconds since the beginning', (milliseconds, text) => {
    expect(formatOffset(milliseconds)).toBe(text)
  })

  it.each([
    [0.0004, '0.04 %'],
    [0.0123, '1.2 %'],
    [0.37, '37 %'],
  ])('a share of %d', (share, text) => {
    expect(formatShare(share)).toBe(text)
  })

  it('a moment of today has no date, one of this year no year', () => {
    const now = new Date(2026, 10, 21, 15, 0).getTime()
    expect(formatMoment(new Date(2026, 10, 21, 9, 5).getTime(), now, 'en-GB')).toBe('09:05')
    expect(formatMoment(new Date(2026, 2, 3, 9, 5).getTime(), now, 'en-GB')).toBe('3 Mar, 09:05')
    expect(formatMoment(new Date(2024, 2, 3, 9, 5).getTime(), now, 'en-GB')).toMatch(/3 Mar 2024/)
  })

  it('what is counted agrees with its number', () => {
    expect([0, 1, 2].map((count) => counted(count, 'entry', 'entries'))).toEqual(['0 entries', '1 entry', '2 entries'])
  })
})
