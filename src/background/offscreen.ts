import type { WxtBrowser } from 'wxt/browser'
import { createHostClient, type HostMessage, type JobHost } from '../bridge/jobs-wire'

const page = '/offscreen.html'

/** The host of jobs in Chrome: an offscreen document, made when it is needed and closing itself when it is idle. */
export function createOffscreenHost({ offscreen, runtime }: Pick<WxtBrowser, 'offscreen' | 'runtime'>): JobHost {
  let opening: Promise<void> | undefined

  async function open(): Promise<void> {
    const open = await runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })
    if (open.length > 0) return
    await offscreen.createDocument({
      url: page,
      reasons: ['WORKERS', 'BLOBS'],
      justification: 'Exports and imports recorded sessions while no page of Playhead is open.',
    })
  }

  /** One opening at a time: a second document is refused by the browser. */
  function ensureOpen(): Promise<void> {
    opening ??= open().finally(() => {
      opening = undefined
    })
    return opening
  }

  return createHostClient(async (message: HostMessage) => {
    await ensureOpen()
    try {
      return await runtime.sendMessage(message)
    } catch {
      // It closed itself between the look and the word; a new one takes the message.
      await ensureOpen()
      return await runtime.sendMessage(message)
    }
  })
}
