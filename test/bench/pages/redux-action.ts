/** Runs in a blank page: the work that `redux-action.bench.ts` measures. */
import { instrument } from '@redux-devtools/instrument'
import jsan from 'jsan'
import { legacy_createStore as createStore, type StoreEnhancer, type UnknownAction } from 'redux'
import { splitBatch } from '../../../src/bridge/capture-wire'
import { createRecorder, type PageRecorder } from '../../../src/capture/page/create-recorder'
import { captureNatives, type Natives } from '../../../src/capture/page/natives'
import { createEnhancer } from '../../../src/capture/page/sources/redux-enhancer'
import { createInstances } from '../../../src/capture/page/sources/redux-instances'
import { createSources } from '../../../src/capture/page/sources/sources'
import { createToolListeners } from '../../../src/capture/page/sources/tool-listeners'

interface Entity {
  readonly id: string
  readonly title: string
  readonly count: number
  readonly tags: readonly string[]
  readonly owner: { readonly name: string; readonly city: string }
}
type Collection = Readonly<Record<string, Entity>>
type State = Readonly<Record<string, Collection>>

/** States in order, each with one entity changed. They are made beforehand: what an app's reducer costs is nobody's here. */
interface Story {
  readonly states: readonly State[]
  readonly bytes: number
}

export interface Size {
  readonly collections: number
  /** Entities in each. */
  readonly entities: number
  readonly steps: number
  /** What entities are called before their number. Engines list texts that are no numbers much more slowly. */
  readonly prefix: string
}

function entity(i: number): Entity {
  const title = `Order ${i} of a customer who buys often, with a note`
  return { id: `e${i}`, title, count: i, tags: ['new', 'paid'], owner: { name: `Customer ${i % 97}`, city: 'Rotterdam' } }
}

function makeStory({ collections, entities, steps, prefix }: Size): Story {
  let state: State = Object.fromEntries(
    Array.from({ length: collections }, (_, c) => [
      `c${c}`,
      Object.fromEntries(Array.from({ length: entities }, (_, i) => [`${prefix}${i}`, entity(i)])),
    ]),
  )
  const bytes = JSON.stringify(state).length
  const states = [state]
  for (let step = 1; step <= steps; step++) {
    const name = `c${step % collections}`
    const id = `${prefix}${(step * 7919) % entities}`
    const collection = state[name] ?? {}
    const old = collection[id] ?? entity(0)
    state = { ...state, [name]: { ...collection, [id]: { ...old, count: old.count + 1 } } }
    states.push(state)
  }
  return { states, bytes }
}

interface Recorded {
  readonly recorder: PageRecorder
  readonly enhancer: StoreEnhancer
  readonly sent: () => number
}

/** The recorder of a page, with a content script that stores at once. */
function startRecorder(natives: Natives): Recorded {
  let characters = 0
  const recorder = createRecorder({
    natives,
    late: false,
    hidden: () => false,
    flush: () => undefined,
    post(text) {
      characters += text.length
      const batch = splitBatch(text)
      if (batch === undefined) return
      const lastN = batch.firstN + batch.lines.split('\n').length - 1
      natives.soon(() => recorder.receive({ type: 'ack', lastN }))
    },
  })
  const { signal } = new AbortController()
  const sources = createSources(recorder, natives, signal)
  const listeners = createToolListeners(recorder, sources, natives)
  const enhancer = createEnhancer(
    { name: 'bench', trace: true },
    { recorder, natives, sources, listeners, instances: createInstances(sources) },
  )
  recorder.receive({ type: 'verdict', record: true, lastN: 0 })
  return { recorder, enhancer: enhancer as unknown as StoreEnhancer, sent: () => characters }
}

/** The page's natives, but for timers, which run by hand: nothing is deferred past the measurement. */
function handNatives(): { readonly natives: Natives; drain(): void } {
  let waiting: (() => void)[] = []
  const natives: Natives = {
    ...captureNatives(window),
    later(callback, milliseconds) {
      // Longer than a batch waits: what the recorder looks at again when it is quiet.
      if (milliseconds <= 200) waiting.push(callback)
    },
    soon: (callback) => void waiting.push(callback),
  }
  return {
    natives,
    drain() {
      while (waiting.length > 0) {
        const now = waiting
        waiting = []
        for (const callback of now) callback()
      }
    },
  }
}

const reducer = (states: readonly State[]) => (_: State | undefined, action: UnknownAction) => {
  const next = states[typeof action.at === 'number' ? action.at : 0]
  if (next === undefined) throw new Error('no such state')
  return next
}

function actionAt(at: number): UnknownAction {
  return { type: 'orders/updated', at, payload: { id: `e${at}`, count: at, note: 'one entity changed' } }
}

let story: Story

const perSecond = 100
/** How many actions come while a batch waits to be worked on. */
const together = 10

/** One of the two, set up and quiet; `run` dispatches the whole story, with all that it leaves to be done, and gives the number of actions. */
interface Contender {
  run(): number | Promise<number>
}

/** Ours: everything that an action leaves to be done later is done in the run. */
function ours(): Contender {
  const { natives, drain } = handNatives()
  const { enhancer, recorder } = startRecorder(natives)
  const store = createStore(reducer(story.states), enhancer)
  drain()
  return {
    run() {
      const count = dispatchAll(store, together, drain)
      recorder.receive({ type: 'leave' })
      return count
    },
  }
}

