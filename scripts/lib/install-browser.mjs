/** Installs a missing browser: by the system's package manager where that is permitted, else by Playwright. */
import { existsSync } from 'node:fs'
import { wanted } from './browsers.mjs'
import { installPackage, mayInstallLibraries, run } from './package-manager.mjs'
import { inProject } from './paths.mjs'

/**
 * Tries each way that is open, until `isThere` finds the browser.
 *
 * @returns the ways that were tried, in words; empty when none was open.
 */
export function installBrowser(kind, { node, isThere, say }) {
  const tried = installPackage(kind, { say, name: wanted[kind].name, isThere }) ?? []
  if (isThere()) return tried
  const playwright = inProject('node_modules/playwright/cli.js')
  // Playwright's Firefox is patched for Playwright and lacks what the tests drive: only its Chromium is of use.
  if (kind === 'chromium' && existsSync(playwright)) {
    say('Installing Chromium with Playwright …')
    run([node, playwright, 'install', ...(mayInstallLibraries() ? ['--with-deps'] : []), '--no-shell', 'chromium'])
    tried.push('playwright install chromium')
  }
  return tried
}
