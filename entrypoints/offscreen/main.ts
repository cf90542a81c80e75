import { browser } from 'wxt/browser'
import { startOffscreenHost } from '../../src/host/offscreen-host'

startOffscreenHost(browser.runtime)
