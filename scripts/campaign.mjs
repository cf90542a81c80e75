/** `npm run campaign -- NAME`: runs at length what the tests run in small. Without a name, everything in test/campaign. */
import { main, runScript } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

await main(async () => {
  const found = await setup({ browsers: ['chromium', 'firefox'] })
  const built = await runScript(found, 'scripts/lib/ensure-built.mjs')
  return built || runScript(found, 'scripts/lib/run-ts.mjs', ['scripts/lib/campaign.ts', ...process.argv.slice(2)])
})
