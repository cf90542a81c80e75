import { signal } from '@preact/signals'
import type { WxtBrowser } from 'wxt/browser'
import type { SitesDeps } from '../options/sites-page'

/** The sites a person allowed, live, and the ways to change them. */
export function createGrantedSites({ permissions }: WxtBrowser, wanted: string): SitesDeps {
  const granted = signal<readonly string[]>([])
  const refresh = async () => {
    granted.value = (await permissions.getAll()).origins ?? []
  }
  const look = () => void refresh()
  permissions.onAdded.addListener(look)
  permissions.onRemoved.addListener(look)
  look()
  return {
    granted,
    wanted,
    request: (pattern) => permissions.request({ origins: [pattern] }),
    async withdraw(pattern) {
      await permissions.remove({ origins: [pattern] })
      await refresh()
    },
  }
}
