import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { build } from 'vite'
import { type Chromium, launchChromium } from '../../test/harness/chromium'
import { ensureBuilt } from './build.mjs'
import { serveDemo } from './demo-server.mjs'
import { summarize, summaryLines } from './file-summary'
import { inProject, rootPath } from './paths.mjs'
import { visitDemo } from './visit-demo'

const say = (line: string) => void process.stdout.write(`${line}\n`)

/**
 * Records a visit to the demo through the extension and exports it. Gives the
 * exit code. Arguments: `--headless`, `--open`, `--out FOLDER`.
 */
export async function main(args: readonly string[]): Promise<number> {
  const open = args.includes('--open') || (!args.includes('--headless') && hasDisplay())
  const outAt = args.indexOf('--out')
  const out = outAt < 0 ? inProject('out') : resolve(args[outAt + 1] ?? '.')
  say('Building the extension and the demo …')
  const { chrome } = await ensureBuilt({ browsers: ['chrome'] })
  const folder = await buildDemo()
  const demo = await serveDemo({ folder, port: open ? 4400 : 0 })
  const chromium = await launchChromium({ extension: chrome, headless: !open })
  try {
    say(`Recording a visit to the demo at ${demo.url} …`)
    const file = await recordVisit(chromium, demo.url, open ? 'bottom' : 'undocked')
    mkdirSync(out, { recursive: true })
    const target = join(out, basename(file))
    copyFileSync(file, target)
    say(`\n${relative(rootPath, target)}`)
    for (const line of summaryLines(summarize(readFileSync(target)))) say(line)
    if (open) {
      say('\nThe browser stays open, with Playhead in the DevTools of the demo. Close its windows to end.')
      await new Promise((resolve) => chromium.context.once('close', resolve))
    }
    return 0
  } finally {
    await chromium.close()
    await demo.close()
  }
}

/** Bundles the demo. Gives the folder. */
async function buildDemo(): Promise<string> {
  // What runs this script has set it to `development`, and Vite keeps what is set.
  process.env.NODE_ENV = 'production'
  const outDir = inProject('.output/demo')
  await build({ root: inProject('demo'), configFile: false, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  return outDir
}

/** Presses the panel's buttons as a person would. Gives the path of the downloaded file. */
async function recordVisit(chromium: Chromium, url: string, dock: 'bottom' | 'undocked'): Promise<string> {
  const page = await chromium.open(url)
  const { panel } = await chromium.openPanel(page, { dock })
  await panel.getByRole('button', { name: 'Record and reload', exact: true }).click()
  const stop = panel.getByRole('button', { name: 'Stop', exact: true })
  await stop.waitFor()
  await page.getByRole('heading', { name: 'Concerts this spring' }).waitFor()
  await visitDemo(page)
  await stop.click()
  const since = chromium.downloads.list()
  await panel.getByRole('button', { name: 'Export', exact: true }).first().click()
  return chromium.downloads.waitFor(/\.session\.json\.gz$/, { since, timeout: 60_000 })
}

/** True where a window can be shown. */
function hasDisplay(): boolean {
  if (process.env.CI !== undefined) return false
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}
