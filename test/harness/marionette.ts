import { connect, type Socket } from 'node:net'
import { until } from './until'

/** A connection to Firefox's own remote control. Frames are `LENGTH:JSON`; a command `[0, id, name, parameters]` is answered `[1, id, error, result]`. */
export interface Marionette {
  /** Sends a command; gives what it answers, `value` unwrapped. Rejects with what Firefox says is wrong. */
  send(name: string, parameters?: object): Promise<unknown>
  disconnect(): void
}

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/** Connects to a Firefox that is starting. `alive` ends the waiting by throwing when it is gone. */
export async function connectMarionette(port: number, alive: () => void): Promise<Marionette> {
  const socket = await until(
    'Firefox to listen',
    () => {
      alive()
      return open(port)
    },
    { timeout: 60_000, every: 100 },
  )
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  const greeted = new Promise<void>((resolve) => {
    readFrames(socket, (message) => {
      if (!Array.isArray(message)) return resolve()
      const [, id, error, result] = message
      const command = waiting.get(id)
      waiting.delete(id)
      if (error) command?.reject(new Error(`${error.error}: ${error.message}`))
      else command?.resolve(unwrap(result))
    })
  })
  const fail = (why: string) => {
    for (const { reject } of waiting.values()) reject(new Error(why))
    waiting.clear()
  }
  socket.on('error', (error) => fail(error.message))
  socket.on('close', () => fail('Firefox closed the connection'))
  await greeted
  return {
    send(name, parameters = {}) {
      lastId += 1
      const id = lastId
      const text = JSON.stringify([0, id, name, parameters])
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        socket.write(`${Buffer.byteLength(text)}:${text}`)
      })
    },
    disconnect: () => socket.destroy(),
  }
}

function open(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.once('error', () => resolve(undefined))
  })
}

function readFrames(socket: Socket, onMessage: (message: unknown) => void): void {
  let buffer = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    buffer = Buffer.concat([buffer, chunk])
    for (;;) {
      const colon = buffer.indexOf(':')
      if (colon < 0) return
      const end = colon + 1 + Number(buffer.subarray(0, colon).toString())
      if (buffer.length < end) return
      const message: unknown = JSON.parse(buffer.subarray(colon + 1, end).toString())
      buffer = buffer.subarray(end)
      onMessage(message)
    }
  })
}

function unwrap(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'value' in result ? result.value : result
}
