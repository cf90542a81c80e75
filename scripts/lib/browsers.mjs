/** Finds a Chromium and a Firefox that can run the extension. Uses nothing but Node, and starts a browser only to ask for its version. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** What the manifest asks for. Branded Chrome and Edge are left out: they no longer load unpacked extensions from the command line. */
export const wanted = {
  chromium: { name: 'Chromium', least: 148, variable: 'PLAYHEAD_CHROMIUM' },
  firefox: { name: 'Firefox', least: 140, variable: 'PLAYHEAD_FIREFOX' },
}

const systemPaths = {
  chromium: {
    linux: [
      '/usr/lib/chromium/chromium',
      '/usr/lib64/chromium-browser/chromium-browser',
      '/usr/lib/chromium-browser/chromium-browser',
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/opt/chrome-for-testing/chrome',
    ],
    darwin: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ],
    win32: ['Chromium/Application/chrome.exe', 'Google/Chrome for Testing/Application/chrome.exe'],
  },
  firefox: {
    linux: [
      '/usr/lib/firefox-esr/firefox-esr',
      '/usr/lib/firefox/firefox',
      '/usr/lib64/firefox/firefox',
      '/opt/firefox/firefox',
      '/usr/bin/firefox',
    ],
    darwin: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      '/Applications/Firefox ESR.app/Contents/MacOS/firefox',
      '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
    ],
    win32: ['Mozilla Firefox/firefox.exe', 'Firefox Developer Edition/firefox.exe'],
  },
}

const windowsFolders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']

/** Where Playwright keeps what it downloads: see its `PLAYWRIGHT_BROWSERS_PATH`. */
function playwrightCache() {
  const set = process.env.PLAYWRIGHT_BROWSERS_PATH
  if (set !== undefined && set !== '' && set !== '0') return set
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/ms-playwright')
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData/Local'), 'ms-playwright')
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright')
}

const playwrightBinaries = {
  linux: ['chrome-linux64/chrome', 'chrome-linux/chrome'],
  darwin: [
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['chrome-win64/chrome.exe', 'chrome-win/chrome.exe'],
}

/** Playwright's own Chromium, newest first. Its Firefox is not listed: it is patched for Playwright and lacks what the tests drive. */
function playwrightPaths() {
  const folder = playwrightCache()
  if (!existsSync(folder)) return []
  const builds = readdirSync(folder).filter((name) => /^chromium-\d+$/.test(name))
  builds.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
  return builds.flatMap((build) => (playwrightBinaries[process.platform] ?? []).map((binary) => join(folder, build, binary)))
}

function candidates(kind) {
  const system = systemPaths[kind][process.platform] ?? []
  const absolute =
    process.platform === 'win32'
      ? windowsFolders.flatMap((name) => (process.env[name] ? system.map((path) => join(process.env[name], path)) : []))
      : system
  return kind === 'chromium' ? [...absolute, ...playwrightPaths()] : absolute
}

/** The main version number of the browser at `path`, or undefined when it does not start. */
export function versionOf(kind, path) {
  // Asked for its version, a browser on Windows opens a window instead; what stands beside it tells.
  if (process.platform === 'win32') return windowsVersion(kind, path)
  const ran = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  const found = /(\d+)\.\d+/.exec(ran.stdout ?? '')
  return ran.status === 0 && found ? Number(found[1]) : undefined
}

function windowsVersion(kind, path) {
  const folder = dirname(path)
  if (kind === 'firefox') {
    const ini = join(folder, 'application.ini')
    return existsSync(ini) ? Number(/^Version=(\d+)/m.exec(readFileSync(ini, 'utf8'))?.[1]) : undefined
  }
  const versions = readdirSync(folder).flatMap((name) => /^(\d+)\.\d+\.\d+\.\d+(?:\.manifest)?$/.exec(name)?.[1] ?? [])
  return versions.length > 0 ? Math.max(...versions.map(Number)) : undefined
}

/** A snap may not read profiles and extensions outside of its own folders. */
function isSnap(path) {
  if (process.platform !== 'linux') return false
  if (realpathSync(path).startsWith('/snap/') || realpathSync(path).endsWith('/snap')) return true
  return statSync(path).size < 10_000 && readFileSync(path, 'utf8').includes('/snap/bin/')
}

/**
 * The first usable browser of `kind` ('chromium' or 'firefox').
 *
 * @returns `{ path, version }`, or `{ refused }` with one line per browser that is there but cannot be used.
 * @throws an Error when the environment variable names one that cannot be used.
 */
export function findBrowser(kind) {
  const { name, least, variable } = wanted[kind]
  const set = process.env[variable]
  if (set) {
    const version = existsSync(set) ? versionOf(kind, set) : undefined
    if (version === undefined) throw new Error(`${variable} names ${set}, which is not there or does not start.`)
    if (version < least) throw new Error(`${variable} names ${name} ${version}; Playhead needs ${least} or newer.`)
    return { path: set, version }
  }
  const refused = []
  for (const path of candidates(kind)) {
    if (!existsSync(path)) continue
    if (isSnap(path)) {
      refused.push(`${path} is a snap, which cannot load an extension from this folder`)
      continue
    }
    const version = versionOf(kind, path)
    if (version !== undefined && version >= least) return { path, version }
    refused.push(version === undefined ? `${path} does not start` : `${path} is version ${version}`)
  }
  return { refused }
}
