/** The locked npm packages: are they there, and if not, install them. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { inProject, rootPath } from './paths.mjs'

const lockFile = inProject('package-lock.json')
const installedFile = inProject('node_modules/.package-lock.json')
const stampFile = inProject('node_modules/.playhead-packages')

function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).update(`${process.platform} ${process.arch}`).digest('hex')
}

/** True when node_modules holds what the lock file says. */
export function arePackagesInstalled() {
  if (!existsSync(installedFile)) return false
  const hash = lockHash()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return true
  // Somebody ran npm by hand: fine, when the outcome is the same.
  if (!matchesLock()) return false
  writeFileSync(stampFile, hash)
  return true
}

function matchesLock() {
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version)
}

/** Installs exactly what the lock file says. Throws an Error that says what to do when npm fails. */
export function installPackages(say) {
  say('Installing the locked packages (npm ci) …')
  const ran = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: rootPath,
    stdio: ['ignore', 'inherit', 'inherit'],
    // npm is a .cmd file on Windows, which only a shell can start.
    shell: process.platform === 'win32',
    env: withoutPackagedNode(process.env),
  })
  if (ran.error) throw new Error(`npm could not be started (${ran.error.message}). It comes with Node: https://nodejs.org`)
  if (ran.status !== 0) throw new Error(`npm ci ended with code ${ran.status}; what it said is above. Check the network, then try again.`)
  writeFileSync(stampFile, lockHash())
}

/** `npm run` puts node_modules/.bin first: npm would then run on the very Node that it is about to remove. */
function withoutPackagedNode(env) {
  const separator = process.platform === 'win32' ? ';' : ':'
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const kept = (env[name] ?? '').split(separator).filter((folder) => !/node_modules[\\/]\.bin[\\/]?$/.test(folder))
  return { ...env, [name]: kept.join(separator) }
}
