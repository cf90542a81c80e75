import { AppError } from '../errors'
import {
  defaultTemplates,
  type EntryScope,
  globStem,
  globTest,
  neverShown,
  type PackRule,
  type PathRule,
  parsePath,
  type RulePack,
  type RuleScope,
  type TemplateId,
} from '../model'
import { allRules, exactTexts, type NameMatch, type NameRule, type Rule, rulesOf } from '../sanitize'
import { type PatternBudget, patternFinder } from './pattern'

/** Above all that is built in: what a person says counts. */
const PRIORITY = 100

/**
 * The rules of templates and of a person's packs. A rule of a pack that names a
 * detector takes its place; all others come before what is built in. Throws
 * `rules/duplicate`, `rules/unknown-detector`, `rules/bad-pattern`,
 * `rules/bad-group`, `rules/bad-path` and `rules/never-shown`.
 */
export function rulesWith(
  templates: readonly TemplateId[] | undefined,
  packs: readonly RulePack[] | undefined,
  budget: PatternBudget,
): readonly Rule[] {
  const own = (packs ?? []).flatMap((pack) => pack.rules).filter(({ off }) => off !== true)
  const ids = new Set<string>()
  for (const { id } of own) {
    if (ids.has(id)) throw new AppError('rules/duplicate', { rule: id })
    ids.add(id)
  }
  const asked = templates ?? packs?.find((pack) => pack.templates !== undefined)?.templates ?? defaultTemplates
  if (own.length === 0) return rulesOf(asked)
  let rules: readonly Rule[] = rulesOf(asked).filter(({ id }) => {
    // Two rules of one name could not be told apart in a report.
    if (ids.has(id) && !own.some((rule) => rule.id === id && 'detector' in rule.find)) throw new AppError('rules/duplicate', { rule: id })
    return true
  })
  const made: Rule[] = []
  for (const rule of own) {
    if ('detector' in rule.find) rules = withDetector(rules, rule, rule.find.detector)
    else made.push(ruleOf(rule, budget))
  }
  return [...made, ...rules]
}

/** `rules` with what a pack says of a detector, which goes with them if it was not among them. */
function withDetector(rules: readonly Rule[], { id, action = 'remove', priority, only }: PackRule, detector: string): readonly Rule[] {
  const known = allRules.find((rule) => rule.id === detector)
  if (known === undefined) throw new AppError('rules/unknown-detector', { rule: id, detector })
  if (neverShown.has(detector) && action !== 'remove' && action !== 'keep') throw new AppError('rules/never-shown', { rule: id, detector })
  const concerns = only === undefined ? undefined : scopeTest(only)
  const others = rules.filter((rule) => rule.id !== detector)
  if (action === 'keep') {
    if (concerns === undefined) return others
    // Where the rule is not to be, the detector is as it was.
    return [...others, { ...known, concerns: (entry) => !concerns(entry) }]
  }
  const changed: Rule = { ...known, action, priority: priority ?? known.priority }
  if (concerns === undefined) return [...others, changed]
  const before = rules.find((rule) => rule.id === detector)
  const rest: readonly Rule[] = before === undefined ? [] : [{ ...before, concerns: (entry) => !concerns(entry) }]
  return [...others, { ...changed, concerns }, ...rest]
}

function ruleOf(rule: PackRule, budget: PatternBudget): Rule {
  const { id, title = id, action, priority = PRIORITY, only } = rule
  if (typeof action === 'object' && !('pattern' in rule.find) && /\$(?:\d|<)/.test(action.replace))
    throw new AppError('rules/bad-group', { rule: id, group: action.replace.slice(0, 40) })
  return {
    id,
    title,
    hides: title,
    // Names and ways are not there where what was written is looked at again.
    confidence: 'pattern' in rule.find || 'value' in rule.find ? 'strong' : 'medium',
    templates: [],
    priority,
    action,
    ofPerson: true,
    concerns: only === undefined ? undefined : scopeTest(only),
    ...searchOf(rule, budget),
  }
}

function searchOf(rule: PackRule, budget: PatternBudget): Partial<Rule> {
  const { find } = rule
  if ('pattern' in find) return { find: patternFinder(rule, find, budget) }
  if ('value' in find) return { find: exactTexts([find.value]) }
  if ('key' in find) return { names: nameRule(find.key) }
  if ('query' in find) return { names: nameRule(find.query, { parameter: true }) }
  if ('path' in find) return { path: pathRule(typeof find.path === 'string' ? [find.path] : find.path) }
  // In a text it goes on to the end of its line.
  if ('header' in find) return { names: nameRule(find.header, { wholeLine: true }) }
  return 'url' in find ? { find: { needs: 0, find: urlSearch(find.url) } } : {}
}

const told: NameMatch = { numbers: 'all', containers: 'whole', always: true }

function nameRule(glob: string, more: Partial<NameMatch> = {}): NameRule {
  const fits = globTest(glob, true)
  const match: NameMatch = { ...told, ...more }
  return { match: (name) => (fits(name) ? match : undefined), stems: [globStem(glob)] }
}

function pathRule(paths: readonly string[]): PathRule {
  const leaves = paths.filter((path) => path.startsWith('!')).map((path) => parsePath(path.slice(1)))
  return { takes: paths.filter((path) => !path.startsWith('!')).map(parsePath), leaves }
}

const LONGEST_SCHEME = 20
const rest = /[^\s"'<>\\^`{|}]{1,8000}/y

function urlSearch(glob: string): (text: string, hit: (start: number, end: number) => void) => void {
  const fits = globTest(glob, true)
  return (text, hit) => {
    for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 1)) {
      let start = at
      while (at - start < LONGEST_SCHEME && /[a-z+.-]/i.test(text[start - 1] ?? ' ')) start--
      rest.lastIndex = at + 3
      if (start === at || !rest.test(text)) continue
      const end = rest.lastIndex
      if (fits(text.slice(start, end))) hit(start, end)
      at = end - 1
    }
  }
}

function scopeTest({ kinds, types, sources }: RuleScope): (entry: EntryScope) => boolean {
  const names = sources?.map((glob) => globTest(glob))
  return ({ kind, type, source }) =>
    (kinds === undefined || kinds.some((each) => each === kind)) &&
    (types === undefined || types.includes(type)) &&
    (names === undefined || (source !== undefined && names.some((fits) => fits(source))))
}
