import { describe, expect, it } from 'vitest'
import { read, testFiles } from './sources'

/** The lines of all test files that match, by place. This file quotes what it looks for. */
function findInTests(pattern: RegExp): readonly string[] {
  return testFiles
    .filter((path) => path !== 'test/arch/tests.test.ts')
    .flatMap((path) =>
      read(path)
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
    )
}

describe('the tests', () => {
  it('all run: none is skipped, alone or still to be written', () => {
    expect(findInTests(/\b(?:it|test|describe)\.(?:skip|only|todo|skipIf|runIf|fails)\b/)).toEqual([])
  })

  it('never sleep: they wait for what they need', () => {
    expect(findInTests(/waitForTimeout\(|timers\/promises|new Promise\([^)]*\)?\s*=>\s*setTimeout\(/)).toEqual([])
  })

  it('never try again: a test that passes at the second try has a fault', () => {
    expect(findInTests(/\bretry:/)).toEqual([])
  })

  it('need no network but this machine', () => {
    const addresses = /(?:fetch|goto|open)\(\s*['"`]https?:\/\/(?!localhost|127\.0\.0\.1|\[::1\])/
    expect(findInTests(addresses)).toEqual([])
  })
})
