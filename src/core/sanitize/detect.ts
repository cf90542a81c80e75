import { type AssignedRules, assignedValues, isRedactedText, nameWords } from '../guard'
import { comparedValues } from './compared'
import type { Compiled } from './compile'
import { nameBefore } from './name-before'
import { isIdentifier, isStandIn, isTemplate } from './placeholders'
import type { DigitRule, Named } from './rule'
import { signs, tokenRuns } from './signs'

/** A place in a text, and the number of the rule that found it. */
export interface Hit {
  readonly start: number
  readonly end: number
  readonly rule: number
  /** What its marker tells, where the rule has worked that out. */
  readonly shown?: string | undefined
}

export interface Detection {
  /** Told before a rule runs, so that a rule that throws can be named. */
  running(rule: number): void
  /** The name under which the whole text stands, where it has one. */
  readonly name: string | undefined
  /** False looks only at shapes, never at names. */
  readonly byName: boolean
}

/** All that the rules find in `text`, in order and without overlaps: what several cover together goes under the one of highest priority. */
export function detect(text: string, bits: number, compiled: Compiled, detection: Detection): readonly Hit[] {
  const hits: Hit[] = []
  for (const { rule, finder } of compiled.finders(bits)) {
    detection.running(rule)
    finder.find(text, (start, end, shown) => hits.push({ start, end, rule, shown }), detection.name)
  }
  if ((bits & signs.pair) !== 0 && compiled.shapes !== undefined) {
    compiled.shapes({ text, bits, name: detection.name }, detection.running, (start, end, rule) => hits.push({ start, end, rule }))
  }
  if ((bits & signs.token) !== 0) findTokens(text, compiled, hits)
  if ((bits & signs.digits) !== 0) {
    for (const { rule, digits } of compiled.digits) {
      detection.running(rule)
      findDigits(text, digits, detection.name, (start, end) => hits.push({ start, end, rule }))
    }
  }
  if (detection.byName && compiled.byName && (bits & (signs.assign | signs.quote)) !== 0) findNamed(text, compiled, hits)
  return hits.length < 2 || compiled.keeps ? hits : merged(hits, compiled)
}

/** In order; what several cover together is one. */
export function merged(hits: Hit[], compiled: Compiled): readonly Hit[] {
  const out: Hit[] = []
  for (const hit of hits.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1)
    if (last === undefined || hit.start >= last.end) out.push(hit)
    else out[out.length - 1] = joined(last, hit, compiled)
  }
  return out
}

function joined(a: Hit, b: Hit, { rules }: Compiled): Hit {
  const stronger = (rules[b.rule]?.priority ?? 0) > (rules[a.rule]?.priority ?? 0) ? b : a
  const end = Math.max(a.end, b.end)
  // What a rule tells of a part says nothing of more than that.
  const shown = stronger.start === a.start && stronger.end === end ? stronger.shown : undefined
  return { start: a.start, end, rule: stronger.rule, shown }
}

/** The hits that lie in what no rule keeps, and the texts of the others. */
export function withoutKept(text: string, hits: readonly Hit[], { rules }: Compiled, keep: (text: string) => void): readonly Hit[] {
  const keeping = hits.filter(({ rule }) => rules[rule]?.action === 'keep')
  if (keeping.length === 0) return hits
  return hits.filter((hit) => {
    if (keeping.includes(hit)) return false
    if (!keeping.some(({ start, end }) => start <= hit.start && hit.end <= end)) return true
    keep(text.slice(hit.start, hit.end))
    return false
  })
}

/** Runs of token characters, each looked at where it begins, and where a part of it does. */
function findTokens(text: string, compiled: Compiled, hits: Hit[]): void {
  for (let run = tokenRuns.next(text, 0); run !== undefined; run = tokenRuns.next(text, run.end + 1)) {
    const { start, end } = run
    // After a backslash the first letters belong to an escape, `\n` or `\u003d`.
    const begin = text[start - 1] === '\\' ? start + (text[start] === 'u' ? 5 : 1) : start
    const token = compiled.tokenIn(text, begin, end)
    if (token !== undefined) hits.push(token)
  }
}

const FEWEST_DIGITS = 12
const MOST_DIGITS = 19
const CONTEXT_LENGTH = 48
/** Digits in groups, of the same separator, as cards and accounts are printed. */
const digitRuns = /\d+(?:[ +-]\d+)*/g

function findDigits(text: string, rule: DigitRule, name: string | undefined, hit: (start: number, end: number) => void): void {
  digitRuns.lastIndex = 0
  for (let match = digitRuns.exec(text); match !== null; match = digitRuns.exec(text)) {
    if (match[0].length < FEWEST_DIGITS) continue
    const { 0: run, index } = match
    let from = 0
    // Every place where a group begins may begin a number.
    for (let at = 0; at < run.length; ) {
      const groupEnd = digitsEnd(run, at)
      const length = at < from || !mayBegin(groupEnd - at) ? 0 : numberIn(at)
      if (length > 0) {
        const start = index + at
        hit(start, rule.extend?.(text, start, start + length) ?? start + length)
        from = at + length
      }
      at = groupEnd + 1
    }

    function numberIn(at: number): number {
      const start = index + at
      return numberAt(run, at, (digits) => standsAlone(text, start, start + digits.length) && judge(text, start, digits.text, rule, name))
    }
  }
}

