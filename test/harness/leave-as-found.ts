import { afterAll, vi } from 'vitest'

/** Files of tests share a process: what one put in place of the real thing is not to be met by the next. */
afterAll(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})
