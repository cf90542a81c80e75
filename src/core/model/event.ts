import type { Json } from '../value/json'
import { z } from '../zod'
import { type Level, oneLine, shortValue, typeSpec } from './format'
import { gap } from './gap'
import { amount, headers, json } from './schemas'

const consoleMethods = [
  'log',
  'info',
  'warn',
  'error',
  'debug',
  'trace',
  'dir',
  'table',
  'group',
  'groupCollapsed',
  'groupEnd',
  'assert',
  'count',
  'time',
  'timeEnd',
  'timeLog',
  'dirxml',
  'countReset',
  'clear',
] as const

export interface ConsoleCall {
  readonly method: (typeof consoleMethods)[number]
  readonly args: readonly Json[]
  readonly stack?: string | undefined
}

const consoleLevels: Partial<Record<ConsoleCall['method'], Level>> = { warn: 'warn', error: 'error', assert: 'error', debug: 'debug' }

export interface UncaughtError {
  /** `error`: a throw; `rejection`: a promise nobody handled; `resource`: an image, script or style that did not load; `csp`: a policy violation. */
  readonly from: 'error' | 'rejection' | 'resource' | 'csp'
  readonly message: string
  readonly name?: string | undefined
  readonly stack?: string | undefined
  readonly url?: string | undefined
  readonly line?: number | undefined
  readonly column?: number | undefined
  /** What was thrown, when it was no Error. */
  readonly thrown?: Json | undefined
}

/** What a person did. Typed text is masked at a fixed width unless the field is one that is safe by type. */
export interface UserInput {
  readonly action:
    | 'click'
    | 'dblclick'
    | 'contextmenu'
    | 'input'
    | 'change'
    | 'submit'
    | 'keydown'
    | 'focus'
    | 'blur'
    | 'drop'
    | 'paste'
    | 'copy'
    | 'cut'
    | 'scroll'
    | 'resize'
  /** A readable path to the element: `form#login > input[name=user]`. */
  readonly target: string
  readonly role?: string | undefined
  /** The element's accessible text, cut short; for a button, what it says. */
  readonly label?: string | undefined
  /** Masked (`•••`), or a redaction marker, or the plain value of a control that cannot hold free text. */
  readonly value?: Json | undefined
  readonly key?: string | undefined
  /** Where in the window; of a scroll: where in its content it came to rest; of a resize: the window's new width and height. */
  readonly x?: number | undefined
  readonly y?: number | undefined
  /** False when a script of the page made it, not a person. */
  readonly trusted?: false | undefined
}

export interface Navigation {
  /** `load` begins a document; `leave` ends it; `restore` is the back/forward cache giving it back. */
  readonly how:
    | 'load'
    | 'ready'
    | 'complete'
    | 'push'
    | 'replace'
    | 'traverse'
    | 'hash'
    | 'leave'
    | 'freeze'
    | 'restore'
    | 'hidden'
    | 'visible'
  readonly url: string
  readonly from?: string | undefined
  readonly title?: string | undefined
  readonly referrer?: string | undefined
}

const networkApis = ['fetch', 'xhr', 'beacon', 'websocket', 'eventsource'] as const

/** A request leaves the page. `id` joins it with its response; it is unique in the document. */
export interface NetworkRequest {
  readonly id: number
  readonly api: (typeof networkApis)[number]
  readonly method: string
  readonly url: string
  /** Body size in bytes, where it can be known without reading it. */
  readonly size?: number | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The stack of the call that made it. */
  readonly initiator?: string | undefined
}

export interface NetworkResponse {
  readonly id: number
  readonly api: (typeof networkApis)[number]
  readonly method: string
  readonly url: string
  /** HTTP status; 0 where there was none. */
  readonly status: number
  readonly outcome: 'ok' | 'failed' | 'aborted' | 'timeout' | 'opaque'
  /** Milliseconds from request to the end of the response (or of its headers, when the page never read the body). */
  readonly duration: number
  readonly size?: number | undefined
  readonly mime?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Milliseconds from the start, from Resource Timing, where the browser tells. */
  readonly timing?: Readonly<Record<string, number>> | undefined
  readonly error?: string | undefined
}

