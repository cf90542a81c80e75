import { defineContentScript } from 'wxt/utils/define-content-script'
import { startBootstrap } from '../src/capture/page/bootstrap'

export default defineContentScript({
  matches: ['http://localhost/*', 'https://localhost/*', 'http://127.0.0.1/*', 'https://127.0.0.1/*', 'http://[::1]/*', 'https://[::1]/*'],
  runAt: 'document_start',
  allFrames: true,
  matchOriginAsFallback: true,
  world: 'MAIN',
  main() {
    startBootstrap(window)
  },
})
