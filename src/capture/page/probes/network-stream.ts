import type { NetworkMessage } from '../../../core/model'
import { isObject } from '../callable'
import { accessor, textOrNone } from './accessor'
import type { Exchange, Network } from './network-exchange'

const events: readonly NetworkMessage['event'][] = ['open', 'message', 'error', 'close']

/** Follows sockets and event sources: that something came or went, and how much; never what. */
export function watchStreams(network: Network): void {
  const { page, recorder, wrap, listen } = network
  const { MessageEvent, CloseEvent } = page
  const exchanges = new WeakMap<object, Exchange>()

  const createFollow = (api: 'websocket' | 'eventsource', owner: { readonly prototype: object } | undefined) => {
    const urlOf = accessor(owner, 'url')
    return (stream: unknown): Exchange | undefined => {
      if (!isObject(stream)) return undefined
      const known = exchanges.get(stream)
      if (known) return known
      const exchange = network.begin(api, 'GET', textOrNone(urlOf(stream)), recorder.now())
      exchanges.set(stream, exchange)
      const see = (event: Event): void => {
        const name = events.find((known) => known === event.type)
        const size = event instanceof MessageEvent ? network.sizeOf(event.data) : undefined
        const code = event instanceof CloseEvent ? event.code : undefined
        if (name) network.message(exchange, { direction: 'in', event: name, size, code })
      }
      listen(stream, events, see, true)
      return exchange
    }
  }

  const followSocket = createFollow('websocket', page.WebSocket)
  const followSource = createFollow('eventsource', page.EventSource)
  const socketPrototype = page.WebSocket?.prototype
  // Also while nothing is recorded: what comes through later may be.
  wrap(page, 'WebSocket', () => (socket, threw) => void (threw || followSocket(socket)), true)
  wrap(page, 'EventSource', () => (source, threw) => void (threw || followSource(source)), true)
  wrap(socketPrototype, 'send', (socket, [data]) => (_result, threw) => {
    const exchange = threw ? undefined : followSocket(socket)
    if (exchange) network.message(exchange, { direction: 'out', event: 'message', size: network.sizeOf(data) })
  })
}
