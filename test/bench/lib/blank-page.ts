import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { build } from 'vite'
import { serve } from '../../harness/serve'
import { withBrowserPage } from './browser-page'

/** The module of the page and all it imports, as one script and one style sheet. */
export async function bundle(entry: URL): Promise<Readonly<Record<'script' | 'style', string>>> {
  // Else it is that of the server which runs the benches: packages would be measured as they are for their development.
  process.env.NODE_ENV = 'production'
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ...{ write: false, minify: false, target: 'esnext' },
      // What is loaded when it is asked for, too: the page has one script.
      rollupOptions: { input: fileURLToPath(entry), output: { codeSplitting: false } },
    },
  })
  const [output] = [result].flat()
  if (output === undefined || !('output' in output)) throw new Error(`${entry.href} gave no script`)
  const [script, ...more] = output.output
  if (more.some(({ type }) => type === 'chunk')) throw new Error(`${entry.href} gave more than one script`)
  const style = output.output.flatMap((part) => (part.type === 'asset' && part.fileName.endsWith('.css') ? [String(part.source)] : []))
  return { script: script.code, style: style.join('\n') }
}

/**
 * Runs `work` with a page of a real Chromium that is blank but for the module
 * at `entry`. The profile is fresh and goes away with it. `args` are more switches.
 */
export async function withBlankPage<T>(entry: URL, work: (page: Page) => Promise<T>, args?: readonly string[]): Promise<T> {
  const { script, style } = await bundle(entry)
  const served = await serve((request, response) => {
    const isScript = request.url === '/page.js'
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
    response.end(
      isScript
        ? script
        : `<!doctype html><meta charset="utf-8"><title>Bench</title><style>${style}</style><script type="module" src="/page.js"></script>`,
    )
  })
  try {
    return await withBrowserPage(async (page) => {
      await page.goto(served.url)
      return work(page)
    }, args)
  } finally {
    await served.close()
  }
}
