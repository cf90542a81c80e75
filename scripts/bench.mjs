/** `npm run bench -- NAME`: measures Playhead beside others. Without a name, everything in test/bench. */
import { main, runScript } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

await main(async () => {
  const found = await setup({ browsers: ['chromium', 'firefox'] })
  const built = await runScript(found, 'scripts/lib/ensure-built.mjs')
  return built || runScript(found, 'scripts/lib/run-ts.mjs', ['scripts/lib/bench.ts', ...process.argv.slice(2)])
})
