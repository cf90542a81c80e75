/**
 * `npm test`: sets up, builds the extension and runs every test, in real
 * browsers too: the extension's in one run of vitest, all others in a second one
 * beside it. What stands after `--` goes to a single run: `npm test -- guard`.
 * The last line is `N passed, N failed`, alone.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main, runScript, runTool } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

await main(async () => {
  const found = await setup({ browsers: ['chromium', 'firefox'] })
  if ((await runScript(found, 'scripts/lib/ensure-built.mjs')) !== 0) return finish({ passed: 0, failed: 1 }, 1)
  const folder = mkdtempSync(join(tmpdir(), 'playhead-test-'))
  const given = process.argv.slice(2)
  const file = (name) => join(folder, `${name}.json`)
  const run = (name, ...projects) => ({
    script: 'node_modules/vitest/vitest.mjs',
    args: [
      'run',
      '--reporter=default',
      '--reporter=./scripts/lib/count-reporter.mjs',
      ...projects.flatMap((project) => ['--project', project]),
      ...given,
    ],
    extra: { PLAYHEAD_TEST_COUNTS: file(name) },
  })
  const loud = ({ script, args, extra }) => runScript(found, script, args, extra)
  try {
    if (given.length > 0) {
      const code = await loud(run('all'))
      return finish(readCounts(file('all')), code)
    }
    // A browser leaves much of two cores idle. The rest takes that, and no more: it must not make the browser late.
    const [code, rest] = await Promise.all([
      loud(run('browsers', 'e2e')),
      runTool(found, { ...run('rest', 'pure', 'clock', 'pages'), isPatient: true }),
    ])
    process.stdout.write(rest.output)
    const [browsers, others] = [readCounts(file('browsers')), readCounts(file('rest'))]
    return finish({ passed: browsers.passed + others.passed, failed: browsers.failed + others.failed }, code || rest.code)
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
