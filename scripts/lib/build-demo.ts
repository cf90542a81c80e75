import { build } from 'vite'
import { inProject } from './paths.mjs'

/** Bundles the demo. Gives the folder. */
export async function buildDemo(): Promise<string> {
  const outDir = inProject('.output/demo')
  // What runs this script has set it to `development`, and Vite keeps what is set.
  process.env.NODE_ENV = 'production'
  await build({ root: inProject('demo'), configFile: false, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  return outDir
}
