/**
 * `npm run viewer`: builds the viewer, serves it on this machine and prints its
 * address. `npm run viewer -- FILE` gives the link that opens that session file.
 * With a display a browser shows it; `-- --no-open` never does. `-- --port N`.
 */
import { main, runScript } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

await main(async () => runScript(await setup(), 'scripts/lib/viewer-main.mjs', process.argv.slice(2)))
