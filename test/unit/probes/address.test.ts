import { describe, expect, it } from 'vitest'
import { tellAddress } from '../../../src/capture/page/probes/address'

describe('an address', () => {
  it('is told without its secrets', () => {
    expect(tellAddress('https://ann:hunter2hunter2@example.org/?q=1&password=hunter2hunter2#otp=hunter2')).not.toContain('hunter2')
    expect(tellAddress('https://example.org/?q=1')).toBe('https://example.org/?q=1')
  })

  it('is told without the content that it carries', () => {
    expect(tellAddress('data:text/plain;base64,aHVudGVyMg==')).toBe('data:text/plain;base64,…')
    expect(tellAddress(`data:${'x'.repeat(1000)}`).length).toBeLessThan(120)
  })

  it('is cut when it is long, after its secrets are out', () => {
    const told = tellAddress(`https://example.org/?password=${'hunter2'.repeat(1000)}&rest=${'y'.repeat(1_000_000)}`)
    expect(told.length).toBeLessThanOrEqual(2001)
    expect(told).not.toContain('hunter2')
  })
})
