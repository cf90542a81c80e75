import { describe, expect, it } from 'vitest'
import { sessionName } from '../../../src/background/record/session-name'
import { exportFileName } from '../../../src/core/jobs/export/file-name'

const host = 'localhost:41711'

describe('a new session', () => {
  it('is called by what its page calls itself and where it is', () => {
    expect(sessionName(host, 'Shop', [])).toBe('Shop, localhost:41711')
    expect(sessionName(host, '  Your\n cart ', [])).toBe('Your cart, localhost:41711')
  })

  it('is called by the place alone when the page has no name, or the browser shows the address as one', () => {
    for (const title of [undefined, '', ' ', 'localhost:41711/cart', 'http://localhost:41711/']) {
      expect(sessionName(host, title, [])).toBe(host)
    }
  })

  it('gets a number when there is one of that name', () => {
    expect(sessionName(host, undefined, [host])).toBe('localhost:41711 (2)')
    expect(sessionName(host, 'Shop', [host, 'Shop, localhost:41711', 'Shop, localhost:41711 (2)'])).toBe('Shop, localhost:41711 (3)')
  })

  it('holds no secret that a title tells by name, and no more of a title than a list shows', () => {
    expect(sessionName(host, 'password=hunter2hunter2', [])).not.toContain('hunter2')
    const name = sessionName(host, 'x'.repeat(1000), [])
    expect(name.length).toBeLessThan(60)
    expect(name).toContain(host)
  })

  it('gives a file a name with its place and one time', () => {
    const time = Date.UTC(2026, 10, 28, 1, 55, 42)
    expect(exportFileName(sessionName(host, 'Shop', []), { time, format: 'json', compression: 'default' })).toBe(
      'Shop-localhost-41711-20261128-015542.session.json.gz',
    )
    expect(exportFileName(sessionName(host, 'Shop', ['Shop, localhost:41711']), { time, format: 'json', compression: 'default' })).toBe(
      'Shop-localhost-41711-2-20261128-015542.session.json.gz',
    )
  })
})
