import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from '../chromium'
import { browserSession } from '../chromium-devtools'
import { callText, type Firefox, launchFirefox, readJson } from '../firefox'
import { takeAllOffers } from '../kills/job-remote'
import { heldByFirefox } from './firefox-held'
import { jobSizes } from './job-sizes'
import { writeLargeFile } from './large-file'
import type { SizeRow } from './size-row'
import { chooseField } from './staged-remote'
import { workerHeap } from './worker-heap'

type Tell = (row: SizeRow) => void

const filesOf = async (folder: string, bytes: number) =>
  [await writeLargeFile(join(folder, 'tiny.json'), 1, 'tiny'), await writeLargeFile(join(folder, 'large.json'), bytes)] as const

/** In the process of the extension: its pages, its service worker, and the worker of its offscreen document. */
export async function chromiumSizes(folder: string, bytes: number, tell: Tell): Promise<readonly SizeRow[]> {
  const files = await filesOf(folder, bytes)
  const chromium = await launchChromium()
  try {
    const page = await chromium.openExtensionPage('options.html')
    await page.evaluate(callText(takeAllOffers, []))
    const session = await browserSession(chromium.context)
    return await jobSizes(
      {
        name: 'Chromium',
        run: async (remote, ...args) => readJson(await page.evaluate(callText(remote, args))),
        async choose(path) {
          await page.evaluate(chooseField)
          await page.locator('#chosen').setInputFiles(path)
        },
        async pid() {
          const { processInfo } = await session.send('SystemInfo.getProcessInfo')
          const own = processInfo.filter(({ id }) => readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--extension-process'))
          return onlyOne(own.map(({ id }) => id))
        },
        held: () => workerHeap(session, '/worker.js'),
      },
      ...files,
      tell,
    )
  } finally {
    await chromium.close()
  }
}

/** In the process of all extensions. */
export async function firefoxSizes(folder: string, bytes: number, tell: Tell): Promise<readonly SizeRow[]> {
  const files = await filesOf(folder, bytes)
  const firefox = await launchFirefox()
  try {
    await firefox.open(`${firefox.extensionUrl}options.html`)
    await firefox.evaluate(takeAllOffers)
    return await jobSizes(
      {
        name: 'Firefox',
        run: (remote, ...args) => firefox.evaluate(remote, ...args),
        async choose(path) {
          await firefox.evaluate(chooseField)
          await firefox.type('//input[@id="chosen"]', path)
        },
        pid: () => extensionProcess(firefox),
        held: async () => heldByFirefox(firefox, await extensionProcess(firefox)),
      },
      ...files,
      tell,
    )
  } finally {
    await firefox.close()
  }
}

async function extensionProcess({ runPrivileged }: Firefox): Promise<number> {
  const found = await runPrivileged(`
    const { children } = await ChromeUtils.requestProcInfo()
    return JSON.stringify(children.filter(({ type }) => type === 'extension').map(({ pid }) => pid))
  `)
  return onlyOne(JSON.parse(String(found)))
}

function onlyOne(pids: readonly number[]): number {
  const [pid] = pids
  if (pid === undefined || pids.length > 1) throw new Error(`The extension is in the processes ${pids.join(', ')}`)
  return pid
}
