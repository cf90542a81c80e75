import { ownerOf } from './accessor'
import type { Network } from './network-exchange'

/** Follows `navigator.sendBeacon`, of whose answer a page never hears. */
export function watchBeacon(network: Network): void {
  const { page, recorder, wrap } = network
  wrap(ownerOf(page.navigator, page.Navigator, 'sendBeacon'), 'sendBeacon', (_self, [target, body]) => {
    const at = recorder.now()
    return (queued, threw) => {
      const exchange = network.begin('beacon', 'POST', network.address(target), at, { size: network.sizeOf(body) })
      network.end(exchange, { status: 0, outcome: !threw && queued === true ? 'opaque' : 'failed' })
    }
  })
}
