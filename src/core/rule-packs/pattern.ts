import { RE2JS } from 're2js'
import { AppError } from '../errors'
import type { PackRule } from '../model'
import type { Finder } from '../sanitize'

/** What a pattern of a person may cost. */
export interface PatternBudget {
  /** Milliseconds, from any beginning. */
  now(): number
}

type Search = Extract<PackRule['find'], { readonly pattern: string }>

/** Longer texts are looked at in windows, each with the end of the one before. */
const WINDOW = 1 << 20
const OVERLAP = 1 << 14
/** How long a pattern may take: so much at first, and so much for each million characters. RE2's way takes a third of that in its worst case. */
const FIRST_MS = 5000
const MS_PER_MILLION = 1500
/** A shorter text takes no pattern longer than a moment. */
const WORTH_MEASURING = 4096
const MOST_HITS = 200_000

/**
 * A person's pattern on an engine whose time grows with the text alone (RE2;
 * Cox, "Regular Expression Matching in the Wild", 2010). Throws `rules/bad-pattern`
 * and `rules/bad-group`; the search `rules/stopped` where it takes longer than any
 * sensible pattern.
 */
export function patternFinder({ id, action }: PackRule, search: Search, { now }: PatternBudget): Finder {
  const compiled = compilePattern(id, search)
  const group = groupOf(id, search, compiled)
  const template = typeof action === 'object' ? templateOf(id, action.replace, compiled) : undefined
  let spent = 0
  let seen = 0

  function find(text: string, from: number, hit: (start: number, end: number, shown?: string) => void): void {
    const matcher = compiled.matcher(text)
    let hits = 0
    while (matcher.find()) {
      const start = matcher.start(group)
      const end = matcher.end(group)
      if (start < 0 || end <= start) continue
      if (++hits > MOST_HITS) throw new AppError('rules/stopped', { rule: id })
      hit(
        from + start,
        from + end,
        template?.((name) => matcher.group(name) ?? ''),
      )
    }
  }

  return {
    needs: 0,
    find(text, hit) {
      if (text.length < WORTH_MEASURING) return find(text, 0, hit)
      const begin = now()
      for (let from = 0; from < text.length; from += WINDOW) {
        find(text.slice(Math.max(0, from - OVERLAP), from + WINDOW), Math.max(0, from - OVERLAP), hit)
        seen += Math.min(WINDOW, text.length - from)
        if (spent + now() - begin > FIRST_MS + (seen / 1e6) * MS_PER_MILLION) throw new AppError('rules/stopped', { rule: id })
      }
      spent += now() - begin
    },
  }
}

function compilePattern(id: string, { pattern, ignoreCase = false }: Search): RE2JS {
  try {
    const compiled = RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
    if (!compiled.matches('')) return compiled
  } catch (error) {
    throw new AppError('rules/bad-pattern', { rule: id, why: error instanceof Error ? error.message.slice(0, 200) : 'it is none' })
  }
  throw new AppError('rules/bad-pattern', { rule: id, why: 'it fits an empty text, and so every place' })
}

function groupOf(id: string, { group = 0 }: Search, compiled: RE2JS): string | number {
  if (!hasGroup(compiled, group)) throw new AppError('rules/bad-group', { rule: id, group: String(group) })
  return group
}

function hasGroup(compiled: RE2JS, group: string | number): boolean {
  return typeof group === 'number' ? group <= compiled.groupCount() : Object.hasOwn(compiled.namedGroups(), group)
}

const placeholder = /\$(?:\$|(\d{1,2})|<([A-Za-z_]\w*)>)/g

/** `$1`, `$<name>` and `$$` of a replacement filled in, once: what comes in is no template. */
function templateOf(id: string, replacement: string, compiled: RE2JS): (group: (name: string | number) => string) => string {
  for (const [, number, name] of replacement.matchAll(placeholder)) {
    const group = number === undefined ? name : Number(number)
    if (group !== undefined && !hasGroup(compiled, group)) throw new AppError('rules/bad-group', { rule: id, group: String(group) })
  }
  return (group) =>
    replacement.replace(placeholder, (_, number?: string, name?: string) =>
      number !== undefined ? group(Number(number)) : name !== undefined ? group(name) : '$',
    )
}
