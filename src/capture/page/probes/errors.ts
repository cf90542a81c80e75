import { guardText } from '../../../core/guard'
import type { UncaughtError } from '../../../core/model'
import { normalize, valueCaps } from '../../../core/value'
import { createResolver, tellAddress } from './address'
import { createDomReader } from './dom-reader'
import { type Hooks, pageFrames } from './hooks'

const MESSAGE_LENGTH = 2000
const STACK_LENGTH = 20_000
const MOST_A_SECOND = 200

/** `name` of `thrown`, should it be a string that can be read without harm. */
function textOf(thrown: unknown, name: 'name' | 'message' | 'stack'): string {
  if (typeof thrown !== 'object' || thrown === null) return ''
  try {
    const value: unknown = Reflect.get(thrown, name)
    return typeof value === 'string' ? value : ''
  } catch {
    // A getter or a proxy of the page's that throws: nothing can be read there.
    return ''
  }
}

const brief = (text: string): string => guardText(text.slice(0, MESSAGE_LENGTH))

/** What was thrown: an error (of any realm, so known by its shape) or anything else. */
function describeThrown(thrown: unknown): Pick<UncaughtError, 'message' | 'name' | 'stack' | 'thrown'> {
  const message = textOf(thrown, 'message')
  const stack = textOf(thrown, 'stack').slice(0, STACK_LENGTH)
  return {
    message: brief(typeof thrown === 'string' ? thrown : message),
    thrown: stack ? undefined : normalize(thrown, { caps: valueCaps }),
    name: brief(textOf(thrown, 'name')) || undefined,
    stack: guardText(pageFrames(stack)) || undefined,
  }
}

/** Everything that fails without anybody to catch it. */
export function errors({ recorder, page, listen, meter }: Hooks): void {
  const dom = createDomReader(page)
  const welcome = meter(MOST_A_SECOND, 'error')
  const { ErrorEvent, PromiseRejectionEvent, SecurityPolicyViolationEvent } = page
  const resolve = createResolver(page)

  const tell = (data: UncaughtError): void => recorder.record({ kind: 'event', type: 'error', data })

  const addressOf = (element: object): string =>
    tellAddress(resolve(dom.attribute(element, 'src') || dom.attribute(element, 'href') || dom.attribute(element, 'data')))

  listen(page, ['error'], (event) => {
    if (!welcome()) return
    if (event instanceof ErrorEvent) {
      const known = describeThrown(event.error)
      // A script of another site: the browser tells its text and nothing more.
      const { message, thrown } = event.error == null ? { message: brief(event.message), thrown: undefined } : known
      tell({
        ...known,
        thrown,
        from: 'error',
        message: message || brief(event.message),
        url: event.filename ? tellAddress(event.filename) : undefined,
        line: event.lineno || undefined,
        column: event.colno || undefined,
      })
      return
    }
    // Failures to load do not bubble; they are seen only on their way down.
    const element = event.target
    const tag = element && dom.tag(element)
    if (tag) tell({ from: 'resource', message: `<${tag}> did not load`, url: addressOf(element) || undefined })
  })

  listen(page, ['unhandledrejection'], (event) => {
    if (event instanceof PromiseRejectionEvent && welcome()) tell({ from: 'rejection', ...describeThrown(event.reason) })
  })

  listen(page, ['securitypolicyviolation'], (event) => {
    if (!(event instanceof SecurityPolicyViolationEvent) || !welcome()) return
    const { effectiveDirective, blockedURI, disposition, sourceFile, lineNumber, columnNumber } = event
    const at = sourceFile ? tellAddress(sourceFile) : undefined
    tell({
      from: 'csp',
      message: `${effectiveDirective} ${disposition === 'report' ? 'would block' : 'blocks'} ${blockedURI ? tellAddress(blockedURI) : 'it'}`,
      url: at,
      line: at && lineNumber ? lineNumber : undefined,
      column: at && columnNumber ? columnNumber : undefined,
    })
  })
}
