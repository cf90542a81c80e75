/** `npm run docs`: brings the generated parts of the documents up to date. */
import { main, runScript } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

await main(async () => runScript(await setup(), 'scripts/lib/run-ts.mjs', ['scripts/lib/write-docs.ts']))
