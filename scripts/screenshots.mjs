/** `node scripts/screenshots.mjs [FOLDER]`: pictures of the panel in both browsers and both themes; docs/images unless told. */
import { main, runScript } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

await main(async () => {
  const found = await setup({ browsers: ['chromium', 'firefox'] })
  return runScript(found, 'scripts/lib/run-ts.mjs', ['scripts/lib/screenshots.ts', ...process.argv.slice(2)])
})