function digitsEnd(run: string, from: number): number {
  let end = from
  while (end < run.length && run.charCodeAt(end) >= 48 && run.charCodeAt(end) <= 57) end++
  return end
}

/** Whether a group of so many digits is a number, or the first of several. */
function mayBegin(length: number): boolean {
  return (length >= 3 && length <= 6) || (length >= FEWEST_DIGITS && length <= MOST_DIGITS)
}

/** The length of the longest number that begins at `at` and that `accepts` takes: one group, or several as printed on a card. */
function numberAt(run: string, at: number, accepts: (digits: { readonly text: string; readonly length: number }) => boolean): number {
  let text = ''
  let best = 0
  let groups = 0
  let separator = ''
  for (let from = at; from < run.length; ) {
    let end = from
    while (end < run.length && run.charCodeAt(end) >= 48 && run.charCodeAt(end) <= 57 && end - from <= MOST_DIGITS) end++
    text += run.slice(from, end)
    groups++
    if (text.length > MOST_DIGITS || (groups > 1 && (groups > 6 || end - from < 2 || end - from > 7))) break
    if (text.length >= FEWEST_DIGITS && accepts({ text, length: end - at })) best = end - at
    const next = run[end] ?? ''
    if (next === '' || (separator !== '' && next !== separator) || (groups === 1 && (end - at < 3 || end - at > 6))) break
    separator = next
    from = end + 1
  }
  return best
}

/** No letter, digit or sign of an identifier touches it. */
function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start)
  const after = text.slice(end, end + 2)
  return (/(?:^|[^\w.-]|[^\w][.-]|^[.-]|%B)$/.test(before) || /\\[nrt]$/.test(before)) && /^(?:$|[^\w.-]|[.-](?:$|\W))/.test(after)
}

function judge(text: string, start: number, digits: string, rule: DigitRule, name: string | undefined): boolean {
  const before = text.slice(Math.max(0, start - CONTEXT_LENGTH), start)
  const own = nameBefore(before) ?? (start === 0 || before.trim() === '' ? name : undefined)
  const words = own === undefined ? '' : nameWords(own)
  if (rule.veto.test(words)) return false
  return rule.matches(digits, rule.context.test(words) ? 'name' : rule.context.test(before) ? 'near' : undefined)
}

/** Whether a number that stands by itself, as JSON has it, is what `rule` looks for. */
export function digitsRule(rule: DigitRule, digits: string, name: string | undefined): boolean {
  return judge(digits, 0, digits, rule, name)
}

const longestName = 64

function findNamed(text: string, compiled: Compiled, hits: Hit[]): void {
  const rules: AssignedRules<Named> = {
    classify: (name, at) => {
      const named = compiled.named(name.includes('%') ? plainName(name) : name.slice(-longestName))
      return named?.parameter === true && !'?&#;'.includes(text[at - 1] ?? ' ') ? undefined : named
    },
    accepts: (named, start, end) => isWritten(named, text.slice(start, end)),
    wholeLine: (named) => named.wholeLine === true,
    skips: compiled.isNoName,
  }
  for (const { start, end, found } of assignedValues(text, rules)) hits.push({ start, end, rule: found.rule })
  if (!/[=!]=/.test(text)) return
  comparedValues(text, (start, end, name) => {
    const named = compiled.named(name)
    if (named !== undefined && named.parameter !== true && isSecretText(named, text.slice(start, end)))
      hits.push({ start, end, rule: named.rule })
  })
}

/** Whether a value in text is the secret, as it stands there or as an address or form writes it. */
function isWritten(named: Named, value: string): boolean {
  if (isSecretText(named, value)) return true
  if (named.looks === undefined) return false
  const spaced = value.includes(' ') ? value : value.replaceAll('+', ' ')
  const written = spaced.includes('%') ? plainName(spaced) : spaced
  const plain = written.trim()
  return plain !== value && isSecretText(named, plain)
}

function plainName(name: string): string {
  return name.replace(/%([2-7][\dA-Fa-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** What a program or a manual writes where a secret would stand. */
const words =
  /^(?:true|false|null|undefined|none|nil|n\/a|empty|unset|missing|required|optional|(?:in)?valid|expired|revoked|active|inactive|pending|loading|error|ok|yes|no|on|off|string|number|boolean|object|any|function|bearer|basic|jwt|oauth2?|cookie|header|query|body|local|session|memory|test-?only)$/i
const templates =
  /^(?:\$[({A-Z_]|\$\w+$|\{\{|\{\w+\}$|<[^>]*>|%[sdo]\b|%[A-Z_]+%$|process\.env|import\.meta|os\.(?:getenv|environ)|getenv|env\.|function\b|async\b|await\b|new\b|this\.|self\.|\(|=>|\[object |\[redacted:)/
const pattern = /^[xX*•._-]+$/
/** `Bearer $TOKEN`: what is filled in follows a scheme. */
const scheme = /^(?:bearer|basic|token|api-?key|digest)\s+/i

/** Whether a text under a matching name is the secret itself. */
export function isSecretText(match: Named, value: string): boolean {
  if (value === '' || isRedactedText(value)) return false
  if (match.looks !== undefined && !match.looks.test(value)) return false
  if (match.always === true) return true
  if (isStandIn(value)) return false
  const credentials = scheme.exec(value)
  if (credentials !== null && isTemplate(value.slice(credentials[0].length))) return false
  return (
    match.words !== true || !(value.length < 3 || words.test(value) || templates.test(value) || pattern.test(value) || isIdentifier(value))
  )
}
