/**
 * Gets a clone ready to run, on a machine with nothing but Node 20 and npm:
 * the locked packages, the Node that came with them, and the browsers. Uses
 * only what Node itself has. Quiet and quick when everything is there.
 */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { findBrowser, wanted } from './browsers.mjs'
import { installBrowser } from './install-browser.mjs'
import { chooseNode } from './node-runtime.mjs'
import { arePackagesInstalled, installPackages } from './packages.mjs'
import { inProject } from './paths.mjs'
import { singleFlight } from './single-flight.mjs'

const leastNode = 20
/** Lives inside node_modules, so that a new install looks again. */
const knownFile = inProject('node_modules/.cache/playhead-setup.json')

const say = (text) => process.stderr.write(`${text}\n`)

/**
 * Makes sure of the packages and the browsers asked for.
 *
 * @param options.browsers any of 'chromium' and 'firefox'
 * @returns `{ node, chromium?, firefox? }`: paths
 * @throws an Error whose message says what is missing and how to get it
 */
export async function setup({ browsers = [] } = {}) {
  if (Number(process.versions.node.split('.')[0]) < leastNode) {
    throw new Error(`This is Node ${process.versions.node}; Playhead needs Node ${leastNode} or newer: https://nodejs.org`)
  }
  const known = arePackagesInstalled() ? readKnown(browsers) : undefined
  if (known !== undefined) return known
  return singleFlight(
    'setup',
    async () => {
      if (!arePackagesInstalled()) installPackages(say)
      const node = chooseNode(say)
      const found = { node }
      for (const kind of browsers) found[kind] = requireBrowser(kind, node)
      remember(found)
      return found
    },
    () => say('Another run is setting things up; waiting for it …'),
  )
}

/** What an earlier run found, as long as the same files are still there and no variable says otherwise. */
function readKnown(browsers) {
  const known = remembered()
  const kinds = ['node', ...browsers]
  if (!kinds.every((kind) => known[kind] && isSame(known[kind]))) return undefined
  const paths = Object.fromEntries(kinds.map((kind) => [kind, known[kind].path]))
  const overridden = browsers.some((kind) => process.env[wanted[kind].variable] && process.env[wanted[kind].variable] !== paths[kind])
  return overridden ? undefined : paths
}

function remembered() {
  try {
    return JSON.parse(readFileSync(knownFile, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return {}
    throw error
  }
}

function isSame({ path, size, changed }) {
  const now = statSync(path, { throwIfNoEntry: false })
  return now !== undefined && now.size === size && now.mtimeMs === changed
}

function remember(found) {
  const facts = Object.entries(found).map(([kind, path]) => {
    const { size, mtimeMs } = statSync(path)
    return [kind, { path, size, changed: mtimeMs }]
  })
  mkdirSync(dirname(knownFile), { recursive: true })
  writeFileSync(knownFile, JSON.stringify({ ...remembered(), ...Object.fromEntries(facts) }))
}

function requireBrowser(kind, node) {
  let found = findBrowser(kind)
  if (found.path) return found.path
  const tried = installBrowser(kind, {
    node,
    say,
    isThere: () => {
      found = findBrowser(kind)
      return found.path !== undefined
    },
  })
  found = findBrowser(kind)
  if (found.path) return found.path
  const { name, least, variable } = wanted[kind]
  throw new Error(
    [
      `Playhead needs ${name} ${least} or newer, and found none that it can use.`,
      ...found.refused.map((line) => `  - ${line}`),
      ...tried.map((way) => `  - tried without success: ${way}`),
      'What you can do:',
      ...advice(kind),
      `  - or set ${variable} to the full path of one that you have`,
    ].join('\n'),
  )
}

function advice(kind) {
  if (process.platform !== 'linux') {
    return kind === 'chromium' ? ['  - npx playwright install chromium'] : ['  - install it from https://www.firefox.com']
  }
  const names = kind === 'chromium' ? 'chromium' : 'firefox-esr (Debian) or firefox'
  return [
    `  - as root, install the package ${names}`,
    kind === 'chromium' ? '  - or: npx playwright install --with-deps chromium' : '  - or unpack https://www.firefox.com into /opt/firefox',
  ]
}
