import type { WxtBrowser } from 'wxt/browser'
import type { JobHost } from '../bridge/jobs-wire'
import type { Env } from '../core/env'
import type { JobTable } from '../core/jobs'
import { createPageHost } from '../host/page-host'
import { createOffscreenHost } from './offscreen'

export interface JobHostDeps {
  readonly browser: WxtBrowser
  readonly env: Env
  readonly table: JobTable
  report(error: unknown): void
}

/** Where jobs run: an offscreen document where there are any, otherwise this background page itself. */
export function createJobHost({ browser, env, table, report }: JobHostDeps): JobHost {
  if (browser.offscreen !== undefined) return createOffscreenHost(browser)
  return createPageHost({
    runtime: browser.runtime,
    // Firefox ends a background page that calls no API for half a minute, together with the worker in it.
    keepAlive: () => void browser.runtime.getPlatformInfo(),
    async saved(id) {
      const job = await table.get(id)
      if (job !== undefined) await table.put({ ...job, savedAt: env.now() })
    },
    report,
  })
}