/** Dispatches the whole story, and does what is due after each batch of it. */
function dispatchAll(store: { dispatch(action: UnknownAction): unknown }, batch: number, after: () => void): number {
  for (let at = 1; at < story.states.length; at++) {
    store.dispatch(actionAt(at))
    if (at % batch === 0) after()
  }
  after()
  return story.states.length - 1
}

/**
 * What Redux DevTools 3.2 does with its monitor open, at its default latency
 * of 500 ms. In the page: half a second's actions and states as two texts (its
 * serializer is `JSON.stringify`, and jsan where that fails or is asked for),
 * posted to the window. In its content script, on the same thread: the message
 * once more as JSON, as extension ports are by default, and posted on.
 */
function theirs(withJsan: boolean): Contender {
  const latency = 500
  const store = createStore(reducer(story.states), instrument(() => null, { maxAge: 50, trace: true, traceLimit: 10 }) as StoreEnhancer)
  const lifted = (store as unknown as { liftedStore: { getState(): Lifted } }).liftedStore
  const stringify = (value: unknown): string => (withJsan ? jsan.stringify(value, undefined, undefined, true) : JSON.stringify(value))
  const { port1, port2 } = new MessageChannel()
  let sent = 1
  let posted = 0
  const relay = (): void => {
    const { actionsById, computedStates, stagedActionIds, nextActionId } = lifted.getState()
    if (nextActionId === sent) return
    const from = Math.max(stagedActionIds.indexOf(sent), 1)
    sent = nextActionId
    const ids = stagedActionIds.slice(from)
    posted++
    window.postMessage({
      type: 'PARTIAL_STATE',
      actionsById: stringify(Object.fromEntries(ids.map((id) => [id, actionsById[id]]))),
      computedStates: stringify(computedStates.slice(from)),
    })
  }
  return {
    run() {
      const count = dispatchAll(store, (perSecond * latency) / 1000, relay)
      return new Promise((resolve) => {
        window.addEventListener('message', function passOn({ data }) {
          port1.postMessage(JSON.stringify({ name: 'RELAY', message: data }))
          if (--posted > 0) return
          window.removeEventListener('message', passOn)
          port2.close()
          resolve(count)
        })
      })
    },
  }
}

interface Lifted {
  readonly actionsById: Readonly<Record<number, unknown>>
  readonly computedStates: readonly unknown[]
  readonly stagedActionIds: readonly number[]
  readonly nextActionId: number
}

export interface Steady {
  /** Wall-clock milliseconds of each slice while actions come. */
  readonly slices: readonly number[]
  /** The same while the first keyframe was made. */
  readonly keyframe: readonly number[]
  readonly characters: number
}

interface Run {
  dispatch(action: UnknownAction): unknown
  finish(): Steady
}

/** A store that is recorded with the page's own timers, its keyframe stored. */
async function recorded(): Promise<Run> {
  const page = captureNatives(window)
  const slices: number[] = []
  const timed = (callback: () => void) => () => {
    const begun = performance.now()
    callback()
    slices.push(performance.now() - begun)
  }
  const { recorder, enhancer, sent } = startRecorder({
    ...page,
    later: (callback, milliseconds) => page.later(timed(callback), milliseconds),
    soon: (callback) => page.soon(timed(callback)),
  })
  const { dispatch } = createStore(reducer(story.states), enhancer)
  let last = -1
  let quiet = performance.now()
  await every(50, () => {
    if (sent() !== last) quiet = performance.now()
    last = sent()
    return performance.now() - quiet < 500
  })
  const keyframe = slices.splice(0)
  return {
    dispatch,
    finish() {
      recorder.receive({ type: 'leave' })
      return { slices, keyframe, characters: sent() }
    },
  }
}

/** The same app without a recorder. */
function bare(): Run {
  const { dispatch } = createStore(reducer(story.states))
  return { dispatch, finish: () => ({ slices: [], keyframe: [], characters: 0 }) }
}

/** Actions in real time, one each 10 ms. */
async function play(seconds: number): Promise<void> {
  let left = seconds * perSecond
  let at = 0
  await every(1000 / perSecond, () => {
    at = (at % (story.states.length - 1)) + 1
    running?.dispatch(actionAt(at))
    return --left > 0
  })
}

/** Calls `work` at even distances, however late timers are, until it says no. */
function every(milliseconds: number, work: () => boolean): Promise<void> {
  const begun = performance.now()
  let count = 0
  return new Promise((resolve) => {
    const turn = (): void => {
      while (performance.now() - begun >= count * milliseconds) {
        count++
        if (!work()) {
          resolve()
          return
        }
      }
      setTimeout(turn, Math.max(0, begun + count * milliseconds - performance.now()))
    }
    turn()
  })
}

let contender: Contender | undefined
let running: Run | undefined

/** Each step is a call of its own: the processor time of the page is read in between. */
const bench = {
  /** Makes the states. Gives the size of one as JSON. */
  prepare(size: Size): number {
    story = makeStory(size)
    return story.bytes
  },
  set(which: 'ours' | 'theirs' | 'theirs with jsan'): void {
    contender = which === 'ours' ? ours() : theirs(which === 'theirs with jsan')
  },
  run: async (): Promise<number> => (await contender?.run()) ?? 0,
  async begin(withRecorder: boolean): Promise<void> {
    running = withRecorder ? await recorded() : bare()
  },
  play,
  finish: (): Steady | undefined => running?.finish(),
}

declare global {
  var reduxAction: typeof bench
}
globalThis.reduxAction = bench
