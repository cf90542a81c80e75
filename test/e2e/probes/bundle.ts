import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** The script of `page-entry.ts`, as small as it is shipped: stacks and names must hold up to that. */
export async function bundlePageEntry(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'es2024',
      lib: {
        entry: fileURLToPath(new URL('page-entry.ts', import.meta.url)),
        formats: ['iife'],
        name: 'probes',
        fileName: () => 'probes.js',
      },
    },
  })
  const [output] = [built].flat()
  if (output === undefined || !('output' in output)) throw new Error('the bundler gave nothing')
  return output.output[0].code
}
