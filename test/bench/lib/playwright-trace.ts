import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { NewEntry } from '../../../src/core/model'
import { typicalAction, typicalEntries } from './typical-entries'

const batch = 1000
const pageId = 'page@1'
const [began = 0] = typicalEntries(1).map(({ t }) => t)

/**
 * The session of so many typical entries as Playwright would have traced it:
 * changes of the state and clicks are its actions, console calls and requests
 * are what they are. Without the snapshots, pictures and logs that traces of
 * tests have besides.
 */
export function playwrightTrace(count: number): Buffer {
  const parts: Uint8Array[] = []
  const zip = new Zip((error, part) => {
    if (error) throw error
    parts.push(part)
  })
  const actions = new ZipDeflate('trace.trace', { level: 1 })
  const network = new ZipDeflate('trace.network', { level: 1 })
  zip.add(actions)
  zip.add(network)
  zip.end()
  actions.push(lines([contextOptions]))
  for (let first = 0; first < count; first += batch) {
    const entries = typicalEntries(Math.min(batch, count - first), first)
    actions.push(lines(entries.flatMap((entry, i) => actionEvents(entry, first + i))))
    network.push(lines(entries.flatMap(networkEvents)))
  }
  actions.push(new Uint8Array(), true)
  network.push(new Uint8Array(), true)
  return Buffer.concat(parts)
}

/** Rows of the viewer's list that came from changes of the state, each with what only its own details say. */
export function traceRows(count: number): readonly { readonly row: number; readonly shown: string }[] {
  const rows = typicalEntries(count).flatMap(({ type }, i) => (type === 'change' || type === 'input' ? [{ type, i }] : []))
  return rows.flatMap(({ type, i }, row) => (type === 'change' ? [{ row, shown: `"${typicalAction(i).payload.note}"` }] : []))
}

const lines = (events: readonly object[]): Uint8Array => strToU8(events.map((event) => `${JSON.stringify(event)}\n`).join(''))

const contextOptions = {
  version: 10,
  type: 'context-options',
  origin: 'library',
  browserName: 'chromium',
  playwrightVersion: '1.65.1',
  options: { viewport: { width: 1280, height: 720 } },
  platform: 'linux',
  wallTime: began,
  monotonicTime: 0,
  sdkLanguage: 'javascript',
}

function actionEvents(entry: NewEntry, i: number): readonly object[] {
  const time = entry.t - began
  const callId = `call@${i}`
  const call = (method: string, params: object) => [
    { type: 'before', callId, startTime: time, class: 'Frame', method, params, pageId },
    { type: 'after', callId, endTime: time + 5 },
  ]
  if (entry.type === 'change') {
    const { id, note } = typicalAction(i).payload
    return call('fill', { selector: `#${id} >> input.note`, value: note, strict: true })
  }
  if (entry.type === 'input' && entry.data.action === 'click') return call('click', { selector: entry.data.target, strict: true })
  if (entry.type !== 'console') return []
  const args = entry.data.args.map((value) => ({ preview: typeof value === 'string' ? value : JSON.stringify(value), value }))
  const location = { url: 'http://localhost:3000/src/orders.js', lineNumber: 120, columnNumber: 14 }
  return [{ type: 'console', messageType: 'log', text: args.map(({ preview }) => preview).join(' '), args, location, time, pageId }]
}

function networkEvents(entry: NewEntry): readonly object[] {
  if (entry.type !== 'response') return []
  const { url, method, status, duration, size } = entry.data
  const common = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1 }
  const snapshot = {
    pageref: pageId,
    startedDateTime: new Date(entry.t).toISOString(),
    time: duration,
    request: { ...common, method, url, headers: [{ name: 'Accept', value: '*/*' }], queryString: [], bodySize: 0 },
    response: {
      ...common,
      status,
      statusText: 'OK',
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      content: { size, mimeType: 'application/json' },
      bodySize: size,
      redirectURL: '',
      _transferSize: size,
    },
    cache: {},
    timings: { dns: 0, connect: 0, ssl: -1, send: 0, wait: 1.25, receive: 10.5 },
    _monotonicTime: entry.t - began,
    _resourceType: 'fetch',
  }
  return [{ type: 'resource-snapshot', snapshot }]
}
