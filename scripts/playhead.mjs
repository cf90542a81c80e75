/** `npm run -s playhead -- …`: session files on the command line. `-- --help` says more. */
import { main, runScript } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

await main(async () => runScript(await setup(), 'scripts/lib/playhead-main.mjs', process.argv.slice(2)))
