import type { HandClock } from './hand-clock'

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

interface MessageInit extends EventInit {
  readonly data?: unknown
  readonly ports?: readonly FakePort[]
}

export function messageEvent(type: string, init: MessageInit): Event {
  return new FakeMessageEvent(type, { cancelable: true, ...init })
}

/** With accessors, as browsers have them. */
export class FakeMessageEvent extends Event {
  readonly #init: MessageInit
  constructor(type: string, init: MessageInit = {}) {
    super(type, init)
    this.#init = init
  }
  get data(): unknown {
    return this.#init.data
  }
  get ports(): readonly FakePort[] {
    return this.#init.ports ?? []
  }
}

/** Observes nothing; `observers` are told by hand. */
function handObserver(observers: (() => void)[]): unknown {
  return class {
    constructor(callback: () => void) {
      observers.push(callback)
    }
    observe(): void {
      // Told by hand.
    }
    disconnect(): void {
      // Told by hand.
    }
  }
}

class FakeDocument extends EventTarget {
  title = ''
  readyState = 'loading'
  visibilityState = 'visible'
}

export type FakeWindow = Window &
  typeof globalThis & { document: FakeDocument; readonly observers: readonly (() => void)[] } & Record<string, unknown>

/** Passes nothing but the turn, through timers moved by hand. */
function handChannel({ natives }: HandClock): unknown {
  return class {
    readonly port1: { onmessage?: () => void } = {}
    readonly port2 = new HandPort(() => natives.soon(() => this.port1.onmessage?.()))
  }
}

class HandPort {
  readonly #pass: () => void
  constructor(pass: () => void) {
    this.#pass = pass
  }
  postMessage(): void {
    this.#pass()
  }
}

/** As much of a window as the recorder's own parts touch. With a clock, time in it is moved by hand. */
export function createFakeWindow(clock?: HandClock): FakeWindow {
  const observers: (() => void)[] = []
  const page = Object.assign(new EventTarget(), {
    document: new FakeDocument(),
    observers,
    MutationObserver: handObserver(observers),
    MessagePort: FakePort,
    MessageEvent: FakeMessageEvent,
    Event,
    Error,
    JSON,
    Reflect,
    EventTarget,
    MessageChannel: clock ? handChannel(clock) : MessageChannel,
    console,
    performance: clock ? { now: () => clock.natives.now() } : performance,
    setTimeout: clock ? (callback: () => void, milliseconds: number) => clock.natives.later(callback, milliseconds) : setTimeout,
  })
  return page as unknown as FakeWindow
}
