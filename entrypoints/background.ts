import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { browserNameOf } from '../src/background/browser-name'
import { startBackground } from '../src/background/start-background'
import { openDexieStore } from '../src/dexie'
import { createBrowserEnv } from '../src/host/env'

export default defineBackground(() => {
  const env = createBrowserEnv()
  startBackground({ browser, env, store: openDexieStore({ env }), browserName: browserNameOf(navigator.userAgent) })
})
