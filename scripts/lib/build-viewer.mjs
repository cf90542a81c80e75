/** Builds the viewer: the panel as a plain web page, static files for any web server and any folder of it. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import preact from '@preact/preset-vite'
import { build } from 'vite'
import { inProject } from './paths.mjs'
import { ensureStamped } from './stamped.mjs'
import { treeshake } from './treeshake.mjs'

export const viewerFolder = inProject('.output/viewer')

/** Makes sure that the built viewer is that of the sources. Must run on the project's Node. Gives the folder. */
export async function ensureViewerBuilt(options) {
  await ensureStamped('viewer', join(viewerFolder, 'index.html'), () => buildViewer(viewerFolder), options)
  return viewerFolder
}

async function buildViewer(outDir) {
  // What runs this script may have set it to `development`, and Vite keeps what is set.
  process.env.NODE_ENV = 'production'
  const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'))
  await build({
    root: inProject('src/viewer'),
    base: './',
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'import.meta.env.PLAYHEAD_VERSION': JSON.stringify(version) },
    plugins: [preact(), withoutCrossorigin],
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      rolldownOptions: { treeshake },
      target: 'es2024',
      // An image inside the page would need a wider policy.
      assetsInlineLimit: 0,
      modulePreload: false,
    },
  })
}

/** Opened as a file the page shows what to do, and should look like it: browsers load no styles there that ask across origins. */
const withoutCrossorigin = {
  name: 'without-crossorigin',
  transformIndexHtml: { order: 'post', handler: (html) => html.replaceAll(' crossorigin', '') },
}
