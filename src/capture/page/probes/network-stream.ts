import type { NetworkMessage } from '../../../core/model'
import { isObject } from '../callable'
import { accessor, textOrNone } from './accessor'
import type { Exchange, Network } from './network-exchange'

const events: readonly NetworkMessage['event'][] = ['open', 'message', 'error', 'close']

/** Follows sockets and event sources: that something came or went, and how much; never what. */
export function watchStreams(network: Network): void {
  const { page, recorder, wrap, own, listen } = network
  const { MessageEvent, CloseEvent } = page
  const exchanges = new WeakMap<object, Exchange>()
  /** Of each event source the names of messages that somebody listens for. */
  const named = new WeakMap<object, Set<string>>()

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
  const sourcePrototype = page.EventSource?.prototype

  /** A message with a name is heard only by those who listen for that name. */
  const followNamed = (source: object, exchange: Exchange, type: string): void => {
    const names = named.get(source) ?? new Set<string>(events)
    named.set(source, names)
    if (names.has(type)) return
    names.add(type)
    const see = (event: Event): void => {
      if (event instanceof MessageEvent) network.message(exchange, { direction: 'in', event: 'message', size: network.sizeOf(event.data) })
    }
    listen(source, [type], see, true)
  }

  // Also while nothing is recorded: what comes through later may be.
  wrap(page, 'WebSocket', () => (socket, threw) => void (threw || followSocket(socket)), true)
  wrap(page, 'EventSource', () => (source, threw) => void (threw || followSource(source)), true)
  own(sourcePrototype, 'addEventListener')
  wrap(
    sourcePrototype,
    'addEventListener',
    (source, [type]) =>
      (_result, threw) => {
        const exchange = threw ? undefined : followSource(source)
        if (exchange && isObject(source) && typeof type === 'string') followNamed(source, exchange, type)
      },
    true,
  )
  wrap(socketPrototype, 'send', (socket, [data]) => (_result, threw) => {
    const exchange = threw ? undefined : followSocket(socket)
    if (exchange) network.message(exchange, { direction: 'out', event: 'message', size: network.sizeOf(data) })
  })
}
