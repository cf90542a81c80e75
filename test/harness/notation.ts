import { type DocumentInfo, type Entry, type Fact, gapReasons, type NewEntry, noCounts, type Session } from '../../src/core/model'
import type { SessionStore } from '../../src/core/store'
import type { Patch } from '../../src/core/timeline/patch-types'
import { isJsonObject, type Json, type JsonObject } from '../../src/core/value/json'

/**
 * Recorded sessions as one reads them:
 *
 *     session`state cart.total=1 | click #pay | @frame log hello | state cart.total=2`
 *
 * Steps are parted by `|` or a line end; each is one entry, 10 ms after the one
 * before. `@name` in front puts it into the document of that name (`page`
 * otherwise); each document counts its own entries.
 *
 *     state cart.total=1     a keyframe the first time `cart` is named, then a change
 *     state cart={"total":1} the whole value: a keyframe
 *     open cart, close cart
 *     click #pay             any action of a person, and its target
 *     log text               any of log, info, warn, error, debug
 *     throw message
 *     go /path
 *     fetch 404 /api         a response
 *     mark name
 *     gap overflow
 *     wait 30000             no entry: time goes on by so many milliseconds
 *
 * Values are JSON, or text as it stands. Runs in browsers too.
 */
export interface Told {
  readonly session: Session
  readonly documents: readonly DocumentInfo[]
  /** As a store gives them back, in order. */
  readonly entries: readonly Entry[]
}

const beginning = 1_700_000_000_000
const stepMilliseconds = 10
const actions = ['click', 'dblclick', 'input', 'change', 'submit', 'keydown', 'focus', 'blur', 'scroll'] as const
const methods = ['log', 'info', 'warn', 'error', 'debug'] as const

export function session(strings: TemplateStringsArray, ...values: readonly unknown[]): Told {
  const script = String.raw({ raw: strings }, ...values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))))
  const numbers = new Map<string, number>()
  const states = new Map<string, Json>()
  const entries: Entry[] = []
  let t = beginning
  for (const step of script.split(/[|\n]/)) {
    const [, document = 'page', verb = '', rest = ''] = /^\s*(?:@(\S+)\s+)?(\S+)\s*(.*?)\s*$/s.exec(step) ?? []
    if (verb === '') continue
    if (verb === 'wait') {
      t += Number(rest)
      continue
    }
    const n = (numbers.get(document) ?? 0) + 1
    numbers.set(document, n)
    t += stepMilliseconds
    entries.push({ ...factOf(verb, rest, document, states), t, document, n, seq: entries.length + 1 })
  }
  return { session: newSession('session'), documents: [...numbers.keys()].map(newDocument), entries }
}

/** The same for one document: entries as a recorder hands them to the store. */
export function entries(strings: TemplateStringsArray, ...values: readonly unknown[]): readonly NewEntry[] {
  return newEntries(session(strings, ...values).entries)
}

/** Entries without the numbers that a store gives. */
export function newEntries(entries: readonly Entry[]): readonly NewEntry[] {
  return entries.map(({ document: _document, n: _n, seq: _seq, ...entry }) => entry)
}

export function newSession(id: string, more: Partial<Session> = {}): Session {
  return {
    id,
    name: `Session ${id}`,
    origin: 'http://localhost:3000',
    from: 'recorded',
    status: 'recording',
    createdAt: beginning,
    browser: 'Chromium 156',
    revision: 0,
    description: '',
    tags: [],
    counts: noCounts,
    ...more,
  }
}

export function newDocument(id: string): DocumentInfo {
  return { id, url: `http://localhost:3000/${id}`, title: `Document ${id}`, timeOrigin: beginning, offset: 0, late: false }
}

/** Writes what was told into a store, each entry in the order of the telling. */
export async function record(
  store: Pick<SessionStore, 'createSession' | 'putDocument' | 'append'>,
  { session, documents, entries }: Told,
): Promise<void> {
  await store.createSession(session)
  for (const document of documents) await store.putDocument(session.id, document)
  for (const entry of entries) await store.append(session.id, entry.document, entry.n, newEntries([entry]))
}

function factOf(verb: string, rest: string, document: string, states: Map<string, Json>): Fact {
  const action = actions.find((name) => name === verb)
  if (action !== undefined) return { kind: 'event', type: 'input', data: { action, target: rest } }
  const method = methods.find((name) => name === verb)
  if (method !== undefined) return { kind: 'event', type: 'console', data: { method, args: [parseValue(rest)] } }
  switch (verb) {
    case 'state':
      return stateOf(rest, document, states)
    case 'open':
      return { kind: 'state', type: 'open', source: rest, data: { name: rest, library: 'test' } }
    case 'close':
      return { kind: 'state', type: 'close', source: rest, data: {} }
    case 'throw':
      return { kind: 'event', type: 'error', data: { from: 'error', message: rest } }
    case 'go':
      return { kind: 'event', type: 'navigation', data: { how: 'push', url: rest } }
    case 'mark':
      return { kind: 'event', type: 'mark', data: { name: rest } }
    case 'fetch': {
      const [status, url = ''] = rest.split(' ')
      const data = { id: 1, api: 'fetch', method: 'GET', url, status: Number(status), outcome: 'ok', duration: 1 } as const
      return { kind: 'event', type: 'response', data }
    }
    case 'gap': {
      if (!isGapReason(rest)) throw new Error(`There is no gap ${rest}`)
      return { kind: 'event', type: 'gap', data: { reason: rest } }
    }
  }
  throw new Error(`There is no step ${verb}`)
}

function isGapReason(word: string): word is keyof typeof gapReasons {
  return Object.hasOwn(gapReasons, word)
}

function parseValue(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: then it means itself.
    return text
  }
}

function stateOf(rest: string, document: string, states: Map<string, Json>): Fact {
  const [, source = '', dotted = '', text = ''] = /^([^.=]+)\.?([^=]*)=(.*)$/s.exec(rest) ?? []
  const key = `${document}/${source}`
  const before = states.get(key)
  const path = dotted === '' ? [] : dotted.split('.')
  const value = withValue(before ?? {}, path, parseValue(text))
  states.set(key, value)
  if (before === undefined) return { kind: 'state', type: 'keyframe', source, data: { value, why: 'init' } }
  if (path.length === 0) return { kind: 'state', type: 'keyframe', source, data: { value, why: 'replaced' } }
  return { kind: 'state', type: 'change', source, data: { patch: patchTo(before, path, parseValue(text)) } }
}

/** `json` with `value` at `path`, objects made on the way. */
function withValue(json: Json, [key, ...path]: readonly string[], value: Json): Json {
  if (key === undefined) return value
  const object: JsonObject = isJsonObject(json) ? json : {}
  return { ...object, [key]: withValue(object[key] ?? {}, path, value) }
}

/** The one step that does the same: at `path`, or where the way to it ends. */
function patchTo(json: Json, path: readonly string[], value: Json, at = ''): Patch {
  const [key = '', ...rest] = path
  const pointer = `${at}/${key}`
  const inside = isJsonObject(json) ? json[key] : undefined
  if (inside === undefined) return [{ op: 'add', path: pointer, value: withValue({}, rest, value) }]
  if (rest.length > 0 && isJsonObject(inside)) return patchTo(inside, rest, value, pointer)
  return [{ op: 'replace', path: pointer, value: withValue({}, rest, value) }]
}
