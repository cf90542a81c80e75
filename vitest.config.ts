import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** A test that waits a minute and a half for Firefox's clock: it does so while those without a browser run. */
const waiting = 'test/e2e/firefox-host.test.ts'
/** Left to itself vitest keeps a core free, which on two is every other. The one more is for the test that waits. */
const maxWorkers = availableParallelism() + 1

export default defineConfig({
  test: {
    // A test that needs a second try has a fault of its own.
    retry: 0,
    projects: [
      {
        test: {
          name: 'pure',
          setupFiles: ['test/harness/runs.ts', 'test/harness/leave-as-found.ts'],
          include: ['test/{unit,contract,property,fuzz,arch,budget}/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers,
          // A process for each file, and its modules loaded anew, took more time than the tests.
          isolate: false,
        },
      },
      {
        test: {
          // Begins first: projects go by their names.
          name: 'clock',
          include: [waiting],
          globalSetup: ['test/harness/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: [waiting],
          globalSetup: ['test/harness/global-setup.ts', 'test/harness/panel-page/build-once.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // Two browsers at once make each other slow, and then late.
          fileParallelism: false,
        },
      },
    ],
  },
})
