/** Installs a missing browser: by the system's package manager where that is permitted, else by Playwright. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { wanted } from './browsers.mjs'
import { inProject, rootPath } from './paths.mjs'

/** What each package manager calls the browsers; several names are tried in turn. `prepare` is run once before. */
const managers = [
  {
    command: 'apt-get',
    prepare: ['update', '-qq'],
    install: ['install', '-y', '-qq', '-o', 'Dpkg::Use-Pty=0', '--no-install-recommends'],
    chromium: [['chromium', 'chromium-sandbox', 'fonts-dejavu-core'], ['chromium-browser']],
    firefox: [['firefox-esr', 'fonts-dejavu-core'], ['firefox']],
  },
  { command: 'dnf', install: ['install', '-y', '-q'], chromium: [['chromium']], firefox: [['firefox']] },
  { command: 'zypper', install: ['--non-interactive', 'install'], chromium: [['chromium']], firefox: [['MozillaFirefox']] },
  { command: 'apk', install: ['add', '--no-cache'], chromium: [['chromium']], firefox: [['firefox']] },
  { command: 'pacman', install: ['-Sy', '--noconfirm', '--needed'], chromium: [['chromium']], firefox: [['firefox']] },
]

function works(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/** How to act as root without asking anybody: [] when we are, ['sudo', '-n'] when sudo needs no password, else undefined. */
function rootPrefix() {
  if (process.getuid?.() === 0) return []
  return works('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined
}

/** Output goes to standard error: what a script prints on standard output stays its own. */
function run(words, env = {}) {
  const [command, ...args] = words
  return spawnSync(command, args, { cwd: rootPath, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } }).status === 0
}

/**
 * Tries each way that is open, until `isThere` finds the browser.
 *
 * @returns the ways that were tried, in words; empty when none was open.
 */
export function installBrowser(kind, { node, isThere, say }) {
  const tried = []
  const manager = process.platform === 'linux' ? managers.find(({ command }) => works(command, ['--version'])) : undefined
  const prefix = manager && rootPrefix()
  if (manager && prefix) {
    say(`Installing ${wanted[kind].name} with ${manager.command} …`)
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    if (manager.prepare) run([...prefix, manager.command, ...manager.prepare], env)
    for (const names of manager[kind]) {
      run([...prefix, manager.command, ...manager.install, ...names], env)
      tried.push(`${manager.command} ${manager.install[0]} ${names[0]}`)
      if (isThere()) return tried
    }
  }
  const playwright = inProject('node_modules/playwright/cli.js')
  // Playwright's Firefox is patched for Playwright and lacks what the tests drive: only its Chromium is of use.
  if (kind === 'chromium' && existsSync(playwright)) {
    say('Installing Chromium with Playwright …')
    // It knows the system libraries of Debian and its kin; elsewhere the ones that are there have to do.
    const withLibraries = prefix !== undefined && manager.command === 'apt-get'
    run([node, playwright, 'install', ...(withLibraries ? ['--with-deps'] : []), '--no-shell', 'chromium'])
    tried.push('playwright install chromium')
  }
  return tried
}
