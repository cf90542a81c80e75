import { describe } from 'vitest'
import { launchChromium } from '../../harness/chromium'
import { browserSession } from '../../harness/chromium-devtools'
import { callText, readJson } from '../../harness/firefox'
import { jobsInABrowser } from './jobs-in-a-browser'

describe('jobs in Chromium', () => {
  jobsInABrowser(async () => {
    const chromium = await launchChromium()
    let page = await chromium.openExtensionPage('options.html')
    return {
      downloads: chromium.downloads,
      run: async (remote, ...args) => readJson(await page.evaluate(callText(remote, args))),
      // Once, without waiting for it to stay away: news of the running job wake it again.
      async stopBackground() {
        const session = await browserSession(chromium.context)
        for (const { targetId, type } of (await session.send('Target.getTargets')).targetInfos) {
          if (type === 'service_worker') await session.send('Target.closeTarget', { targetId })
        }
      },
      async reopen() {
        await page.close()
        page = await chromium.openExtensionPage('options.html')
      },
      close: () => chromium.close(),
    }
  })
})
