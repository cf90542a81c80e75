/** Builds the extension for both browsers, and knows when a build is still that of the sources. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { inProject, rootPath } from './paths.mjs'
import { singleFlight } from './single-flight.mjs'

/** What `wxt -b` calls the browser → the folder it writes. */
export const builds = {
  chrome: inProject('.output/chrome-mv3'),
  firefox: inProject('.output/firefox-mv3'),
}

/** Everything a build is made from. The lock file stands for the packages. */
const sources = [
  'entrypoints',
  'src',
  'public',
  'wxt.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.base.json',
]

export function sourceHash() {
  const hash = createHash('sha256')
  for (const source of sources) addToHash(hash, source)
  return hash.digest('hex')
}

function addToHash(hash, relative) {
  const path = join(rootPath, relative)
  let children
  try {
    children = readdirSync(path).sort()
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error
    hash.update(`${relative}\0`).update(readFileSync(path)).update('\0')
    return
  }
  for (const child of children) addToHash(hash, `${relative}/${child}`)
}

const stampOf = (browser) => inProject(`.output/${browser}.sources`)

function isBuilt(browser, hash) {
  return (
    existsSync(join(builds[browser], 'manifest.json')) && existsSync(stampOf(browser)) && readFileSync(stampOf(browser), 'utf8') === hash
  )
}

/** Runs `wxt` with the Node this runs on. Its output appears only when it fails, or always when `loud`. */
export function wxt(args, { loud = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inProject('node_modules/wxt/bin/wxt.mjs'), ...args], {
      cwd: rootPath,
      stdio: loud ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      // A runner of tests says otherwise, and what it had built would not be what people get.
      env: { ...process.env, NODE_ENV: 'production', ...(loud ? {} : { NO_COLOR: '1' }) },
    })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`wxt ${args.join(' ')} ended with code ${code}\n${plain(output)}`)),
    )
  })
}

/** Output without colours and without the steps of a spinner, which a terminal would have drawn over each other. */
function plain(output) {
  const lines = output.split('\n').map((line) => stripVTControlCharacters(line).replace(/^.*[⠁-⣿] \[\d+\/\d+\][^✗✔]*/, ''))
  return lines.filter((line) => line.trim() !== '').join('\n')
}

/**
 * Makes sure that both builds are those of the sources as they are now: builds
 * what is missing or old, leaves the rest. Must run on the project's Node.
 *
 * @returns the folders of the unpacked extension, `{ chrome, firefox }`
 */
export function ensureBuilt({ browsers = ['chrome', 'firefox'], fresh = false, loud = false } = {}) {
  return singleFlight('build', async () => {
    const hash = sourceHash()
    for (const browser of browsers) {
      if (!fresh && isBuilt(browser, hash)) continue
      rmSync(stampOf(browser), { force: true })
      await wxt(['build', '-b', browser], { loud })
      mkdirSync(inProject('.output'), { recursive: true })
      // A source that changed meanwhile is not in this build: the stamp of the old sources will not match.
      writeFileSync(stampOf(browser), hash)
    }
    return builds
  })
}
