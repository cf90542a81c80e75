import { isRandomId } from '../guard'
import type { EntryScope } from '../model'
import { pathStates } from './path-state'
import type { DigitRule, Finder, Named, Rule, TokenShape } from './rule'
import { compileShapes, type ShapeFinder } from './shapes'
import { SHORTEST_TOKEN } from './signs'
import { stemFilter } from './stems'
import { noPath, type PathState } from './where'

interface NumberedFinder {
  readonly rule: number
  readonly finder: Finder
}

interface Token {
  readonly start: number
  readonly end: number
  readonly rule: number
}

/** Rules made ready: numbered by their place in `rules`, looked up by what a text holds. */
export interface Compiled {
  readonly rules: readonly Rule[]
  /** The rule for text that is encoded more often than anything is decoded. */
  readonly tooDeep: number
  /** The searches for which a text with these signs has what they need. */
  finders(bits: number): readonly NumberedFinder[]
  readonly digits: readonly { readonly rule: number; readonly digits: DigitRule }[]
  /** All the shapes of all rules in one pass; undefined when there are none. */
  readonly shapes: ShapeFinder | undefined
  named(name: string): Named | undefined
  /** True when what stands from `start` to `end` in a text is certainly no name that says anything. */
  isNoName(text: string, start: number, end: number): boolean
  /** False when no rule goes by names. */
  readonly byName: boolean
  /** The first token of a rule in the run of token characters from `start` to `end`: where it begins, or where a part of it does. */
  tokenIn(text: string, start: number, end: number): Token | undefined
  /** Where the ways of rules begin. */
  readonly path: PathState
  /** True where some rule keeps what others would find. */
  readonly keeps: boolean
  /** True where some search needs nothing in a text. */
  readonly always: boolean
  /** The rules that concern an entry, or what is none. Numbers stay. */
  concerning(entry: EntryScope | undefined): Compiled
}

/** Always on: what cannot be looked into is not let out. */
export const tooDeepRule: Rule = {
  id: 'too-deep',
  title: 'Nested encodings',
  hides: 'Text that is encoded more than four times over, and JSON of more than 1,000 levels.',
  confidence: 'medium',
  templates: ['secrets', 'pii', 'pci', 'hipaa'],
  priority: 0,
}

const MEMO = 20_000
const LONGEST_NAME = 200
const LONG_START = 4
const DASH = 45
const UNDERSCORE = 95

/** Making rules ready takes a millisecond, and nothing of it changes. */
const ready = new WeakMap<readonly Rule[], Compiled>()

export function compileRules(given: readonly Rule[]): Compiled {
  const known = ready.get(given)
  if (known !== undefined) return known
  const compiled = compile(given)
  ready.set(given, compiled)
  return compiled
}

function compile(given: readonly Rule[]): Compiled {
  const rules = [...given, tooDeepRule]
  const scoped = rules.some(({ concerns }) => concerns !== undefined)
  /** By which rules are among them: entries differ in few ways. */
  const variants = new Map<string, Compiled>()
  const scopes = new Map<string, Compiled>()

  function concerning(entry: EntryScope | undefined): Compiled {
    const scope = entry === undefined ? '' : `${entry.kind}/${entry.type}/${entry.source ?? ''}`
    const seen = scopes.get(scope)
    if (seen !== undefined) return seen
    const found = variant(entry)
    if (scopes.size >= MEMO) scopes.clear()
    scopes.set(scope, found)
    return found
  }

  function variant(entry: EntryScope | undefined): Compiled {
    const key = rules.map(({ concerns }) => (concerns === undefined || (entry !== undefined && concerns(entry)) ? '1' : '0')).join('')
    const known = variants.get(key)
    if (known !== undefined) return known
    const made = compiledOf(rules, (at) => key[at] === '1', concerning)
    variants.set(key, made)
    return made
  }

  if (scoped) return concerning(undefined)
  const all = compiledOf(
    rules,
    () => true,
    () => all,
  )
  return all
}

function compiledOf(rules: readonly Rule[], isAmong: (at: number) => boolean, concerning: Compiled['concerning']): Compiled {
  const numbered = rules
    .map((rule, at) => ({ rule, at }))
    .filter(({ at }) => isAmong(at))
    .sort((a, b) => b.rule.priority - a.rule.priority)
  return {
    rules,
    tooDeep: rules.length - 1,
    finders: findersOf(numbered),
    digits: numbered.flatMap(({ rule, at }) => (rule.digits === undefined ? [] : [{ rule: at, digits: rule.digits }])),
    shapes: compileShapes(numbered),
    named: namesOf(numbered),
    isNoName: stemFilter(numbered.map(({ rule }) => rule)),
    byName: numbered.some(({ rule }) => rule.names !== undefined),
    tokenIn: tokensOf(numbered),
    path: pathStates(numbered) ?? noPath,
    keeps: numbered.some(({ rule }) => rule.action === 'keep'),
    always: numbered.some(({ rule }) => searches(rule).some(({ needs }) => needs === 0)),
    concerning,
  }
}

