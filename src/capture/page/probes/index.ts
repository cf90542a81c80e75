import type { Probe } from '../recorder'
import { consoleCalls } from './console'
import { errors } from './errors'
import { createHooks, type Hooks } from './hooks'
import { input } from './input'
import { navigation } from './navigation'
import { network } from './network'
import { viewport } from './viewport'
import { webStorage } from './web-storage'
import { workers } from './workers'

/** In the order of installation: where the page is comes first. */
const watched: Readonly<Record<string, (hooks: Hooks) => void>> = {
  navigation,
  errors,
  console: consoleCalls,
  network,
  input,
  viewport,
  'web storage': webStorage,
  workers,
}

const watchPage: Probe = (recorder, page, signal) => {
  const hooks = createHooks(recorder, page, signal)
  // What one of them lacks in this page is no reason to go without the others.
  for (const [what, watch] of Object.entries(watched)) hooks.safely(what, () => watch(hooks))
}

/** Everything that watches the page itself. */
export const eventProbes: readonly Probe[] = [watchPage]
