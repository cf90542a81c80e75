/** Counts what vitest ran, into the file that PLAYHEAD_TEST_COUNTS names. A file that did not load, or an error outside of any test, counts as one that failed. */
import { writeFileSync } from 'node:fs'

export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    let passed = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      let failedHere = 0
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        // A test that did not run to its end has shown nothing.
        else failedHere += 1
      }
      const broken = !module.ok() && failedHere === 0
      failed += failedHere + (broken ? 1 : 0)
    }
    const file = process.env.PLAYHEAD_TEST_COUNTS
    if (file) writeFileSync(file, JSON.stringify({ passed, failed }))
  }
}
