import { createRecorder } from './create-recorder'
import { customEntries } from './custom-entries'
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

  // While the document still runs: what is handed over later races with the back/forward cache closing its channels.
  natives.listen(page, 'beforeunload', () => recorder.hide(), { signal })
  // After the probes' own, so that what they say at the last moment is handed over too.
  natives.listen(page, 'pagehide', () => recorder.suspend(), { signal })
  natives.listen(page, 'pageshow', () => recorder.resume(), { signal })
  natives.listen(document, 'freeze', () => recorder.suspend(), { signal })
  natives.listen(document, 'resume', () => recorder.resume(), { signal })
  natives.listen(document, 'visibilitychange', () => document.visibilityState === 'hidden' && recorder.hide(), { signal })

  const link = createLink({
    page,
    natives,
    signal,
    receive(message) {
      recorder.receive(message)
      if (message.type !== 'leave') return
      end.abort()
      bootstrap.leave()
    },
  })
}
