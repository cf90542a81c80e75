import { browser } from 'wxt/browser'
import { parseExportedFile } from '../../src/core/jobs'
import { parseKeptPack } from '../../src/core/model'
import { openDexieStore } from '../../src/dexie'
import { createPanelDeps } from '../../src/extension/panel-deps'
import { createBrowserEnv } from '../../src/host/env'
import { mountPanel } from '../../src/panel'

const env = createBrowserEnv()
const root = document.getElementById('app')
const store = openDexieStore({ env })
const tables = { store, files: store.rows('exportedFiles', parseExportedFile), rules: store.rows('rulePacks', parseKeptPack) }
if (root !== null) mountPanel(root, createPanelDeps(browser, env, tables), new AbortController().signal)
