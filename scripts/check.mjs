/**
 * `npm run check`: everything that can be known without running the product.
 * Each step that fails shows what it found and the command that mends it.
 * `npm run check -- lint` runs only the steps whose name starts so.
 */
import { main, runTool } from './lib/child.mjs'
import { setup } from './lib/setup.mjs'

/** Two cores do the lanes at the same time; within one a step may use what those before it made. */
const lanes = [
  [
    { name: 'types of core', tool: 'tsc', args: ['-p', 'src/core'], mend: 'mend the types; core may use nothing but the language' },
    { name: 'types', tool: 'tsc', args: ['-p', '.'], mend: 'mend the types' },
    { name: 'lint and format', tool: 'biome', args: ['check', '--error-on-warnings'], mend: 'npx biome check --write' },
  ],
  [
    {
      name: 'dead code',
      tool: 'knip',
      args: ['--config', 'scripts/lib/knip.json'],
      mend: 'remove what nobody uses: npx knip --config scripts/lib/knip.json --fix',
    },
    {
      name: 'imports',
      tool: 'depcruise',
      args: ['--config', 'scripts/lib/dependency-cruiser.config.mjs', 'src', 'entrypoints'],
      mend: 'src/README.md says what may import what',
    },
    { name: 'build', script: 'scripts/lib/ensure-built.mjs', mend: 'npm run build shows it at length' },
    {
      name: 'store rules',
      tool: 'web-ext',
      args: ['lint', '--source-dir', '.output/firefox-mv3', '--no-config-discovery', '--boring'],
      mend: 'Mozilla refuses an extension with these errors',
    },
    { name: 'sizes', tool: 'size-limit', args: [], mend: 'make it smaller, or say in test/budget/bundles.json why it may be larger' },
  ],
]

await main(async () => {
  const found = await setup()
  const only = process.argv[2] ?? ''
  const failed = []
  const runLane = async (steps) => {
    for (const step of steps.filter(({ name }) => name.startsWith(only))) {
      const began = performance.now()
      const { code, output } = await runTool(found, step)
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s)\n`)
      if (code === 0) continue
      failed.push(step.name)
      process.stdout.write(`${output.trimEnd()}\n     To mend it: ${step.mend}\n`)
    }
  }
  await Promise.all(lanes.map(runLane))
  if (failed.length > 0) process.stdout.write(`\nFailed: ${failed.join(', ')}\n`)
  return failed.length === 0 ? 0 : 1
})
