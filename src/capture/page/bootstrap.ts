import { portEvent } from '../../bridge/capture-wire'
import { type Bootstrap, bringBootstrap, type Engine, leaveMeetingPlace } from './meeting-place'
import { captureNatives } from './natives'
import { createPageApi } from './page-api'
import { createRecorderSwitch } from './recorder-switch'
import { installReduxHook } from './sources/redux-hook'
import { createInstances } from './sources/redux-instances'
import { createSourceDesk } from './sources/source-desk'
import { createToolListeners } from './sources/tool-listeners'

/**
 * Makes a page recordable, before its first script: stores that look for Redux
 * DevTools, or for `window.playhead`, find it. Nothing is recorded or kept
 * until an engine comes.
 */
export function startBootstrap(page: Window & typeof globalThis): void {
  bringBootstrap(page, () => install(page))
}

function install(page: Window & typeof globalThis): Bootstrap {
  const natives = captureNatives(page)
  const end = new AbortController()
  const { signal } = end
  const { recorder, attach } = createRecorderSwitch(natives.now)
  const sources = createSourceDesk()
  const listeners = createToolListeners(recorder, sources, natives)
  let engine: Engine | undefined
  let take: ((event: Event) => void) | undefined
  natives.listen(page, portEvent, (event) => take?.(event), { capture: true, signal })
  installReduxHook(page, { recorder, natives, sources, listeners, instances: createInstances(sources) }, signal)
  installPageApi()

  function installPageApi(): void {
    const value = createPageApi(recorder, sources, () => engine, natives)
    if ('playhead' in page) return
    Object.defineProperty(page, 'playhead', { value, configurable: true, enumerable: false })
    signal.addEventListener('abort', () => Reflect.deleteProperty(page, 'playhead'), { once: true })
  }

  return {
    natives,
    attach(real) {
      engine = real
      attach(real.recorder)
      sources.attach(real.sources)
    },
    onOffer(engineTakes) {
      take = engineTakes
    },
    leave() {
      end.abort()
      leaveMeetingPlace(page)
    },
  }
}
