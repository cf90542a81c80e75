/** Builds the command line: one file for Node, with all that it needs in it. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { sourceHash } from './build.mjs'
import { inProject } from './paths.mjs'
import { singleFlight } from './single-flight.mjs'

const folder = inProject('.output/cli')
const file = join(folder, 'playhead.mjs')
const stamp = inProject('.output/cli.sources')

/** Makes sure that the built command line is that of the sources. Must run on the project's Node. Gives its file. */
export function ensureCliBuilt() {
  return singleFlight('cli', async () => {
    const hash = sourceHash()
    if (existsSync(file) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return file
    rmSync(stamp, { force: true })
    await buildCli(folder)
    mkdirSync(inProject('.output'), { recursive: true })
    writeFileSync(stamp, hash)
    return file
  })
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
