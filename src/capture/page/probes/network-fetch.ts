import { guardText } from '../../../core/guard'
import { isObject } from '../callable'
import { accessor, textOrNone } from './accessor'
import { describeResponse } from './network-content'
import type { Exchange, Network } from './network-exchange'

const ERROR_LENGTH = 300
const { apply } = Reflect

/** `name` of what the page handed over, should it be an object. */
const given = (init: unknown, name: string): unknown => (isObject(init) ? Reflect.get(init, name) : undefined)

/** Follows `fetch` without touching a body: what reads it is the page's. */
export function watchFetch(network: Network): void {
  const { page, recorder, wrap, safely } = network
  const { Request, Response, Headers, AbortSignal } = page
  const { then } = page.Promise.prototype
  const { get: headerOf } = Headers.prototype
  const isAborted = accessor(AbortSignal, 'aborted')
  const methodOf = accessor(Request, 'method')
  const requestHeaders = accessor(Request, 'headers')
  const requestSignal = accessor(Request, 'signal')
  const typeOf = accessor(Response, 'type')
  const statusOf = accessor(Response, 'status')
  const urlOf = accessor(Response, 'url')
  const responseHeaders = accessor(Response, 'headers')

  const answered = (exchange: Exchange, response: unknown): void => {
    const status = isObject(response) ? statusOf(response) : undefined
    // A hook of the page's may answer with whatever it likes.
    if (!isObject(response) || typeof status !== 'number') {
      network.end(exchange, { status: 0, outcome: 'opaque' })
      return
    }
    const type = typeOf(response)
    const headers = responseHeaders(response)
    network.end(exchange, {
      status,
      outcome: type === 'opaque' || type === 'opaqueredirect' ? 'opaque' : type === 'error' ? 'failed' : 'ok',
      url: textOrNone(urlOf(response)),
      ...(headers instanceof Headers ? describeResponse((name) => apply(headerOf, headers, [name])) : undefined),
    })
  }

  const failed = (exchange: Exchange, signal: unknown, error: unknown): void => {
    const name = String(given(error, 'name') ?? '')
    const stopped = name === 'AbortError' || (isObject(signal) && isAborted(signal) === true)
    network.end(exchange, {
      status: 0,
      outcome: name === 'TimeoutError' ? 'timeout' : stopped ? 'aborted' : 'failed',
      error: guardText(String(given(error, 'message') ?? '').slice(0, ERROR_LENGTH)) || name || undefined,
    })
  }

  wrap(page, 'fetch', (_self, [target, init]) => {
    const at = recorder.now()
    const request = target instanceof Request ? target : undefined
    const url = network.address(target)
    return (result, threw) => {
      const method = given(init, 'method') ?? (request && methodOf(request))
      const exchange = network.begin('fetch', typeof method === 'string' ? method.toUpperCase() : 'GET', url, at, {
        size: network.sizeOf(given(init, 'body')),
        headers: network.headersOf(given(init, 'headers') ?? (request && requestHeaders(request))),
      })
      const signal = given(init, 'signal') ?? (request && requestSignal(request))
      if (threw) return failed(exchange, signal, result)
      // The page gets the promise that comes after ours. Were it given the first
      // one, our own handler would count as the page's: a rejection that nobody
      // handles would go unreported.
      return apply(then, result, [
        (response: unknown) => {
          safely('fetch', () => answered(exchange, response))
          return response
        },
        (error: unknown) => {
          safely('fetch', () => failed(exchange, signal, error))
          throw error
        },
      ])
    }
  })
}
