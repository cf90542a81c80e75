import { AppError } from '../core/errors'

/** The part of the extension's runtime API that is needed here. */
export interface MessageRuntime {
  sendMessage(message: unknown): Promise<unknown>
}

const tries = 20
const milliseconds = 50

/** What both browsers say when there was nobody to hear a message: so it may be sent again. */
const nobody = /Receiving end does not exist/

/**
 * Sends a message to the background and gives its answer. A background that is
 * stopped is started by the message; one that is just being stopped hears
 * nothing and is not started, so the message waits until it is gone. Throws
 * `bridge/disconnected` when that never comes.
 */
export async function sendToBackground(
  runtime: MessageRuntime,
  message: unknown,
  wait: (milliseconds: number) => Promise<void> = pause,
): Promise<unknown> {
  for (let tried = 1; ; tried++) {
    try {
      return await runtime.sendMessage(message)
    } catch (error) {
      if (!nobody.test(String(error))) throw error
      if (tried === tries) throw new AppError('bridge/disconnected', {}, error)
    }
    await wait(milliseconds)
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
