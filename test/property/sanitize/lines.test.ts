import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineScan, createResidualScan } from '../../../src/core/sanitize'
import { runs } from '../../harness/runs'
import { secretJson } from '../../harness/secret-json'

function refuses(look: () => void): boolean {
  try {
    look()
    return false
  } catch {
    return true
  }
}

describe('the scan over lines', () => {
  it('refuses exactly what the scan over values refuses', () => {
    fc.assert(
      fc.property(secretJson, fc.webPath(), (value, path) => {
        const [scan, lineScan] = [createResidualScan(), createResidualScan()]
        const scanLine = createLineScan(lineScan)
        const key = path.slice(1)
        const data = { args: [value], patch: [{ op: 'replace', path: `/${key}`, value }] }
        const entry = { seq: 1, document: 'd', n: 1, t: 1_790_000_000_000.5, kind: 'state', type: 'change', source: 's', data }
        const line = JSON.stringify(entry)
        expect(refuses(() => scanLine(1, `${line},`))).toBe(refuses(() => scan('it', JSON.parse(line))))
        const member = JSON.stringify({ meta: value }).slice(1, -1)
        expect(refuses(() => scanLine(1, `${member},`))).toBe(refuses(() => scan('it', { meta: value })))
      }),
      { numRuns: runs(2000) },
    )
  })
})
