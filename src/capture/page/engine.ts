import { portEvent } from '../../bridge/capture-wire'
import { createRecorder } from './create-recorder'
import { customEntries } from './custom-entries'
import { createLastingListeners } from './lasting-listeners'
import { createLink } from './link'
import { type Bootstrap, bringEngine } from './meeting-place'
import { eventProbes } from './probes'
import type { Probe } from './recorder'
import { createSources } from './sources/sources'

/**
 * Starts recording a document. Asks the content script whether it is wanted;
 * until then what happens is kept in the page, and dropped if it is not.
 */
export function startEngine(page: Window & typeof globalThis, probes: readonly Probe[] = eventProbes): void {
  bringEngine(page, (bootstrap) => start(page, bootstrap, probes))
}

function start(page: Window & typeof globalThis, bootstrap: Bootstrap, probes: readonly Probe[]): void {
  const { natives } = bootstrap
  const end = new AbortController()
  const { signal } = end
  const { document } = page

  const recorder = createRecorder({
    natives,
    late: document.readyState !== 'loading',
    hidden: () => document.visibilityState === 'hidden',
    post: (text) => link.post(text),
    flush: (text) => link.flush(text),
  })
  const sources = createSources(recorder, natives, signal)
  bootstrap.attach({ recorder, sources, ...customEntries(recorder) })
  for (const probe of probes) sources.guarded(() => probe(recorder, page, signal))

  const { listen } = createLastingListeners(page, natives, signal)
  // While the document still runs: what is handed over later races with the back/forward cache closing its channels.
  listen(page, 'beforeunload', () => recorder.hide())
  // After the probes' own, so that what they say at the last moment is handed over too.
  listen(page, 'pagehide', () => recorder.suspend())
  listen(page, 'pageshow', () => recorder.resume())
  listen(document, 'freeze', () => recorder.suspend())
  listen(document, 'resume', () => recorder.resume())
  listen(document, 'visibilitychange', () => document.visibilityState === 'hidden' && recorder.hide())

  const link = createLink({
    page,
    natives,
    signal,
    onOffer(take) {
      bootstrap.onOffer(take)
      listen(page, portEvent, take, true)
    },
    receive(message) {
      recorder.receive(message)
      if (message.type !== 'leave') return
      end.abort()
      bootstrap.leave()
    },
  })
}
