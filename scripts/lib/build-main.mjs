/** `build` and `zip`, on the project's Node. Arguments: `build` or `zip`, then the browsers (both by default). */
import { ensureBuilt, wxt } from './build.mjs'
import { main } from './child.mjs'

const [what, ...named] = process.argv.slice(2)
const browsers = named.length > 0 ? named : ['chrome', 'firefox']

await main(async () => {
  if (what === 'zip') for (const browser of browsers) await wxt(['zip', '-b', browser], { loud: true })
  else await ensureBuilt({ browsers, fresh: true, loud: true })
  return 0
})
