import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // A test that needs a second try has a fault of its own.
    retry: 0,
    projects: [
      {
        test: {
          name: 'pure',
          setupFiles: ['test/harness/runs.ts'],
          include: ['test/{unit,contract,property,fuzz,arch,budget}/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Left to itself vitest keeps a core free, which on two is every other.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/harness/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // Two browsers at once make each other slow, and then late.
          fileParallelism: false,
        },
      },
    ],
  },
})
