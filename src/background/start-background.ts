import type { WxtBrowser } from 'wxt/browser'
import { answerCommand } from '../bridge/commands'
import type { Env } from '../core/env'
import type { SessionStore } from '../core/store'
import { startRecord } from './record/start-record'
import { startRetention } from './retention'

export interface BackgroundDeps {
  readonly browser: WxtBrowser
  readonly env: Env
  readonly store: SessionStore
  /** Name and version of the browser, as sessions keep it. */
  readonly browserName: string
}

/** All that runs in the background. It may be stopped between any two events; what matters is in the store. */
export function startBackground({ browser, env, store, browserName }: BackgroundDeps): void {
  // The one console a person can look at when the background misbehaves.
  const report = (error: unknown) => console.error('Playhead:', error)
  const handlers = startRecord({ browser, store, env, browserName, report })

  browser.runtime.onMessage.addListener((message: unknown, sender, reply) => {
    // Content scripts can send messages too, and a page may have taken over their process.
    if (!sender.url?.startsWith(location.origin)) return
    const answer = answerCommand(message, handlers)
    if (answer === undefined) return
    void answer.then(reply)
    return true
  })

  startRetention({ store, env, report })
}
