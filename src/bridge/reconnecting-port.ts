/** The part of an extension's runtime port that a link needs. */
export interface RuntimePort {
  postMessage(message: unknown): void
  disconnect(): void
  readonly onMessage: { addListener(listener: (message: unknown) => void): void }
  readonly onDisconnect: { addListener(listener: () => void): void }
}

export interface ReconnectingPortOptions {
  /** Opens a new port; throws when the extension is gone. */
  connect(): RuntimePort
  /** False once the extension was removed or reloaded: this context can never connect again. */
  alive(): boolean
  /** A connection was made; say who you are. */
  onConnect(): void
  onMessage(message: unknown): void
  /** `alive` turned false. Called once. */
  onGone(): void
  setTimer(callback: () => void, milliseconds: number): void
}

export interface ReconnectingPort {
  /** False before the first connection and once it is known that the last one ended. */
  readonly connected: boolean
  /** Connects at once if there is no connection, even where a retry is due later. */
  open(): void
  /** False when there was no way to hand it over; it was not queued. */
  post(message: unknown): boolean
  /** Closes and stays closed until `open`. */
  close(): void
}

const firstDelay = 100
const longestDelay = 5000

/**
 * A runtime port that outlives the background: a stopped service worker, a page
 * in the back/forward cache or an extension reload all end a port, and a port
 * that has ended may throw on the next post. Reconnects with a delay that
 * doubles from 100 ms to 5 s and starts over once the other side has spoken.
 * Keeps nothing: whoever holds data until it is acknowledged sends it again.
 */
export function createReconnectingPort(options: ReconnectingPortOptions): ReconnectingPort {
  let port: RuntimePort | undefined
  let wanted = false
  let delay = firstDelay
  let waiting = false
  let gone = false

  function lost(which: RuntimePort): void {
    if (port !== which) return
    port = undefined
    if (wanted) retry()
  }

  function retry(): void {
    if (waiting || goneForGood()) return
    waiting = true
    options.setTimer(() => {
      waiting = false
      if (wanted && port === undefined) connect()
    }, delay)
    delay = Math.min(delay * 2, longestDelay)
  }

  function goneForGood(): boolean {
    if (gone || options.alive()) return gone
    gone = true
    wanted = false
    port = undefined
    options.onGone()
    return true
  }

  function connect(): void {
    if (goneForGood()) return
    let opened: RuntimePort
    try {
      opened = options.connect()
    } catch {
      // Thrown while an extension is being reloaded, or in a page that is being discarded: the same as a lost port.
      retry()
      return
    }
    port = opened
    opened.onMessage.addListener((message) => {
      if (port !== opened) return
      delay = firstDelay
      options.onMessage(message)
    })
    opened.onDisconnect.addListener(() => lost(opened))
    options.onConnect()
  }

  return {
    get connected() {
      return port !== undefined
    },
    open() {
      wanted = true
      if (port === undefined) connect()
    },
    post(message) {
      const current = port
      if (current === undefined) return false
      try {
        current.postMessage(message)
        return true
      } catch {
        // A port whose other side went away may throw before it says so.
        lost(current)
        return false
      }
    },
    close() {
      wanted = false
      const current = port
      port = undefined
      current?.disconnect()
    },
  }
}
