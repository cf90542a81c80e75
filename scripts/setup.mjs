/** `npm run setup`: gets this clone ready to run and says what it found. */
import { wanted } from './lib/browsers.mjs'
import { main } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

await main(async () => {
  const found = await setup({ browsers: ['chromium', 'firefox'] })
  process.stdout.write(`Node      ${found.node}\n`)
  for (const [kind, { name }] of Object.entries(wanted)) process.stdout.write(`${name.padEnd(9)} ${found[kind]}\n`)
  return 0
})