/** One frame of a WebSocket or one message of an EventSource: its size, never its content. */
export interface NetworkMessage {
  readonly id: number
  readonly api: 'websocket' | 'eventsource'
  readonly url: string
  readonly direction: 'in' | 'out'
  readonly event: 'open' | 'message' | 'error' | 'close'
  readonly size?: number | undefined
  readonly code?: number | undefined
}

/** `window.playhead.event(name, data)`. */
export interface CustomEntry {
  readonly name: string
  readonly data?: Json | undefined
}

/** `window.playhead.mark(name)`, or a mark set from the toolbar. */
export interface Mark {
  readonly name: string
}

/** Where a scroll or a change of size ended, for the label. */
function restOf({ action, x, y }: UserInput): string {
  if (x === undefined || y === undefined) return ''
  if (action === 'scroll') return ` to ${x}, ${y}`
  return action === 'resize' ? ` to ${x} × ${y}` : ''
}

function networkLevel(data: NetworkResponse): Level {
  if (data.outcome === 'failed' || data.outcome === 'timeout' || data.status >= 500) return 'error'
  return data.status >= 400 || data.outcome === 'aborted' ? 'warn' : 'info'
}

export const event = {
  console: typeSpec<ConsoleCall>({
    schema: z.strictObject({ method: z.enum(consoleMethods), args: z.array(json), stack: z.optional(z.string()) }),
    fields: { method: 'safe', args: 'value', stack: 'stack' },
    label: (data) => oneLine(data.args.map(shortValue).join(' ') || `console.${data.method}`),
    text: (data) => oneLine(JSON.stringify(data.args).slice(0, 2000), 1000),
    level: (data) => consoleLevels[data.method] ?? 'info',
  }),
  error: typeSpec<UncaughtError>({
    schema: z.strictObject({
      from: z.enum(['error', 'rejection', 'resource', 'csp']),
      message: z.string(),
      name: z.optional(z.string()),
      stack: z.optional(z.string()),
      url: z.optional(z.string()),
      line: z.optional(z.number()),
      column: z.optional(z.number()),
      thrown: z.optional(json),
    }),
    fields: { from: 'safe', message: 'text', name: 'name', stack: 'stack', url: 'url', line: 'safe', column: 'safe', thrown: 'value' },
    label: (data) =>
      oneLine(
        `${data.from === 'rejection' ? 'Unhandled rejection: ' : ''}${data.name && !data.message.startsWith(data.name) ? `${data.name}: ` : ''}${data.message}`,
      ),
    text: (data) => `${data.stack ?? ''} ${data.url ?? ''}`,
    level: () => 'error',
    facts(data, into) {
      if (data.url !== undefined) into.url(data.url)
    },
  }),
  input: typeSpec<UserInput>({
    schema: z.strictObject({
      action: z.enum([
        'click',
        'dblclick',
        'contextmenu',
        'input',
        'change',
        'submit',
        'keydown',
        'focus',
        'blur',
        'drop',
        'paste',
        'copy',
        'cut',
        'scroll',
        'resize',
      ]),
      target: z.string(),
      role: z.optional(z.string()),
      label: z.optional(z.string()),
      value: z.optional(json),
      key: z.optional(z.string()),
      x: z.optional(z.number()),
      y: z.optional(z.number()),
      trusted: z.optional(z.literal(false)),
    }),
    fields: {
      action: 'safe',
      target: 'text',
      role: 'text',
      label: 'text',
      value: 'value',
      key: 'text',
      x: 'safe',
      y: 'safe',
      trusted: 'safe',
    },
    label: (data) =>
      oneLine(`${data.action}${data.key ? ` ${data.key}` : ''} ${data.label ? `“${data.label}” ` : ''}${data.target}${restOf(data)}`),
  }),
  navigation: typeSpec<Navigation>({
    schema: z.strictObject({
      how: z.enum(['load', 'ready', 'complete', 'push', 'replace', 'traverse', 'hash', 'leave', 'freeze', 'restore', 'hidden', 'visible']),
      url: z.string(),
      from: z.optional(z.string()),
      title: z.optional(z.string()),
      referrer: z.optional(z.string()),
    }),
    fields: { how: 'safe', url: 'url', from: 'url', title: 'text', referrer: 'url' },
    label: (data) => oneLine(`${data.how} ${data.url}`),
    text: (data) => `${data.title ?? ''} ${data.from ?? ''}`,
    facts: (data, into) => into.url(data.url),
  }),
  request: typeSpec<NetworkRequest>({
    schema: z.strictObject({
      id: amount,
      api: z.enum(networkApis),
      method: z.string(),
      url: z.string(),
      size: z.optional(amount),
      headers: z.optional(headers),
      initiator: z.optional(z.string()),
    }),
    fields: { id: 'safe', api: 'safe', method: 'name', url: 'url', size: 'safe', headers: 'headers', initiator: 'stack' },
    label: (data) => oneLine(`${data.method} ${data.url}`),
    text: (data) => data.api,
    facts(data, into) {
      into.method(data.method)
      into.url(data.url)
      into.size(data.size)
    },
  }),
  response: typeSpec<NetworkResponse>({
    schema: z.strictObject({
      id: amount,
      api: z.enum(networkApis),
      method: z.string(),
      url: z.string(),
      status: amount,
      outcome: z.enum(['ok', 'failed', 'aborted', 'timeout', 'opaque']),
      duration: amount,
      size: z.optional(amount),
      mime: z.optional(z.string()),
      headers: z.optional(headers),
      timing: z.optional(z.record(z.string(), z.number())),
      error: z.optional(z.string()),
    }),
    fields: {
      id: 'safe',
      api: 'safe',
      method: 'name',
      url: 'url',
      status: 'safe',
      outcome: 'safe',
      duration: 'safe',
      size: 'safe',
      mime: 'text',
      headers: 'headers',
      timing: 'safe',
      error: 'text',
    },
    label: (data) => oneLine(`${data.status || data.outcome} ${data.method} ${data.url}`),
    text: (data) => `${data.api} ${data.mime ?? ''} ${data.error ?? ''}`,
    level: networkLevel,
    facts(data, into) {
      into.method(data.method)
      into.url(data.url)
      into.status(data.status)
      into.size(data.size)
      into.duration(data.duration)
    },
  }),
  message: typeSpec<NetworkMessage>({
    schema: z.strictObject({
      id: amount,
      api: z.enum(['websocket', 'eventsource']),
      url: z.string(),
      direction: z.enum(['in', 'out']),
      event: z.enum(['open', 'message', 'error', 'close']),
      size: z.optional(amount),
      code: z.optional(amount),
    }),
    fields: { id: 'safe', api: 'safe', url: 'url', direction: 'safe', event: 'safe', size: 'safe', code: 'safe' },
    label: (data) => oneLine(`${data.api} ${data.event} ${data.direction} ${data.url}`),
    level: (data) => (data.event === 'error' ? 'error' : 'info'),
    facts(data, into) {
      into.url(data.url)
      into.size(data.size)
    },
  }),
  custom: typeSpec<CustomEntry>({
    schema: z.strictObject({ name: z.string(), data: z.optional(json) }),
    fields: { name: 'name', data: 'value' },
    label: (data) => oneLine(data.data === undefined ? data.name : `${data.name} ${shortValue(data.data)}`),
    text: (data) => (data.data === undefined ? '' : oneLine(JSON.stringify(data.data).slice(0, 2000), 1000)),
  }),
  mark: typeSpec<Mark>({
    schema: z.strictObject({ name: z.string() }),
    fields: { name: 'name' },
    label: (data) => oneLine(data.name),
  }),
  gap,
} as const
