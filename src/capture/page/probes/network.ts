import type { Hooks } from './hooks'
import { watchBeacon } from './network-beacon'
import { createNetwork } from './network-exchange'
import { watchFetch } from './network-fetch'
import { watchStreams } from './network-stream'
import { watchXhr } from './network-xhr'

/** What the page asks of the network, and what comes back: addresses, times and sizes, never a body. */
export function network(hooks: Hooks): void {
  const shared = createNetwork(hooks)
  for (const watch of [watchFetch, watchXhr, watchBeacon, watchStreams]) watch(shared)
}
