import { redactedMark, redactedText } from '../guard'
import type { Json } from '../value'
import type { Compiled, Named } from './compile'
import { DEEPEST, type Engine, type KeyFacts } from './context'
import { type Detection, detect, type Hit } from './detect'
import { holdsEntities } from './entities'
import type { FindingsCounter } from './findings'
import { createKeyTokens, type KeyTokens } from './key-tokens'
import { cleanLayers } from './layers'
import { signs, signsOf } from './signs'
import { createUntouched } from './untouched'
import { createWalk } from './walk'

const MOST_ROUNDS = 8
const SHORTEST = 2
const LONGEST_KEY = 200
/** Longer texts are no names of pairs. */
const LONGEST_PAIR_NAME = 64
/** The most common of all ids, and never a secret by its shape. */
const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i
const UUID_LENGTH = 36
const MOST_KEYS = 50_000

export interface EngineOptions {
  readonly compiled: Compiled
  readonly findings: FindingsCounter
  /** False looks only for shapes, never at names. */
  readonly byName: boolean
  /** The secret behind the tokens of keys; they are numbered without. */
  readonly tokenKey?: string | undefined
  /** Where the trail begins. */
  place(): string
}

/** The engine, and its walk through JSON. */
export function createEngine({ compiled, findings, byName, tokenKey, place }: EngineOptions) {
  const trail: (string | number)[] = []
  let running = compiled.tooDeep
  let quiet = false
  /** The rule whose finding was all of the text that `cleanOnce` had last, or -1. */
  let whole = -1
  const at = (): string => [place(), trail.join('/')].filter((part) => part !== '').join(' ')

  const keys = createKeys(compiled, byName, createKeyTokens(tokenKey), (text) => clean(text, DEEPEST - 1, undefined))
  const engine: Engine = {
    compiled,
    trail,
    found: (rule) => {
      if (!quiet) findings.add(rule, at)
    },
    quietly(work) {
      quiet = true
      const result = work()
      quiet = false
      return result
    },
    running: (rule) => {
      running = rule
    },
    mark: (rule) => redactedMark(idOf(rule)),
    string: (text, depth, name) => {
      const cleaned = clean(text, depth, name)
      return whole < 0 ? cleaned : engine.mark(whole)
    },
    text: (text, depth, name) => clean(text, depth, name),
    nameOf: (text) =>
      byName && text.length <= LONGEST_PAIR_NAME && !compiled.isNoName(text, 0, text.length) ? nameOf(text, compiled) : undefined,
    key: keys.facts,
  }
  const walk = createWalk(engine)
  const untouched = createUntouched()

  function idOf(rule: number): string {
    return compiled.rules[rule]?.id ?? ''
  }

  /** Until nothing changes any more, so that cleaning what is clean changes nothing. Nearly all text is done at once. */
  function clean(text: string, depth: number, name: string | undefined): string {
    if (depth === DEEPEST && untouched.has(text, name)) {
      whole = -1
      return text
    }
    let before = cleanOnce(text, depth, name)
    if (before === text && whole < 0 && depth === DEEPEST) untouched.add(text, name)
    if (before === text || whole >= 0 || depth < DEEPEST) return before
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const after = cleanOnce(before, depth, name)
      if (after === before) return after
      before = after
      if (whole >= 0) return before
    }
    engine.found(compiled.tooDeep)
    whole = compiled.tooDeep
    return redactedText(idOf(whole))
  }

  function cleanOnce(text: string, depth: number, name: string | undefined): string {
    whole = -1
    if (text.length < SHORTEST || (text.length === UUID_LENGTH && uuid.test(text))) return text
    const bits = signsOf(text)
    if (bits === 0 && !holdsEntities(text)) return text
    const json = depth > 0 && looksLikeJson(text, bits) ? parseJson(text) : undefined
    if (json === undefined) return cleanPlain(text, bits, depth, name)
    const cleaned = within('(json)', () => walk.json(json, depth - 1, name))
    whole = -1
    const out = cleaned === json ? text : JSON.stringify(cleaned)
    // Numbers that JSON cannot hold exactly were not seen as they stand there.
    return /\d{17}/.test(out) ? cleanPlain(out, bits & signs.digits, 0, name) : out
  }

  function cleanPlain(text: string, bits: number, depth: number, name: string | undefined): string {
    const detection: Detection = { running: engine.running, name, byName }
    const hits = detect(text, bits, compiled, detection)
    const only = hits.length === 1 ? hits[0] : undefined
    if (only !== undefined && only.start <= leadingBlanks(text) && only.end >= text.trimEnd().length) {
      engine.found(only.rule)
      whole = only.rule
      return redactedText(idOf(only.rule))
    }
    const out = hits.length === 0 ? layers(text, bits, depth) : replaced(text, bits, depth, hits)
    whole = -1
    return out
  }

  function replaced(text: string, bits: number, depth: number, hits: readonly Hit[]): string {
    let out = ''
    let done = 0
    for (const { start, end, rule } of hits) {
      engine.found(rule)
      out += layers(text.slice(done, start), bits, depth) + redactedText(idOf(rule))
      done = end
    }
    return out + layers(text.slice(done), bits, depth)
  }

  function layers(text: string, bits: number, depth: number): string {
    return cleanLayers(text, bits, (decoded, encoding) => {
      if (depth > 0) return within(`(${encoding})`, () => cleanOnce(decoded, depth - 1, undefined))
      // Escapes and stray percent signs may be anything; base64 or hex of text is text somebody hid.
      if (encoding !== 'base64' && encoding !== 'hex') return decoded
      engine.found(compiled.tooDeep)
      return redactedText(idOf(compiled.tooDeep))
    })
  }

  function within<Result>(step: string, work: () => Result): Result {
    trail.push(step)
    const result = work()
    trail.pop()
    return result
  }

  return {
    engine,
    walk,
    /** The rule that ran last, for the report of a failure. */
    runningRule: () => idOf(running),
    at,
    hiddenKeys: keys.hidden,
    reset: () => {
      trail.length = 0
      quiet = false
    },
  }
}

