/** The package manager of this system, where we may use it without asking anybody. */
import { spawnSync } from 'node:child_process'
import { rootPath } from './paths.mjs'

/**
 * What each package manager calls what we want; several names of a browser are tried
 * in turn. `prepare` is run once before. `readers`: programs of others that read our files.
 */
const managers = [
  {
    command: 'apt-get',
    prepare: ['update', '-qq'],
    install: ['install', '-y', '-qq', '-o', 'Dpkg::Use-Pty=0', '--no-install-recommends'],
    chromium: [['chromium', 'chromium-sandbox', 'fonts-dejavu-core'], ['chromium-browser']],
    firefox: [['firefox-esr', 'fonts-dejavu-core'], ['firefox']],
    readers: [['jq', 'python3-yaml']],
  },
  {
    command: 'dnf',
    install: ['install', '-y', '-q'],
    chromium: [['chromium']],
    firefox: [['firefox']],
    readers: [['jq', 'python3-pyyaml']],
  },
  {
    command: 'zypper',
    install: ['--non-interactive', 'install'],
    chromium: [['chromium']],
    firefox: [['MozillaFirefox']],
    readers: [['jq', 'python3-PyYAML']],
  },
  { command: 'apk', install: ['add', '--no-cache'], chromium: [['chromium']], firefox: [['firefox']], readers: [['jq', 'py3-yaml']] },
  {
    command: 'pacman',
    install: ['-Sy', '--noconfirm', '--needed'],
    chromium: [['chromium']],
    firefox: [['firefox']],
    readers: [['jq', 'python-yaml']],
  },
]

/** Whether a command is there and ends well. */
export function works(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/** How to act as root without asking anybody: [] when we are, ['sudo', '-n'] when sudo needs no password, else undefined. */
function rootPrefix() {
  if (process.getuid?.() === 0) return []
  return works('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined
}

/** Output goes to standard error: what a script prints on standard output stays its own. */
export function run(words, env = {}) {
  const [command, ...args] = words
  return spawnSync(command, args, { cwd: rootPath, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } }).status === 0
}

/**
 * Installs what the package manager calls `what`: a browser, or `readers`.
 *
 * @returns undefined where there is no manager that we may use, else the ways that were tried, in words
 */
export function installPackage(what, { say, name, isThere }) {
  const manager = process.platform === 'linux' ? managers.find(({ command }) => works(command, ['--version'])) : undefined
  const prefix = manager && rootPrefix()
  if (!manager || !prefix) return undefined
  say(`Installing ${name} with ${manager.command} …`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  if (manager.prepare) run([...prefix, manager.command, ...manager.prepare], env)
  const tried = []
  for (const names of manager[what]) {
    run([...prefix, manager.command, ...manager.install, ...names], env)
    tried.push(`${manager.command} ${manager.install[0]} ${names[0]}`)
    if (isThere()) break
  }
  return tried
}

/** Whether Playwright may install the system libraries that a browser needs: it knows those of Debian and its kin. */
export function mayInstallLibraries() {
  return process.platform === 'linux' && works('apt-get', ['--version']) && rootPrefix() !== undefined
}
