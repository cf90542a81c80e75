import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { launchChromium } from '../../test/harness/chromium'
import { ensureBuilt } from './build.mjs'
import { buildDemo } from './build-demo'
import { serveDemo } from './demo-server.mjs'
import { hasDisplay } from './display.mjs'
import { summarize, summaryLines } from './file-summary'
import { inProject, rootPath } from './paths.mjs'
import { exportSession, recordVisit } from './record-visit'

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
    const page = await chromium.open(demo.url)
    const { panel } = await chromium.openPanel(page, { dock: open ? 'bottom' : 'undocked' })
    await recordVisit(page, panel)
    const file = await exportSession(chromium, panel)
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
