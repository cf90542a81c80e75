/** One end of a pair that passes strings at once, as far as a link needs it. */
export class FakePort extends EventTarget {
  other: FakePort | undefined
  closed = false
  readonly heard: string[] = []

  postMessage(data: string): void {
    if (this.closed || this.other === undefined || this.other.closed) return
    this.other.heard.push(data)
    this.other.dispatchEvent(messageEvent('message', { data }))
  }

  start(): void {
    // Messages are passed at once; there is nothing to begin.
  }

  close(): void {
    this.closed = true
  }
}

export function fakeChannel(): { readonly ours: FakePort; readonly theirs: FakePort } {
  const ours = new FakePort()
  const theirs = new FakePort()
  ours.other = theirs
  theirs.other = ours
  return { ours, theirs }
}

export function messageEvent(type: string, init: { readonly data?: unknown; readonly ports?: readonly FakePort[] }): Event {
  return Object.assign(new Event(type), { data: init.data, ports: init.ports ?? [] })
}

class FakeMessageEvent extends Event {
  readonly data: unknown
  readonly ports: readonly unknown[] = []
  constructor(type: string, init: { readonly data?: unknown } = {}) {
    super(type)
    this.data = init.data
  }
}

class FakeDocument extends EventTarget {
  title = ''
  readyState = 'loading'
  visibilityState = 'visible'
}

export type FakeWindow = Window & typeof globalThis & { document: FakeDocument } & Record<string, unknown>

/** As much of a window as the recorder's own parts touch. */
export function createFakeWindow(): FakeWindow {
  const page = Object.assign(new EventTarget(), {
    document: new FakeDocument(),
    MessageEvent: FakeMessageEvent,
    Event,
    Error,
    JSON,
    Reflect,
    EventTarget,
    MessageChannel,
    console,
    performance,
    setTimeout,
  })
  return page as unknown as FakeWindow
}
