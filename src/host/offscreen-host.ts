import { createCommandClient } from '../bridge/commands'
import { answerHostCall } from '../bridge/jobs-wire'
import { createPageHost, type HostRuntime } from './page-host'

/** The runtime API as an offscreen document has it. */
export interface OffscreenRuntime extends HostRuntime {
  readonly onMessage: {
    addListener(
      listener: (message: unknown, sender: { readonly id?: string | undefined }, reply: (answer: unknown) => void) => true | undefined,
    ): void
  }
}

/** A document that hands a file over must outlive the download's first look at it. */
const IDLE_MILLISECONDS = 60_000

/** Chrome's host of jobs: a document that nobody sees, started by the background, gone when it has been idle for a while. */
export function startOffscreenHost(runtime: OffscreenRuntime): void {
  const send = createCommandClient((message) => runtime.sendMessage(message))
  let closing: ReturnType<typeof setTimeout> | undefined
  let isBusy = false

  function closeLater(): void {
    clearTimeout(closing)
    if (!isBusy) closing = setTimeout(() => window.close(), IDLE_MILLISECONDS)
  }

  const host = createPageHost({
    runtime,
    // Chrome lets this document live as long as it likes.
    keepAlive: () => undefined,
    saved: async (job) => void (await send('jobs/saved', { job })),
    busy(busy) {
      isBusy = busy
      closeLater()
    },
    report: (error) => console.error('Playhead:', error),
  })
  runtime.onMessage.addListener((message, _sender, reply) => {
    const answer = answerHostCall(message, host)
    if (answer === undefined) return
    closeLater()
    void answer.then(reply)
    return true
  })
}
