/** `npm run redos`: checks the patterns of the sanitizer that are new or changed for runaway backtracking, and keeps the verdicts. */
import { main, runScript } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

await main(async () => runScript(await setup(), 'scripts/lib/run-ts.mjs', ['scripts/lib/check-redos.ts', ...process.argv.slice(2)]))
