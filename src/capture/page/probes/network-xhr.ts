import { isObject } from '../callable'
import { accessor, textOrNone } from './accessor'
import { describeResponse, headerLines } from './network-content'
import type { Answer, Exchange, Network } from './network-exchange'

interface Call {
  readonly method: string
  readonly url: string
  readonly headers: (readonly [name: unknown, value: unknown])[]
  /** While it is under way. */
  exchange?: Exchange | undefined
  outcome: Answer['outcome']
}

const endings: Readonly<Record<string, Answer['outcome']>> = { abort: 'aborted', timeout: 'timeout', error: 'failed' }
const events = [...Object.keys(endings), 'loadend']
const { apply } = Reflect

/** Follows `XMLHttpRequest`. Never listens on `upload`: that alone would make a simple request ask for permission first. */
export function watchXhr(network: Network): void {
  const { page, recorder, wrap, listen } = network
  const { ProgressEvent, XMLHttpRequest } = page
  const { prototype } = XMLHttpRequest
  const { getAllResponseHeaders } = prototype
  const statusOf = accessor(XMLHttpRequest, 'status')
  const urlOf = accessor(XMLHttpRequest, 'responseURL')
  const calls = new WeakMap<object, Call>()
  const followed = new WeakSet<object>()

  const finish = (xhr: object, call: Call, loaded?: number): void => {
    const { exchange, outcome } = call
    call.exchange = undefined
    if (!exchange) return
    const described = describeResponse(headerLines(textOrNone(apply(getAllResponseHeaders, xhr, []))))
    const size = described.size ?? loaded
    network.end(exchange, { ...described, size, status: Number(statusOf(xhr)), outcome, url: textOrNone(urlOf(xhr)) })
  }

  const follow = (xhr: object): void => {
    if (followed.has(xhr)) return
    followed.add(xhr)
    const see = (event: Event): void => {
      const call = calls.get(xhr)
      if (call) call.outcome = endings[event.type] ?? call.outcome
      if (call && event.type === 'loadend') finish(xhr, call, event instanceof ProgressEvent ? event.loaded : undefined)
    }
    listen(xhr, events, see, true)
  }

  const open = (xhr: unknown, [method, target]: readonly unknown[]) => {
    return (_result: unknown, threw: boolean): void => {
      if (threw || !isObject(xhr)) return
      const before = calls.get(xhr)
      // To open it again ends what it was doing, without any event.
      if (before?.exchange) network.end(before.exchange, { status: 0, outcome: 'aborted' })
      calls.set(xhr, { method: textOrNone(method).toUpperCase(), url: network.address(target), headers: [], outcome: 'ok' })
    }
  }
  // Also while nothing is recorded: `send` may come when something is.
  wrap(prototype, 'open', open, true)

  wrap(prototype, 'setRequestHeader', (xhr, [name, value]) => (_result, threw) => {
    if (!threw && isObject(xhr)) calls.get(xhr)?.headers.push([name, value])
  })

  wrap(prototype, 'send', (xhr, [body]) => {
    const call = isObject(xhr) ? calls.get(xhr) : undefined
    if (!call || call.exchange || !isObject(xhr)) return undefined
    follow(xhr)
    call.outcome = 'ok'
    // Before it is sent: a synchronous one is over when `send` returns.
    call.exchange = network.begin('xhr', call.method, call.url, recorder.now(), {
      size: network.sizeOf(body),
      headers: network.headersOf(call.headers),
    })
    return (_result, threw) => {
      // Only a synchronous request fails this way, and no listener hears of it.
      if (threw) call.outcome = 'failed'
      if (threw) finish(xhr, call)
    }
  })
}
