import { guardText } from '../../../core/guard'
import type { NetworkMessage, NetworkRequest, NetworkResponse } from '../../../core/model'
import { createResolver, tellAddress } from './address'
import type { Hooks } from './hooks'
import { createHeaderReader, createSizer } from './network-content'

type Api = NetworkRequest['api']

/** A request under way. */
export interface Exchange {
  readonly id: number
  readonly api: Api
  readonly method: string
  /** Absolute, as the page asked for it; it never leaves the page unguarded. */
  readonly url: string
  /** When it began, on the document's clock. */
  readonly at: number
}

export type Answer = Pick<NetworkResponse, 'status' | 'outcome'> &
  Partial<Pick<NetworkResponse, 'size' | 'mime' | 'headers' | 'error'>> & {
    /** Where it came from in the end. */
    readonly url?: string | undefined
  }

/** What all network probes share. */
export interface Network extends Hooks {
  /** The absolute address of what a page hands to `fetch` and the like; empty when only the browser can tell. */
  address(target: unknown): string
  /** The size in bytes of what a page sends or gets, where that needs no reading. */
  sizeOf(body: unknown): number | undefined
  /** Request headers as a page gave them, guarded. */
  headersOf(given: unknown): NetworkRequest['headers']
  /** Records that a request leaves; `stack`: who sent it. */
  begin(api: Api, method: string, url: string, at: number, more?: Pick<NetworkRequest, 'size' | 'headers'>): Exchange
  /** Records how it ended. Waits a while for what the browser's Resource Timing tells. */
  end(exchange: Exchange, answer: Answer): void
  message(exchange: Exchange, message: Pick<NetworkMessage, 'direction' | 'event' | 'size' | 'code'>): void
}

/** How long a response waits for its timing, milliseconds: a body may come in for much longer. */
const PATIENCE = 1500
/** What clocks are coarsened to, milliseconds. */
const CLOCK = 0.2
const MOST_OPEN = 500
const MOST_MESSAGES = 500
const METHOD_LENGTH = 30

const initiators: Partial<Record<Api, string>> = { fetch: 'fetch', xhr: 'xmlhttprequest', beacon: 'beacon' }
const phases = [
  'fetchStart',
  'domainLookupStart',
  'connectStart',
  'secureConnectionStart',
  'requestStart',
  'responseStart',
  'responseEnd',
] as const

interface Open {
  readonly exchange: Exchange
  timing?: PerformanceResourceTiming
  /** Records the response; set once it is known. */
  tell?: () => void
}

/** Unique in the document. */
let lastId = 0

export function createNetwork(hooks: Hooks): Network {
  const { recorder, page, signal, natives } = hooks
  const welcome = hooks.meter(MOST_MESSAGES, 'network messages')
  const { PerformanceObserver, PerformanceResourceTiming } = page
  const open = new Map<number, Open>()

  /** The exchange of the same address that began last before it. */
  const match = (timing: PerformanceResourceTiming): void => {
    let nearest: Open | undefined
    for (const candidate of open.values()) {
      const { exchange } = candidate
      const same = timing.name === exchange.url && timing.initiatorType === initiators[exchange.api] && !candidate.timing
      if (same && exchange.at - CLOCK < timing.startTime) nearest = candidate
    }
    if (!nearest) return
    nearest.timing = timing
    nearest.tell?.()
  }

  const observer = new PerformanceObserver((list) => {
    hooks.safely('timing', () => {
      for (const entry of list.getEntriesByType('resource')) if (entry instanceof PerformanceResourceTiming) match(entry)
    })
  })
  natives.listen(signal, 'abort', () => observer.disconnect())
  // What still waits when the page goes is told without its timing.
  hooks.listen(page, ['pagehide'], () => {
    for (const { tell } of open.values()) tell?.()
  })

  const begin: Network['begin'] = (api, method, url, at, more) => {
    const exchange: Exchange = { id: ++lastId, api, method: method.slice(0, METHOD_LENGTH), url, at }
    if (!recorder.active) return exchange
    if (api in initiators) {
      if (open.size === 0) observer.observe({ type: 'resource' })
      const [oldest] = open.values()
      if (oldest && open.size >= MOST_OPEN) {
        oldest.tell?.()
        open.delete(oldest.exchange.id)
      }
      open.set(exchange.id, { exchange })
    }
    const data = { id: exchange.id, api, method: exchange.method, url: tellAddress(url), ...more }
    recorder.record({ kind: 'event', type: 'request', data: { ...data, initiator: guardText(hooks.callerStack()) || undefined } }, at)
    return exchange
  }

  const end: Network['end'] = (exchange, answer) => {
    const came = recorder.now()
    const { id, api, method, at } = exchange
    // An unknown one was forgotten for being too many: it is told at once.
    const waiting = open.get(id)
    const tell = (): void => {
      if (waiting && !open.delete(id)) return
      if (open.size === 0) observer.disconnect()
      const timing = waiting?.timing
      const ended = timing?.responseEnd || came
      const data = {
        ...answer,
        id,
        api,
        method,
        url: tellAddress(answer.url || exchange.url),
        duration: Math.max(0, ended - at),
        size: timing?.encodedBodySize || answer.size,
        timing: timing && phasesOf(timing),
      }
      recorder.record({ kind: 'event', type: 'response', data }, ended)
    }
    if (!waiting || waiting.timing || answer.status === 0) return tell()
    waiting.tell = tell
    natives.later(() => hooks.safely('timing', tell), PATIENCE)
  }

  return {
    ...hooks,
    address: createResolver(page),
    sizeOf: createSizer(page),
    headersOf: createHeaderReader(page),
    begin,
    end,
    message({ id, api, url }, message) {
      if ((api !== 'websocket' && api !== 'eventsource') || !welcome()) return
      recorder.record({ kind: 'event', type: 'message', data: { id, api, url: tellAddress(url), ...message } })
    },
  }
}

/** When each phase began, milliseconds after the start. A phase that did not happen, or that another origin hides, is left out. */
function phasesOf(timing: PerformanceResourceTiming): Readonly<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const phase of phases) if (timing[phase] > 0) found[phase] = Math.round((timing[phase] - timing.startTime) * 10) / 10
  return found
}
