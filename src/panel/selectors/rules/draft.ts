import { type Kind, type PackRule, parsePath, type RuleAction, type RuleSearch } from '../../../core/model'
import { freeId } from './packs'

/** What a person's rule can look for, in the order in which it is offered. */
export const searchKinds = ['key', 'path', 'value', 'pattern', 'header', 'query', 'url'] as const
export type SearchKind = (typeof searchKinds)[number]

/** What can become of what is found, in the order in which it is offered. */
export const actionKinds = ['remove', 'mask', 'keep-format', 'token', 'replace', 'keep'] as const
export type ActionKind = (typeof actionKinds)[number]

/** A rule while it is written. */
export interface RuleDraft {
  readonly finds: SearchKind
  readonly search: string
  readonly ignoreCase: boolean
  readonly becomes: ActionKind
  readonly replacement: string
  readonly title: string
  /** None for all. */
  readonly kinds: readonly Kind[]
  /** Names with commas between them; empty for all. */
  readonly sources: string
  /** What it was made from, for what the form does not show. */
  readonly from?: PackRule | undefined
}

export const newDraft: RuleDraft = {
  finds: 'key',
  search: '',
  ignoreCase: false,
  becomes: 'remove',
  replacement: '',
  title: '',
  kinds: [],
  sources: '',
}

export type DraftProblem = 'noSearch' | 'longSearch' | 'badPath' | 'longReplacement' | 'noStar'

const longest: Readonly<Record<SearchKind, number>> = {
  ...{ key: 200, header: 200, query: 200 },
  ...{ path: 1000, pattern: 1000, url: 1000, value: 10_000 },
}
const LONGEST_REPLACEMENT = 200
const LONGEST_TITLE = 200

/** Why it cannot be a rule; whether a pattern can be used, only an export or its preview knows. */
export function problemOf({ finds, search, becomes, replacement }: RuleDraft): DraftProblem | undefined {
  if (search.trim() === '') return 'noSearch'
  if (search.length > longest[finds]) return 'longSearch'
  if (finds !== 'value' && finds !== 'pattern' && /^[\s*.]*$/.test(search)) return 'noStar'
  if (finds === 'path' && !pathsOf(search).every(isPath)) return 'badPath'
  if (becomes === 'replace' && replacement.length > LONGEST_REPLACEMENT) return 'longReplacement'
  return undefined
}

function pathsOf(search: string): readonly string[] {
  return search
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function isPath(path: string): boolean {
  try {
    parsePath(path.replace(/^!/, ''))
    return true
  } catch {
    // What is wrong with it is for the person to see.
    return false
  }
}

/** The rule that a draft means. `taken`: ids that other rules have. */
export function ruleOf(draft: RuleDraft, usualTitle: string, taken: ReadonlySet<string>): PackRule {
  const { becomes, replacement, kinds, from } = draft
  const title = (draft.title.trim() || usualTitle).slice(0, LONGEST_TITLE)
  const sources = draft.sources
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const only = { ...from?.only, kinds: kinds.length > 0 ? kinds : undefined, sources: sources.length > 0 ? sources : undefined }
  return {
    id: from !== undefined && from.title === title ? from.id : freeId(title, taken),
    title,
    find: searchOf(draft),
    action: becomes === 'replace' ? { replace: replacement } : becomes,
    ...(from?.priority !== undefined && { priority: from.priority }),
    ...(Object.values(only).some((part) => part !== undefined) && { only }),
    ...(from?.off !== undefined && { off: from.off }),
    ...(from?.examples !== undefined && { examples: from.examples }),
  }
}

function searchOf({ finds, search, ignoreCase, from }: RuleDraft): RuleSearch {
  const trimmed = search.trim()
  switch (finds) {
    case 'pattern': {
      const group = from !== undefined && 'pattern' in from.find ? from.find.group : undefined
      return { pattern: search, ...(ignoreCase && { ignoreCase }), ...(group !== undefined && { group }) }
    }
    case 'value':
      return { value: search }
    case 'path': {
      const [first = '', ...others] = pathsOf(search)
      return { path: others.length === 0 ? first : [first, ...others] }
    }
    case 'key':
      return { key: trimmed }
    case 'header':
      return { header: trimmed }
    case 'query':
      return { query: trimmed }
    case 'url':
      return { url: trimmed }
  }
}

/** What a rule looks for, as the form has it; undefined for one about a built-in rule. */
export function searchText(find: RuleSearch): { readonly finds: SearchKind; readonly search: string } | undefined {
  if ('pattern' in find) return { finds: 'pattern', search: find.pattern }
  if ('value' in find) return { finds: 'value', search: find.value }
  if ('path' in find) return { finds: 'path', search: typeof find.path === 'string' ? find.path : find.path.join('\n') }
  if ('key' in find) return { finds: 'key', search: find.key }
  if ('header' in find) return { finds: 'header', search: find.header }
  if ('query' in find) return { finds: 'query', search: find.query }
  return 'url' in find ? { finds: 'url', search: find.url } : undefined
}

export function actionKindOf(action: RuleAction = 'remove'): ActionKind {
  return typeof action === 'string' ? action : 'replace'
}

/** The draft that a rule is changed in. */
export function draftOf(rule: PackRule): RuleDraft | undefined {
  const found = searchText(rule.find)
  if (found === undefined) return undefined
  const { action, only, title = '' } = rule
  return {
    ...found,
    ignoreCase: 'pattern' in rule.find && rule.find.ignoreCase === true,
    becomes: actionKindOf(action),
    replacement: typeof action === 'object' ? action.replace : '',
    title,
    kinds: only?.kinds ?? [],
    sources: only?.sources?.join(', ') ?? '',
    from: rule,
  }
}
