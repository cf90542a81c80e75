/** `npm run build` and `npm run zip`: the extension for both browsers, or for those named after `--`. */
import { main, runScript } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

await main(async () => runScript(await setup(), 'scripts/lib/build-main.mjs', process.argv.slice(2)))