/** What held a secret says nothing, nor does what means something in addresses alone. */
function nameOf(text: string, { named }: Compiled): Named | undefined {
  const said = text.includes('[redacted:') ? undefined : named(text)
  return said?.parameter === true ? undefined : said
}

/** Keys are remembered; each that holds a secret gets a token of its own, the same one in the whole export. */
function createKeys(
  compiled: Compiled,
  byName: boolean,
  tokens: KeyTokens,
  clean: (key: string) => string,
): { facts(key: string): KeyFacts; hidden(): number } {
  const facts = new Map<string, KeyFacts>()
  const factsOf = (key: string): KeyFacts => {
    const known = facts.get(key)
    if (known !== undefined) return known
    let shown = tokens.get(key) ?? key
    if (shown === key && clean(key) !== key) {
      shown = tokens.add(key)
    }
    // What holds a secret is no name for a value.
    const learned: KeyFacts = { clean: shown, named: byName && shown === key ? nameOf(key, compiled) : undefined }
    if (key.length <= LONGEST_KEY) {
      if (facts.size >= MOST_KEYS) facts.clear()
      facts.set(key, learned)
    }
    return learned
  }
  return { facts: factsOf, hidden: () => tokens.size }
}

function leadingBlanks(text: string): number {
  return text.length - text.trimStart().length
}

/** An object, a list, or a string literal with escapes in it, each with its end: to be told so by the parser takes as long as all else. */
function looksLikeJson(text: string, bits: number): boolean {
  let at = 0
  while (text.charCodeAt(at) <= 32) at++
  let end = text.length - 1
  while (text.charCodeAt(end) <= 32) end--
  const last = text[end]
  switch (text[at]) {
    case '{':
      return last === '}'
    case '[':
      return last === ']'
    case '"':
      return last === '"' && (bits & signs.backslash) !== 0
    default:
      return false
  }
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    // Most text that begins with a bracket is no JSON: it is looked at as text.
    return undefined
  }
}
