import { describe, expect, it } from 'vitest'
import { exportFileName } from '../../../src/core/jobs/export/file-name'

const time = Date.UTC(2026, 10, 21, 15, 45, 0, 999)
const named = (name: string): string => exportFileName(name, { time, format: 'json', compression: 'default' })

describe('the name of an exported file', () => {
  it('is the session’s name and the time, to the second, in UTC', () => {
    expect(named('Checkout')).toBe('Checkout-20261121-154500.session.json.gz')
    expect(exportFileName('x', { time: Date.UTC(1999, 0, 2, 3, 4, 5), format: 'json', compression: 'small' })).toBe(
      'x-19990102-030405.session.json.gz',
    )
  })

  it.each([
    ['Grüße 日本 😀', 'Grüße-日本-😀'],
    ['Encore · “tickets” — now…', 'Encore-tickets-now'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\Windows\\x', 'C-Windows-x'],
    ['a/b?c*d"e<f>g|h', 'a-b-c-d-e-f-g-h'],
    ['.hidden', 'hidden'],
    ['ends with dots...', 'ends-with-dots'],
    ['con', '_con'],
    ['LPT1.txt', '_LPT1.txt'],
    ['console', 'console'],
    ['exe‮gpj.', 'exe-gpj'],
    ['tab\tline\nnul\0', 'tab-line-nul'],
    ['$(rm -rf ~)', 'rm-rf'],
    ['half \ud83d pair', 'half-pair'],
    ['', 'session'],
    ['///', 'session'],
    ['[redacted:email] order', 'redacted-email-order'],
  ])('keeps what file systems take of %j', (name, kept) => {
    expect(named(name)).toBe(`${kept}-20261121-154500.session.json.gz`)
  })

  it('ends as its format is called, and tells whether it is packed', () => {
    expect(exportFileName('x', { time, format: 'yaml', compression: 'none' })).toBe('x-20261121-154500.session.yaml')
    expect(exportFileName('x', { time, format: 'msgpack', compression: 'default' })).toBe('x-20261121-154500.session.msgpack.gz')
  })

  it('tells the place of one that holds what came after another', () => {
    const shape = { time, format: 'json', compression: 'default', delta: 3 } as const
    expect(exportFileName('x', shape)).toBe('x-20261121-154500.delta-3.session.json.gz')
  })

  it('stays short enough for every file system', () => {
    expect(Buffer.byteLength(named('日'.repeat(500)))).toBeLessThanOrEqual(255)
    expect(named('a'.repeat(500)).length).toBeLessThan(130)
  })
})
