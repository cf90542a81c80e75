import { describe, expect, it } from 'vitest'
import { filesBelow, read, testFiles } from './sources'

/** Rules stand in specifications as `[A1]` at the start of what they rule, and tests quote them the same way. */
const ruleId = /\[([A-Z]{1,3}\d+)\]/g

const idsIn = (path: string) => [...read(path).matchAll(ruleId)].map(([, id]) => id)

describe('the specifications', () => {
  const specs = filesBelow('src/core', /\/SPEC\.md$/)
  const quoted = new Set(testFiles.filter((path) => !path.startsWith('test/arch/')).flatMap(idsIn))

  it('are there', () => {
    expect(specs).toContain('src/core/archive/SPEC.md')
  })

  it('have no rule that no test quotes', () => {
    expect(
      specs.flatMap((path) =>
        idsIn(path)
          .filter((id) => !quoted.has(id))
          .map((id) => `${path} [${id}]`),
      ),
    ).toEqual([])
  })

  it('hold every rule that a test quotes', () => {
    const ruled = new Set(specs.flatMap(idsIn))
    expect([...quoted].filter((id) => !ruled.has(id))).toEqual([])
  })
})
