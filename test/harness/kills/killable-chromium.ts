import type { Page } from 'playwright'
import { type Chromium, launchChromium } from '../chromium'
import { browserSession } from '../chromium-devtools'
import { callText, readJson } from '../firefox'
import { removeFolder } from '../temp'
import { takeAllOffers } from './job-remote'
import type { Killable } from './killable'

/** Chromium, started again on the same profile whenever all of it is killed. */
export async function killableChromium(): Promise<Killable> {
  let chromium = await launchChromium()
  const { profile } = chromium
  let page = await openPage(chromium)

  return {
    run: async (remote, ...args) => readJson(await page.evaluate(callText(remote, args))),
    async kill(victim) {
      if (victim === 'offscreen document') return closeOffscreen(chromium)
      if (victim === 'service worker') await chromium.stopWorker()
      else if (victim === 'Chromium') {
        await chromium.kill()
        chromium = await launchChromium({ profile })
        page = await openPage(chromium)
      } else throw new Error(`Chromium has no ${victim}`)
      return true
    },
    restartBackground: () => chromium.stopWorker(),
    async close() {
      await chromium.close()
      removeFolder(profile)
    },
  }
}

async function openPage(chromium: Chromium): Promise<Page> {
  const page = await chromium.openExtensionPage('options.html')
  await page.evaluate(callText(takeAllOffers, []))
  return page
}

async function closeOffscreen(chromium: Chromium): Promise<boolean> {
  const session = await browserSession(chromium.context)
  try {
    const { targetInfos } = await session.send('Target.getTargets')
    const target = targetInfos.find(({ url }) => url.endsWith('/offscreen.html'))
    if (target === undefined) return false
    await session.send('Target.closeTarget', { targetId: target.targetId })
    return true
  } finally {
    await session.detach()
  }
}
