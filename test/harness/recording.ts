import type { Page } from 'playwright'
import type { Chromium } from './chromium'
import { dumpDatabase, readDump, type StoredSession } from './stored'
import { until } from './until'

/** Steers recording through the extension's own messages, from a page of the extension. */
export interface RecorderControl {
  /** Begins recording the tab that shows `page`; gives the session's id, once the page has been loaded again where that was asked for. */
  start(page: Page, reload?: boolean): Promise<string>
  stop(page: Page): Promise<void>
  /** Has a stopped background start. */
  wake(): Promise<void>
  sessions(): Promise<readonly StoredSession[]>
  session(id: string): Promise<StoredSession>
  /** Waits until the session satisfies `is`, and gives it. */
  sessionWhen(id: string, what: string, is: (session: StoredSession) => boolean): Promise<StoredSession>
}

interface Extension {
  readonly tabs: { query(filter: object): Promise<{ readonly id?: number; readonly url?: string }[]> }
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> }
}

interface Answer {
  readonly ok: boolean
  readonly answer?: { readonly session?: string }
  readonly error?: { readonly code: string; readonly detail: unknown }
}

export async function controlRecorder(chromium: Chromium): Promise<RecorderControl> {
  const own = await chromium.openExtensionPage('options.html')

  async function send(name: string, page: Page, input: object): Promise<Answer['answer']> {
    const answer = (await own.evaluate(
      async ([name, url, input]) => {
        const { chrome } = globalThis as unknown as { readonly chrome: Extension }
        const tab = (await chrome.tabs.query({})).find((candidate) => candidate.url === url)
        if (tab === undefined) throw new Error(`No tab shows ${url}`)
        return chrome.runtime.sendMessage({ playhead: 'command', name, input: { tab: tab.id, ...input } })
      },
      [name, page.url(), input] as const,
    )) as Answer
    if (!answer.ok) throw new Error(`${name}: ${answer.error?.code} ${JSON.stringify(answer.error?.detail)}`)
    return answer.answer
  }

  const sessions = async () => readDump(await own.evaluate(dumpDatabase))
  async function session(id: string): Promise<StoredSession> {
    const found = (await sessions()).find((candidate) => candidate.id === id)
    if (found === undefined) throw new Error(`There is no session ${id}`)
    return found
  }

  return {
    async start(page, reload = false) {
      const loaded = reload ? page.waitForEvent('load') : undefined
      const id = (await send('recording/start', page, { reload }))?.session
      await loaded
      if (id === undefined) throw new Error('Recording began without a session')
      return id
    },
    async stop(page) {
      await send('recording/stop', page, {})
    },
    async wake() {
      await own.evaluate(() => {
        const { chrome } = globalThis as unknown as { readonly chrome: Extension }
        return chrome.runtime.sendMessage({ playhead: 'command', name: 'jobs/list', input: {} })
      })
    },
    sessions,
    session,
    sessionWhen: (id, what, is) =>
      until(what, async () => {
        const found = await session(id)
        return is(found) ? found : undefined
      }),
  }
}
