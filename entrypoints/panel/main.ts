import { browser } from 'wxt/browser'
import { parseExportedFile } from '../../src/core/jobs'
import { openDexieStore } from '../../src/dexie'
import { createPanelDeps } from '../../src/extension/panel-deps'
import { createBrowserEnv } from '../../src/host/env'
import { mountPanel } from '../../src/panel'

const env = createBrowserEnv()
const root = document.getElementById('app')
const store = openDexieStore({ env })
const files = store.rows('exportedFiles', parseExportedFile)
if (root !== null) mountPanel(root, createPanelDeps(browser, env, store, files), new AbortController().signal)
