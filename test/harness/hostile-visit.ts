import type { CDPSession, Page } from 'playwright'
import { type Chromium, launchChromium } from './chromium'
import { type CountingApp, countedSteps, countingApp, countingFaults } from './counting-app'
import { controlRecorder, type RecorderControl } from './recording'
import { type Served, servePage } from './serve'
import { numberingFaults, type StoredSession } from './stored'
import { until } from './until'

/** A store as Redux makes them: `window.store`, which remembers the last action, and any state that one brings along. */
const hostileApp = `<!doctype html><title>hostile</title><body><script>
  window.createStore = (reducer, state, enhancer) => {
    if (enhancer) return enhancer(createStore)(reducer, state)
    const listeners = []
    const store = {
      getState: () => state,
      subscribe(listener) { listeners.push(listener); return () => listeners.splice(listeners.indexOf(listener), 1) },
      dispatch(action) { state = reducer(state, action); for (const listener of listeners) listener(); return action },
      replaceReducer(next) { reducer = next },
    }
    store.dispatch({ type: '@@init' })
    return store
  }
  window.watched = (reducer, state) => createStore(reducer, state, window.__REDUX_DEVTOOLS_EXTENSION__?.())
  window.store = watched((state, action) => (action && action.state !== undefined ? action.state : state), { calm: true })
  window.rest = (milliseconds = 0) => new Promise((resolve) => setTimeout(resolve, milliseconds))
</script>`

/** What the app leaves on its window, for attacks to work with. */
export interface HostileApp {
  readonly store: Store
  watched(reducer: (state: never, action: never) => unknown, state: unknown): Store
  rest(milliseconds?: number): Promise<void>
}

interface Store {
  getState(): unknown
  dispatch(action: unknown): unknown
}

/** What a page is after something was done in it. */
interface Aftermath {
  readonly outcome: unknown
  /** Errors that nobody caught, with their stacks. */
  readonly errors: readonly string[]
}

export interface Visit {
  readonly recorded: Aftermath
  /** The same done in a page without the extension. */
  readonly plain: Aftermath
  readonly session: StoredSession
  /** Bytes that the recorded page's heap has grown by, after a collection. */
  readonly growth: number
}

/** A browser with one tab that is recorded all the time beside those that are visited. */
export interface HostilePlace {
  readonly chromium: Chromium
  readonly control: RecorderControl
  /** Does `attack` in a page without the extension, and in one that is recorded from its start. */
  visit(attack: () => unknown): Promise<Visit>
  /** A tab with the app, at an address that no other has. */
  open(): Promise<Page>
  /** Ends the recording of the tab beside; gives what is wrong with it. */
  faultsBeside(): Promise<readonly string[]>
  close(): Promise<void>
}

export async function openHostilePlace(): Promise<HostilePlace> {
  const servers: Served[] = [await servePage(hostileApp), await servePage(countingApp)]
  const [app, calm] = servers.map(({ url }) => url) as [string, string]
  const chromium = await launchChromium()
  const control = await controlRecorder(chromium)
  const beside = await chromium.open(calm)
  const besideId = await control.start(beside, true)
  let steps = 0
  let visits = 0

  const open = () => chromium.open(`${app}${++visits}`)

  async function record(page: Page, attack: () => unknown): Promise<Omit<Visit, 'plain'>> {
    const id = await control.start(page, true)
    const session = await cdp(page)
    const before = await heapOf(session)
    const busy = beside.evaluate(() => (globalThis as unknown as CountingApp).run(40, 2))
    const recorded = await suffer(page, session, attack)
    steps = await busy
    await sayAfterwards(session, control, id)
    const growth = (await heapOf(session)) - before
    await control.stop(page)
    return { recorded, growth, session: await control.sessionWhen(id, 'the session to end', ({ status }) => status === 'ended') }
  }

  async function visit(attack: () => unknown): Promise<Visit> {
    // The extension is granted `localhost` alone.
    const bare = await chromium.open(app.replace('localhost', 'plain.localhost'))
    const plain = await suffer(bare, await cdp(bare), attack)
    await bare.close()

    const page = await open()
    try {
      return { plain, ...(await record(page, attack)) }
    } finally {
      await page.close()
    }
  }

  return {
    chromium,
    control,
    open,
    visit,
    async faultsBeside() {
      await control.stop(beside)
      const session = await control.sessionWhen(besideId, 'the session to end', ({ status }) => status === 'ended')
      return [...numberingFaults(session), ...countingFaults(countedSteps(session), steps)]
    },
    async close() {
      await chromium.close()
      for (const server of servers) await server.close()
    },
  }
}

/** True once the session has the action that ends a visit. */
export function wentOn({ entries }: StoredSession): boolean {
  return entries.some(({ type, data }) => type === 'change' && data.action?.type === 'afterwards')
}

/** Dispatches the action that ends a visit until it is stored: after a flood, the first may still be among what is dropped. */
export function sayAfterwards(session: CDPSession, control: RecorderControl, id: string): Promise<StoredSession> {
  return until('what came afterwards', async () => {
    await evaluate(session, () => void (globalThis as unknown as HostileApp).store.dispatch({ type: 'afterwards', state: 'calm again' }))
    const found = await control.session(id)
    return wentOn(found) ? found : undefined
  })
}

export function cdp(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page)
}

/** Runs `work` in the page, or in the world `contextId` of it, with nothing of the page's own between: it may have replaced anything. */
export async function evaluate<Value>(session: CDPSession, work: () => Value, contextId?: number): Promise<Awaited<Value>> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `(${work})()`,
    awaitPromise: true,
    returnByValue: true,
    ...(contextId === undefined ? {} : { contextId }),
  })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value
}

/** The extension's own world in the page's document. */
export async function relayWorld(session: CDPSession, extensionId: string): Promise<number> {
  const found = new Promise<number>((resolve) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin.includes(extensionId)) resolve(context.id)
    })
  })
  await session.send('Runtime.enable')
  return found
}

async function suffer(page: Page, session: CDPSession, attack: () => unknown): Promise<Aftermath> {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
  const outcome = await evaluate(session, attack)
  return { outcome, errors }
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}
