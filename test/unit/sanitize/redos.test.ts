import { beforeAll, describe, expect, it, vi } from 'vitest'
import { keyOf, readVerdicts } from '../../../scripts/lib/redos-verdicts'
import { type Constructed, type Pattern, patternsConstructed, patternsInSources } from '../../../scripts/lib/sanitizer-patterns'

/** The patterns are checked by `npm run redos`, which takes seconds for each: here only that all are, as they stand now. */
describe('the patterns of the sanitizer', () => {
  const { literals, constructing } = patternsInSources()
  const verdicts = readVerdicts()
  let constructed: readonly Constructed[] = []

  beforeAll(async () => {
    vi.resetModules()
    constructed = await patternsConstructed()
    // Those that come after get modules that nobody watched.
    vi.resetModules()
  })

  const written = ({ source, flags }: Pattern) => `/${source}/${flags}`

  it('are all known: each place in the sources that makes one of text was seen to do so', () => {
    const seen = new Map<string, Set<string>>()
    for (const { path, place } of constructed) seen.set(path, (seen.get(path) ?? new Set()).add(place))
    expect(Object.fromEntries([...seen].map(([path, places]) => [path, places.size]))).toEqual(Object.fromEntries(constructing))
    expect(literals.length).toBeGreaterThan(300)
  })

  it('take no more than linear time, as the checker of ReDoS found: npm run redos', () => {
    const bad = [...literals, ...constructed].filter((pattern) => verdicts[keyOf(pattern)]?.verdict !== 'safe')
    expect([...new Set(bad.map(written))]).toEqual([])
  })

  it('have a verdict each, and no verdict is of another or of none', () => {
    const keys = new Set([...literals, ...constructed].map(keyOf))
    expect(Object.keys(verdicts).filter((key) => !keys.has(key))).toEqual([])
    expect(Object.entries(verdicts).filter(([key, verdict]) => key !== keyOf(verdict))).toEqual([])
  })
})
