/**
 * Runs a TypeScript module of the project: its sources import each other
 * without file endings, as bundlers do, so Node alone does not find them.
 *
 * `node scripts/lib/run-ts.mjs MODULE [ARGUMENTS]` calls the module's
 * `main(args)` and ends with the number that it gives.
 */
import { createServer, createServerModuleRunner } from 'vite'
import { main } from './child.mjs'
import { inProject, rootPath } from './paths.mjs'

const [path, ...args] = process.argv.slice(2)

await main(async () => {
  const server = await createServer({
    root: rootPath,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, ws: false, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  const runner = createServerModuleRunner(server.environments.ssr, { hmr: false })
  try {
    const module = await runner.import(inProject(path))
    return await module.main(args)
  } finally {
    await runner.close()
    await server.close()
  }
})

// What a failed run has left open (a browser, a server) must not keep the terminal.
process.exit()
