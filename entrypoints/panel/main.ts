import { browser } from 'wxt/browser'
import { openDexieStore } from '../../src/dexie'
import { createPanelDeps } from '../../src/extension/panel-deps'
import { createBrowserEnv } from '../../src/host/env'
import { mountPanel } from '../../src/panel'

const env = createBrowserEnv()
const root = document.getElementById('app')
if (root !== null) mountPanel(root, createPanelDeps(browser, env, openDexieStore({ env })), new AbortController().signal)
