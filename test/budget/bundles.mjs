/**
 * How large the built parts may be, and why. Read by `.size-limit.mjs` for
 * `npm run check`, and by the test beside this file.
 *
 * `entry` is a file of the build; everything it loads at once counts with it,
 * what it imports later does not.
 */
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { builds } from '../../scripts/lib/build.mjs'

export const bundles = [
  {
    name: 'page script',
    entry: 'content-scripts/page.js',
    limit: '8 kB',
    why: 'it is parsed in every frame of every allowed site before the page itself may start',
  },
  {
    name: 'engine',
    entry: 'content-scripts/engine.js',
    limit: '32 kB',
    why: 'it is parsed in every frame of a recorded tab before the page itself may start',
  },
  {
    name: 'content script',
    entry: 'content-scripts/content.js',
    limit: '12 kB',
    why: 'it runs in every frame beside the page script, and only passes on',
  },
  {
    name: 'panel',
    entry: 'panel.html',
    limit: '208 kB',
    why: 'DevTools wait for it when the tab is chosen; timeline, state tools, comparison, the choices of exports and imports, and the rules of sanitizing are all of it',
  },
  {
    name: 'background',
    entry: 'background.js',
    limit: '84 kB',
    why: 'the browser starts it again after every half minute of rest, with entries waiting',
  },
  {
    name: 'job worker',
    entry: 'worker.js',
    limit: '245 kB',
    why: "it is loaded once per export or import, by people who wait for it; one file, so it holds what reads and writes every format, what applies deltas, what tells personal data of many countries, and the engine of a person's own patterns",
  },
]

/** The same of the viewer. `entry` is the beginning of a name: what follows it is the hash of what is in it. */
export const viewerBundles = [
  {
    name: 'page',
    entry: 'index.html',
    limit: '206 kB',
    why: 'whoever follows a link waits for it; it holds the panel, the choices of exports and imports and the rules of sanitizing included, and the store',
  },
  {
    name: 'job worker',
    entry: 'assets/worker-',
    limit: '202 kB',
    why: "it is loaded with the first file, by people who wait for it; it packs files smaller than the platform does, makes and applies deltas, tells personal data of many countries, and runs patterns of a person's own",
  },
]

/** The files of the build of `browser` that `entry` loads, itself included, as paths inside the build. */
export function filesOf(entry, browser = 'chrome') {
  return filesIn(builds[browser], entry)
}

/** The files below `folder` that `entry` loads, itself included, as paths inside it. */
export function filesIn(folder, entry) {
  const found = new Set()
  const visit = (file) => {
    if (found.has(file) || !existsSync(`${folder}/${file}`)) return
    found.add(file)
    if (!/\.(?:html|js)$/.test(file)) return
    const text = readFileSync(`${folder}/${file}`, 'utf8')
    for (const [, target] of text.matchAll(references)) {
      visit(target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(file), target))
    }
  }
  visit(entry)
  return [...found]
}

/** What a file says to load with it: `src` and `href` in HTML, imports in scripts. A worker that is started is a bundle of its own. */
const references = /(?:\b(?:src|href)=|\b(?:from|import)\s*)["'`]((?:\.{0,2}\/)[\w./-]+\.(?:js|css))["'`]/g
