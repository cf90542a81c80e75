import { describe, expect, it } from 'vitest'
import { createReconnectingPort, type RuntimePort } from '../../../src/bridge/reconnecting-port'

/** A browser whose ports and timers are in the test's hands. */
function setup() {
  const ports: (RuntimePort & { drop(): void; say(message: unknown): void; readonly posted: unknown[]; broken: boolean })[] = []
  const timers: { readonly callback: () => void; readonly delay: number }[] = []
  const heard: unknown[] = []
  const world = { alive: true, refuse: false, connected: 0, gone: 0 }
  const port = createReconnectingPort({
    alive: () => world.alive,
    connect() {
      if (world.refuse) throw new Error('no')
      const messages: ((message: unknown) => void)[] = []
      const ends: (() => void)[] = []
      const made = {
        posted: [] as unknown[],
        broken: false,
        postMessage(message: unknown) {
          if (made.broken) throw new Error('disconnected port')
          made.posted.push(message)
        },
        disconnect() {
          made.broken = true
        },
        onMessage: { addListener: (listener: (message: unknown) => void) => void messages.push(listener) },
        onDisconnect: { addListener: (listener: () => void) => void ends.push(listener) },
        drop() {
          for (const end of ends) end()
        },
        say(message: unknown) {
          for (const hear of messages) hear(message)
        },
      }
      ports.push(made)
      return made
    },
    onConnect() {
      world.connected += 1
      port.post('hello')
    },
    onMessage: (message) => heard.push(message),
    onGone() {
      world.gone += 1
    },
    setTimer: (callback, delay) => timers.push({ callback, delay }),
  })
  const runTimer = () => timers.shift()?.callback()
  return { port, ports, timers, heard, world, runTimer }
}

describe('a reconnecting port', () => {
  it('connects on open and says who it is first', () => {
    const { port, ports } = setup()
    port.open()
    port.post('more')
    expect(ports[0]?.posted).toEqual(['hello', 'more'])
  })

  it('comes back after its other side went away, with delays that double up to five seconds', () => {
    const { port, ports, timers, world, runTimer } = setup()
    port.open()
    world.refuse = true
    ports[0]?.drop()
    const delays: number[] = []
    for (let i = 0; i < 8; i++) {
      delays.push(timers[0]?.delay ?? -1)
      runTimer()
    }
    expect(delays).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000])
    world.refuse = false
    runTimer()
    expect(world.connected).toBe(2)
  })

  it('starts over with short delays once the other side has spoken', () => {
    const { port, ports, timers, runTimer } = setup()
    port.open()
    ports[0]?.drop()
    runTimer()
    ports[1]?.drop()
    expect(timers[0]?.delay).toBe(200)
    runTimer()
    ports[2]?.say('anything')
    ports[2]?.drop()
    expect(timers[0]?.delay).toBe(100)
  })

  it('takes a post that throws for a lost connection and says that nothing was handed over', () => {
    const { port, ports, world, runTimer } = setup()
    port.open()
    const [first] = ports
    if (first) first.broken = true
    expect(port.post('x')).toBe(false)
    runTimer()
    expect(world.connected).toBe(2)
    expect(port.post('x')).toBe(true)
  })

  it('does not hear a port it has given up', () => {
    const { port, ports, heard } = setup()
    port.open()
    ports[0]?.drop()
    port.open()
    ports[0]?.say('old')
    ports[1]?.say('new')
    expect(heard).toEqual(['new'])
  })

  it('opens at once when asked, even while it waits to retry, and keeps one connection', () => {
    const { port, ports, world, runTimer } = setup()
    port.open()
    ports[0]?.drop()
    port.open()
    expect(world.connected).toBe(2)
    runTimer()
    expect(world.connected).toBe(2)
  })

  it('stays closed after close', () => {
    const { port, ports, timers, world } = setup()
    port.open()
    port.close()
    ports[0]?.drop()
    expect(timers).toHaveLength(0)
    expect(port.post('x')).toBe(false)
    expect(world.connected).toBe(1)
  })

  it('says once that the extension is gone and never connects again', () => {
    const { port, ports, world } = setup()
    port.open()
    world.alive = false
    ports[0]?.drop()
    port.open()
    port.open()
    expect(world).toMatchObject({ gone: 1, connected: 1 })
  })
})
