import { createRecorder } from './create-recorder'
import { createLink } from './link'
import { captureNatives } from './natives'
import { createPageApi } from './page-api'
import { eventProbes } from './probes'
import type { Probe } from './recorder'
import { installReduxHook } from './sources/redux-hook'
import { createInstances } from './sources/redux-instances'
import { createSources } from './sources/sources'
import { createToolListeners } from './sources/tool-listeners'

/** Present in a document that has a recorder. Not enumerable: pages list their globals. */
const mark = Symbol.for('playhead.page')

/**
 * Starts the recorder of a document, before the page's first script. Asks the
 * content script whether it is wanted; until then what happens is kept in the
 * page, and dropped if it is not.
 */
export function startPage(page: Window & typeof globalThis, probes: readonly Probe[] = eventProbes): void {
  if (Object.hasOwn(page, mark)) return
  Object.defineProperty(page, mark, { value: true, configurable: true })

  const natives = captureNatives(page)
  const end = new AbortController()
  const { signal } = end
  const { document } = page
  const late = document.readyState !== 'loading'

  const recorder = createRecorder({
    natives,
    late,
    hidden: () => document.visibilityState === 'hidden',
    post: (text) => link.post(text),
    flush: (text) => link.flush(text),
  })
  const sources = createSources(recorder, natives, signal)
  const listeners = createToolListeners(recorder, natives)
  installReduxHook(page, { recorder, natives, sources, listeners, instances: createInstances(sources) }, signal)
  installPageApi()
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
      Reflect.deleteProperty(page, mark)
    },
  })

  function installPageApi(): void {
    const value = createPageApi(recorder, sources, natives)
    if ('playhead' in page) return
    Object.defineProperty(page, 'playhead', { value, configurable: true, enumerable: false })
    signal.addEventListener('abort', () => Reflect.deleteProperty(page, 'playhead'), { once: true })
  }
}
