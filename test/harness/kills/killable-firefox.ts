import { type Firefox, launchFirefox } from '../firefox'
import { removeFolder, tempFolder } from '../temp'
import { takeAllOffers } from './job-remote'
import type { Killable } from './killable'

/** An add-on that is installed for a while takes its data with it when it is gone, unless told. */
const preferences = { 'extensions.webextensions.keepStorageOnUninstall': true, 'extensions.webextensions.keepUuidOnUninstall': true }

/** Firefox, started again on the same profile whenever all of it is killed. */
export async function killableFirefox(): Promise<Killable> {
  const profile = tempFolder('firefox-kills')
  const launch = async (): Promise<Firefox> => {
    const firefox = await launchFirefox({ profile, preferences })
    await firefox.open(`${firefox.extensionUrl}options.html`)
    await firefox.evaluate(takeAllOffers)
    return firefox
  }
  let firefox = await launch()

  return {
    run: (remote, ...args) => firefox.evaluate(remote, ...args),
    async kill(victim) {
      if (victim === 'Firefox background') await firefox.stopBackground()
      else if (victim === 'Firefox') {
        await firefox.kill()
        firefox = await launch()
      } else throw new Error(`Firefox has no ${victim}`)
      return true
    },
    restartBackground: () => firefox.stopBackground(),
    async close() {
      await firefox.close()
      removeFolder(profile)
    },
  }
}
