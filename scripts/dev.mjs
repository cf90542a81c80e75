/** `npm run dev`: the extension in a browser, reloading on every change. `npm run dev -- -b firefox` for Firefox. */
import { main, runScript } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

await main(async () => {
  const args = process.argv.slice(2)
  const firefox = args.some((arg) => /firefox/.test(arg))
  return runScript(await setup({ browsers: [firefox ? 'firefox' : 'chromium'] }), 'node_modules/wxt/bin/wxt.mjs', args)
})
