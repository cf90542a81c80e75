import { defineContentScript } from 'wxt/utils/define-content-script'
import { startEngine } from '../src/capture/page/engine'

export default defineContentScript({
  // The background registers it while something is being recorded.
  registration: 'runtime',
  matches: [],
  world: 'MAIN',
  main() {
    startEngine(window)
  },
})