function searches({ find, finders = [] }: Rule): readonly Finder[] {
  return find === undefined ? finders : [find, ...finders]
}

type Numbered = readonly { readonly rule: Rule; readonly at: number }[]

function namesOf(numbered: Numbered): Compiled['named'] {
  const naming = numbered.flatMap(({ rule, at }) =>
    rule.names === undefined ? [] : [{ at, names: rule.names, keeps: rule.action === 'keep' }],
  )
  const memo = new Map<string, Named | undefined>()
  return (full) => {
    const name = full.length > LONGEST_NAME ? full.slice(-LONGEST_NAME) : full
    const known = memo.get(name)
    if (known !== undefined || memo.has(name)) return known
    let named: Named | undefined
    for (const { at, names, keeps } of isRandomId(name) ? [] : naming) {
      const match = names.match(name)
      if (match === undefined) continue
      named = { ...match, rule: at, keeps }
      break
    }
    if (memo.size >= MEMO) memo.clear()
    memo.set(name, named)
    return named
  }
}

function findersOf(numbered: Numbered): Compiled['finders'] {
  const all = numbered.flatMap(({ rule, at }): NumberedFinder[] => searches(rule).map((finder) => ({ rule: at, finder })))
  /** Texts differ in few ways. */
  const memo = new Map<number, readonly NumberedFinder[]>()
  return (bits) => {
    const known = memo.get(bits)
    if (known !== undefined) return known
    const some = all.filter(({ finder }) => (bits & finder.needs) === finder.needs)
    if (memo.size >= MEMO) memo.clear()
    memo.set(bits, some)
    return some
  }
}

function tokensOf(numbered: Numbered): Compiled['tokenIn'] {
  interface Start extends TokenShape {
    readonly rule: number
  }
  /** Which list to look into, by the first character and the second: nearly every run is settled by one look. */
  const index = new Uint16Array(1 << 14)
  const lists: Start[][] = [[]]
  const add = (key: number, start: Start): void => {
    if (index[key] === 0) index[key] = lists.push([]) - 1
    const list = lists[index[key] ?? 0]
    list?.push(start)
    list?.sort((a, b) => b.start.length - a.start.length)
  }
  for (const { rule, at } of numbered) {
    for (const shape of rule.tokens ?? []) {
      const first = shape.start.charCodeAt(0) << 7
      if (shape.start.length > 1) add(first | shape.start.charCodeAt(1), { ...shape, rule: at })
      else
        for (let second = 0; second < 128; second++)
          if (/[\w.-]/.test(String.fromCharCode(second))) add(first | second, { ...shape, rule: at })
    }
  }

  /** Within a run only long beginnings count. */
  function tokenAt(text: string, at: number, isFirst: boolean, list: readonly Start[]): Token | undefined {
    for (const { start, rest, rule, asWritten, accepts } of list) {
      if ((!isFirst && start.length < LONG_START) || !text.startsWith(start, at)) continue
      rest.lastIndex = at + start.length
      if (!rest.test(text)) continue
      const end = rest.lastIndex
      if ((asWritten === true || !isPlaceholder(text.slice(at + start.length, end))) && accepts?.(text.slice(at, end)) !== false)
        return { start: at, end, rule }
    }
    return undefined
  }

  return (text, start, end) => {
    const last = end - SHORTEST_TOKEN
    let unit = start <= last ? text.charCodeAt(start) : 0
    let beginsPart = true
    for (let at = start; at <= last; at++) {
      const next = text.charCodeAt(at + 1)
      const list = beginsPart ? (index[(unit << 7) | next] ?? 0) : 0
      if (list > 0) {
        const token = tokenAt(text, at, at === start, lists[list] ?? [])
        if (token !== undefined) return token
      }
      beginsPart = unit === UNDERSCORE || unit === DASH
      unit = next
    }
    return undefined
  }
}

/** `xxxxxxxx` and `11111111`, as manuals write it. */
function isPlaceholder(rest: string): boolean {
  return /^(?:[xX*._-]+|(\d)\1{15,}=*)$/.test(rest)
}
