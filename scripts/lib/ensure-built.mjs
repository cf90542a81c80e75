/** Brings both builds up to date, quietly, on the project's Node. */
import { ensureBuilt } from './build.mjs'
import { main } from './child.mjs'

await main(async () => {
  await ensureBuilt()
  return 0
})
