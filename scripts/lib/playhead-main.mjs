/** Runs the built command line on the project's Node, where whoever called it stands. */
import { pathToFileURL } from 'node:url'
import { ensureCliBuilt } from './build-cli.mjs'

const file = await ensureCliBuilt()
// npm runs scripts in the folder of the project; files are named from where it was called.
process.chdir(process.env.INIT_CWD ?? '.')
await import(pathToFileURL(file).href)
