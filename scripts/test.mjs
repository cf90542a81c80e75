/**
 * `npm test`: sets up, builds the extension and runs every test, in real
 * browsers too. What stands after `--` goes to vitest: `npm test -- guard`.
 * The last line is `N passed, N failed`, alone.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main, runScript } from './lib/child.mjs'
import { ensureReaders } from './lib/readers.mjs'
import { setup } from './lib/setup.mjs'

await main(async () => {
  const found = await setup({ browsers: ['chromium', 'firefox'] })
  ensureReaders((text) => process.stderr.write(`${text}\n`))
  if ((await runScript(found, 'scripts/lib/ensure-built.mjs')) !== 0) return finish({ passed: 0, failed: 1 }, 1)
  const folder = mkdtempSync(join(tmpdir(), 'playhead-test-'))
  const file = join(folder, 'counts.json')
  const args = ['run', '--reporter=default', '--reporter=./scripts/lib/count-reporter.mjs', ...process.argv.slice(2)]
  try {
    const code = await runScript(found, 'node_modules/vitest/vitest.mjs', args, { PLAYHEAD_TEST_COUNTS: file })
    return finish(readCounts(file), code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** A run that crashed wrote nothing, and that is a failure. */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    process.stderr.write(`The test run left no counts: ${error.message}\n`)
    return { passed: 0, failed: 1 }
  }
}

function finish({ passed, failed }, code) {
  // No test at all, or a bad end with nothing to blame, must not look like success.
  const failures = failed === 0 && (code !== 0 || passed === 0) ? 1 : failed
  process.stdout.write(`${passed} passed, ${failures} failed\n`)
  return failures === 0 ? 0 : 1
}
