import { redactedText } from '../guard'
import type { EntryScope } from '../model'
import type { Compiled } from './compile'
import { DEEPEST, type Engine, type KeyFacts } from './context'
import { type Detection, detect, type Hit, merged, withoutKept } from './detect'
import { holdsEntities } from './entities'
import type { FindingsCounter } from './findings'
import { hasHiddenMembers, looksLikeJson, parseJson } from './json-text'
import type { KeptTexts } from './kept-texts'
import { createKeyTokens, type KeyTokens } from './key-tokens'
import { cleanLayers } from './layers'
import { createMarks } from './marks'
import { createOwnMarks, isToken, markerText, replacementsOf, withoutMarks } from './own-marks'
import type { Named } from './rule'
import { signs, signsOf } from './signs'
import { createUntouched, type Untouched } from './untouched'
import { createWalk } from './walk'
import { noPath, nowhere, type PathState, type Where, whereWith } from './where'

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
  /** The secret behind tokens of keys; they are numbered without. */
  readonly tokenKey?: string | undefined
  /** That behind tokens of values; they have none without. */
  readonly valueKey?: string | undefined
  /** What was found and is to stay. */
  readonly kept: KeptTexts
  /** What was kept when it was written: here nothing is found of it. */
  readonly allowed?: KeptTexts | undefined
  /** What rules that are not among these put in place of what they find. */
  readonly replacements?: ReadonlySet<string> | undefined
  /** Where the trail begins. */
  place(): string
}

const encodingSteps: ReadonlyMap<string | number, string> = new Map(
  ['json', 'percent', 'base64', 'hex', 'escapes', 'entities'].map((encoding) => [`(${encoding})`, encoding]),
)

/** A key of that name counts as one, too. */
function encodingsOn(trail: readonly (string | number)[]): readonly string[] {
  return trail.flatMap((step) => encodingSteps.get(step) ?? [])
}

/** What is remembered for entries that the same rules concern. */
interface Remembered {
  readonly compiled: Compiled
  readonly keys: (key: string) => KeyFacts
  readonly untouched: Untouched
}

