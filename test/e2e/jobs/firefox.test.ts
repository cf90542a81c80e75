import { describe } from 'vitest'
import { launchFirefox } from '../../harness/firefox'
import { jobsInABrowser } from './jobs-in-a-browser'

describe('jobs in Firefox', () => {
  jobsInABrowser(async () => {
    const firefox = await launchFirefox()
    const open = () => firefox.open(`${firefox.extensionUrl}options.html`)
    await open()
    return {
      downloads: firefox.downloads,
      run: firefox.evaluate,
      stopBackground: firefox.stopBackground,
      reopen: open,
      close: firefox.close,
    }
  })
})
