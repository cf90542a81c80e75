import { browser } from 'wxt/browser'
import { defineContentScript } from 'wxt/utils/define-content-script'
import { isArmMessage } from '../src/bridge/arm-message'
import { capturePort } from '../src/bridge/capture-port'
import { bringRelay } from '../src/bridge/relay'
import { randomId } from '../src/capture/content/random-id'
import { startContent } from '../src/capture/content/start-content'

export default defineContentScript({
  matches: ['http://localhost/*', 'https://localhost/*', 'http://127.0.0.1/*', 'https://127.0.0.1/*', 'http://[::1]/*', 'https://[::1]/*'],
  runAt: 'document_start',
  allFrames: true,
  matchOriginAsFallback: true,
  main() {
    bringRelay(globalThis, () =>
      startContent({
        page: window,
        randomId,
        connect: () => browser.runtime.connect({ name: capturePort }),
        // A context that outlived its extension keeps the API object, without an id.
        alive: () => browser.runtime?.id !== undefined,
        onArm: (listener) =>
          browser.runtime.onMessage.addListener((message: unknown) => {
            if (isArmMessage(message)) listener()
          }),
      }),
    )
  },
})