/** The engine, and its walk through JSON. */
export function createEngine({ compiled: all, findings, byName, tokenKey, valueKey, kept, allowed, replacements, place }: EngineOptions) {
  const trail: (string | number)[] = []
  const tokens = createKeyTokens(tokenKey)
  const marks = createMarks(all.rules, valueKey)
  const own = createOwnMarks(replacements ?? replacementsOf(all.rules))
  /** Of what templates made of what was found, whether it may be told. */
  const tellable = new Map<string, boolean>()
  let telling = true
  let compiled = all
  let running = all.tooDeep
  let quiet = false
  let keeping = false
  /** The rule whose finding was all of the text that `cleanOnce` had last, or -1; and what it says of it. */
  let whole = -1
  let wholeShown: string | undefined
  const at = (): string => [place(), trail.join('/')].filter((part) => part !== '').join(' ')

  const remembered = new Map<Compiled, Remembered>()
  let { keys, untouched } = concern(all)

  function concern(some: Compiled): Remembered {
    const known = remembered.get(some)
    if (known !== undefined) return known
    const made: Remembered = {
      compiled: some,
      keys: createKeys(some, byName, tokens, (text) => clean(text, DEEPEST - 1, undefined, noPath)),
      untouched: createUntouched(),
    }
    remembered.set(some, made)
    return made
  }

  const engine: Engine = {
    get compiled() {
      return compiled
    },
    trail,
    found: (rule, text) => {
      if (!quiet && !keeping) findings.add(rule, at, { text, encodings: encodingsOn(trail) })
    },
    learn: (rule, text) => {
      if (!quiet && !keeping) findings.learn(rule, text)
    },
    quietly(work) {
      const before = quiet
      quiet = true
      const result = work()
      quiet = before
      return result
    },
    keeping(work) {
      if (keeping) return
      keeping = true
      work()
      keeping = false
    },
    get isKeeping() {
      return keeping
    },
    isKept(text) {
      if (allowed?.has(text) === true) return true
      if (!compiled.keeps) return false
      const detection: Detection = { running: engine.running, name: undefined, byName: false }
      const hits = detect(text, signsOf(text), compiled, detection)
      const isOne = hits.some(({ start, end, rule }) => start === 0 && end === text.length && compiled.rules[rule]?.action === 'keep')
      if (isOne) kept.add(text)
      return isOne
    },
    running: (rule) => {
      running = rule
    },
    mark: (rule, text) => marks.inJson(rule, text),
    tells: own.tells,
    isMarker: (text) => text.startsWith('[redacted:') && own.in(text).some(({ start, end }) => start === 0 && end === text.length),
    string: (text, depth, name, path) => {
      const cleaned = clean(text, depth, name, path)
      return whole < 0 ? cleaned : marks.inJson(whole, text, wholeShown)
    },
    text: (text, depth, name) => clean(text, depth, name, noPath),
    nameOf: (text) =>
      byName && text.length <= LONGEST_PAIR_NAME && !compiled.isNoName(text, 0, text.length) ? nameOf(text, compiled) : undefined,
    // What is kept has its keys, too, and nothing is learned from them.
    key: (key) => (keeping ? { clean: key, named: undefined } : keys(key)),
  }
  const walk = createWalk(engine)

  function idOf(rule: number): string {
    return compiled.rules[rule]?.id ?? ''
  }

  /** Until nothing changes any more, so that cleaning what is clean changes nothing. Nearly all text is done at once. */
  function clean(text: string, depth: number, name: string | undefined, path: PathState): string {
    const isFirst = depth === DEEPEST && path === noPath && !keeping
    if (isFirst && untouched.has(text, name)) {
      whole = -1
      return text
    }
    let before = cleanOnce(text, depth, name, path)
    if (isFirst && before === text && whole < 0) untouched.add(text, name)
    if (before === text || whole >= 0 || depth < DEEPEST) return before
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const after = cleanOnce(before, depth, name, path)
      if (after === before) return after
      before = after
      if (whole >= 0) return before
    }
    engine.found(compiled.tooDeep)
    whole = compiled.tooDeep
    wholeShown = undefined
    return marks.inText(whole, '')
  }

  function cleanOnce(text: string, depth: number, name: string | undefined, path: PathState): string {
    whole = -1
    if (text.length < SHORTEST || (text.length === UUID_LENGTH && uuid.test(text) && !compiled.keeps)) return text
    const bits = signsOf(text)
    if (bits === 0 && !compiled.always && !holdsEntities(text)) return text
    const json = depth > 0 && looksLikeJson(text, bits) ? parseJson(text) : undefined
    if (json === undefined) return cleanPlain(text, bits, depth, name)
    const cleaned = within('(json)', () => walk.json(json, depth - 1, name, whereWith(nowhere, -1, path)))
    whole = -1
    // Of a name that stands there twice nobody has seen the first: what was seen is what is written.
    const out = cleaned === json && !hasHiddenMembers(text, json) ? text : JSON.stringify(cleaned)
    // Numbers that JSON cannot hold exactly were not seen as they stand there.
    return /\d{17}/.test(out) ? cleanPlain(out, bits & signs.digits, 0, name) : out
  }

  function cleanPlain(text: string, bits: number, depth: number, name: string | undefined): string {
    const all = hitsIn(text, bits, name)
    const hits = all.filter(({ rule }) => compiled.rules[rule]?.last !== true)
    if (hits.length < all.length) {
      const before = hits.length === 0 ? layers(text, bits, depth) : replaced(text, bits, depth, hits)
      whole = -1
      return before === text ? withWhole(text, bits, depth, all) : withLast(before, name)
    }
    return withWhole(text, bits, depth, hits)
  }

  function withWhole(text: string, bits: number, depth: number, hits: readonly Hit[]): string {
    const only = hits.length === 1 ? hits[0] : undefined
    if (only !== undefined && only.start <= leadingBlanks(text) && only.end >= text.trimEnd().length) {
      engine.found(only.rule, text)
      whole = only.rule
      wholeShown = toldOf(only)
      return marks.inText(only.rule, text, wholeShown)
    }
    const out = hits.length === 0 ? layers(text, bits, depth) : replaced(text, bits, depth, hits)
    whole = -1
    return out
  }

  /** What others left of what comes last, where they found something else or looked into an encoding. */
  function withLast(text: string, name: string | undefined): string {
    let out = ''
    let done = 0
    for (const { start, end, rule } of hitsIn(text, signsOf(text), name)) {
      if (compiled.rules[rule]?.last !== true) continue
      const found = text.slice(start, end)
      engine.found(rule, found)
      out += text.slice(done, start) + marks.inText(rule, found)
      done = end
    }
    return out + text.slice(done)
  }

  function hitsIn(text: string, bits: number, name: string | undefined): readonly Hit[] {
    const detected = detect(text, bits, compiled, { running: engine.running, name, byName })
    if (detected.length === 0) return detected
    const left = withoutMarks(detected, own.in(text))
    const hits = left === detected || compiled.keeps ? left : merged([...left], compiled)
    if (keeping) {
      // Alone and with what touches them: whoever looks again may see either.
      for (const { start, end } of [...hits, ...merged([...hits], compiled)]) kept.add(text.slice(start, end))
      return []
    }
    const found = compiled.keeps ? merged([...withoutKept(text, hits, compiled, kept.add)], compiled) : hits
    return allowed === undefined ? found : found.filter(({ start, end }) => !allowed.has(text.slice(start, end)))
  }

  function replaced(text: string, bits: number, depth: number, hits: readonly Hit[]): string {
    let out = ''
    let done = 0
    for (const hit of hits) {
      const { start, end, rule } = hit
      const found = text.slice(start, end)
      engine.found(rule, found)
      out += layers(text.slice(done, start), bits, depth) + marks.inText(rule, found, toldOf(hit))
      done = end
    }
    return out + layers(text.slice(done), bits, depth)
  }

  /** What a template made of what was found, where no rule finds anything in that: what was written is looked at again, and must stay as it is. */
  function toldOf({ rule, shown }: Hit): string | undefined {
    if (shown === undefined || own.tells(markerText(shown))) return shown
    // What is tried out is not told of; its marker says less, never more.
    if (!telling) return undefined
    const mark = redactedText(idOf(rule), markerText(shown))
    const known = tellable.get(mark) ?? isClean([mark, markerText(shown)])
    if (tellable.size >= MOST_KEYS) tellable.clear()
    tellable.set(mark, known)
    return known ? shown : undefined
  }

  function isClean(texts: readonly string[]): boolean {
    const before = whole
    telling = false
    const clean = engine.quietly(() => texts.every((text) => cleanOnce(text, DEEPEST - 1, undefined, noPath) === text))
    telling = true
    whole = before
    return clean
  }

  function layers(text: string, bits: number, depth: number): string {
    return cleanLayers(text, bits, (decoded, encoding) => {
      if (depth > 0) return within(`(${encoding})`, () => cleanOnce(decoded, depth - 1, undefined, noPath))
      // Escapes and stray percent signs may be anything; base64 or hex of text is text somebody hid.
      if ((encoding !== 'base64' && encoding !== 'hex') || keeping) return decoded
      engine.found(compiled.tooDeep)
      return marks.inText(compiled.tooDeep, '')
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
    /** Goes on with the rules that concern an entry, or what is none. */
    concern(entry: EntryScope | undefined): void {
      const some = all.concerning(entry)
      if (some === compiled) return
      compiled = some
      ;({ keys, untouched } = concern(some))
    },
    /** Where the ways of rules begin; `field`: of an entry, where that is on the way. */
    root: (field?: string): Where => whereWith(nowhere, -1, field === undefined ? compiled.path : compiled.path.next(field)),
    /** The rule that ran last, for the report of a failure. */
    runningRule: () => idOf(running),
    at,
    hiddenKeys: () => tokens.size,
    reset: () => {
      trail.length = 0
      quiet = false
      keeping = false
      telling = true
    },
  }
}

/** What held a secret says nothing, nor does what means something in addresses alone. */
function nameOf(text: string, { named }: Compiled): Named | undefined {
  const said = text.includes('[redacted:') ? undefined : named(text)
  return said?.parameter === true ? undefined : said
}

/** Keys are remembered; each that holds a secret gets a token of its own, the same one in the whole export. */
function createKeys(compiled: Compiled, byName: boolean, tokens: KeyTokens, clean: (key: string) => string): (key: string) => KeyFacts {
  const facts = new Map<string, KeyFacts>()
  return (key) => {
    const known = facts.get(key)
    if (known !== undefined) return known
    let shown = tokens.get(key) ?? key
    if (shown === key && clean(key) !== key) {
      shown = tokens.add(key)
    }
    // What holds a secret is no name for a value, nor is what stands for it.
    const learned: KeyFacts = { clean: shown, named: byName && shown === key && !isToken(key) ? nameOf(key, compiled) : undefined }
    if (key.length <= LONGEST_KEY) {
      if (facts.size >= MOST_KEYS) facts.clear()
      facts.set(key, learned)
    }
    return learned
  }
}

function leadingBlanks(text: string): number {
  return text.length - text.trimStart().length
}
