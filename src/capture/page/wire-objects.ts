import { accessor } from './probes/accessor'

/**
 * The browser's own ways with ports and messages. A page that replaces them
 * gets hold of whatever they are called on, so they are taken before its first script.
 */
export interface WireObjects {
  post(port: MessagePort, text: string): void
  start(port: MessagePort): void
  close(port: MessagePort): void
  message(name: string, data?: string): Event
  /** Undefined where the event is no message. */
  data(event: Event): unknown
  port(event: Event): MessagePort | undefined
  /** Keeps it from everybody who has not heard it yet. */
  hide(event: Event): void
  /** Says to whoever dispatched it that it was taken. */
  take(event: Event): void
  taken(event: Event): boolean
}

/** As they are now. */
export function captureWireObjects(page: Pick<typeof globalThis, 'MessagePort' | 'MessageEvent' | 'Event' | 'Reflect'>): WireObjects {
  const { MessagePort, MessageEvent, Event } = page
  const { apply } = page.Reflect
  const { postMessage, start, close } = MessagePort.prototype
  const { stopImmediatePropagation, preventDefault } = Event.prototype
  const [data, ports] = [accessor(MessageEvent, 'data'), accessor(MessageEvent, 'ports')]
  const defaultPrevented = accessor(Event, 'defaultPrevented')
  return {
    post: (port, text) => apply(postMessage, port, [text]),
    start: (port) => apply(start, port, []),
    close: (port) => apply(close, port, []),
    message: (name, text) => new MessageEvent(name, { data: text, cancelable: true }),
    data,
    port: (event) => (ports(event) as readonly MessagePort[] | undefined)?.[0],
    hide: (event) => apply(stopImmediatePropagation, event, []),
    take: (event) => apply(preventDefault, event, []),
    taken: (event) => defaultPrevented(event) === true,
  }
}
