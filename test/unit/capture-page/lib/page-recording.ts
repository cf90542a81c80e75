import { customEntries } from '../../../../src/capture/page/custom-entries'
import { createPageApi, type PageApi } from '../../../../src/capture/page/page-api'
import type { Sources } from '../../../../src/capture/page/sources/contract'
import { installReduxHook } from '../../../../src/capture/page/sources/redux-hook'
import { createInstances } from '../../../../src/capture/page/sources/redux-instances'
import { createSources } from '../../../../src/capture/page/sources/sources'
import { createToolListeners } from '../../../../src/capture/page/sources/tool-listeners'
import { type Recording, type RecordingOptions, startRecording } from './fake-background'
import { createFakeWindow, type FakeWindow } from './fake-window'

// biome-ignore lint/suspicious/noExplicitAny: the page's own view of a tool it knows nothing of
type Untyped = any

/** A recorded page: its window, with the names that libraries look for. */
export interface PageRecording extends Recording {
  readonly page: FakeWindow
  readonly sources: Sources
  readonly api: PageApi
  readonly extension: Untyped
  readonly compose: Untyped
  readonly end: AbortController
}

export function recordPage(options: RecordingOptions & { readonly page?: FakeWindow } = {}): PageRecording {
  const page = options.page ?? createFakeWindow()
  const recording = startRecording(options)
  const { recorder, clock } = recording
  const end = new AbortController()
  const sources = createSources(recorder, clock.natives, end.signal)
  const listeners = createToolListeners(recorder, sources, clock.natives)
  const natives = { ...clock.natives, stackAt: () => new Error() }
  installReduxHook(page, { recorder, natives, sources, listeners, instances: createInstances(sources) }, end.signal)
  return {
    ...recording,
    page,
    sources,
    end,
    api: createPageApi(recorder, sources, () => customEntries(recorder), clock.natives),
    get extension() {
      return page.__REDUX_DEVTOOLS_EXTENSION__
    },
    get compose() {
      return page.__REDUX_DEVTOOLS_EXTENSION_COMPOSE__
    },
  }
}
