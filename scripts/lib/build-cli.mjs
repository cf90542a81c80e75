/** Builds the command line: one file for Node, with all that it needs in it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { inProject } from './paths.mjs'
import { ensureStamped } from './stamped.mjs'

const folder = inProject('.output/cli')
const file = join(folder, 'playhead.mjs')

/** Makes sure that the built command line is that of the sources. Must run on the project's Node. Gives its file. */
export async function ensureCliBuilt() {
  await ensureStamped('cli', file, () => buildCli(folder))
  return file
}

async function buildCli(outDir) {
  const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'))
  await build({
    root: inProject('src/cli'),
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'import.meta.env.PLAYHEAD_VERSION': JSON.stringify(version) },
    ssr: { noExternal: true },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'node22',
      ssr: 'bin.ts',
      rollupOptions: { output: { entryFileNames: 'playhead.mjs' } },
    },
  })
}
