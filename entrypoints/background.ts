import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { browserNameOf } from '../src/background/browser-name'
import { createOffscreenHost } from '../src/background/offscreen'
import { startBackground } from '../src/background/start-background'
import { parseJobState } from '../src/core/jobs'
import { openDexieStore } from '../src/dexie'
import { createBrowserEnv } from '../src/host/env'
import { createPageHost } from '../src/host/page-host'

export default defineBackground(() => {
  const env = createBrowserEnv()
  const store = openDexieStore({ env })
  startBackground({
    browser,
    env,
    store,
    jobs: store.jobs(parseJobState),
    createHost: (saved, report) =>
      import.meta.env.FIREFOX
        ? createPageHost({ runtime: browser.runtime, keepAlive: () => void browser.runtime.getPlatformInfo(), saved, report })
        : createOffscreenHost(browser),
    browserName: browserNameOf(navigator.userAgent),
  })
})
