import type { EntryScope, RulePack, RuleScope } from '../model'
import { createSanitizer } from '../sanitize'
import { isJson, type Json, jsonEqual } from '../value'
import { rulesWith } from './pack-rules'
import type { PatternBudget } from './pattern'

/** What became of an example of a rule. */
export interface TriedExample {
  readonly rule: string
  /** From 1, of those of the rule. */
  readonly number: number
  readonly holds: boolean
  readonly became: Json
}

/**
 * Tries the examples of a pack, each by itself and with all rules of the pack and
 * its templates, in an entry that the rule concerns. `plain`: how values and what is
 * in their place are written where examples are. Throws what `rulesWith` throws.
 */
export function tryExamples(pack: RulePack, budget: PatternBudget, plain: (value: Json) => Json): readonly TriedExample[] {
  const rules = rulesWith(undefined, [pack], budget)
  return pack.rules.flatMap(({ id, only, off, examples = [] }) =>
    off === true
      ? []
      : examples.map(({ from, to }, at): TriedExample => {
          const sanitizer = createSanitizer({ rules, valueKey: 'examples' })
          sanitizer.concern(entryFor(only))
          const became = plain(sanitizer.sanitizeJson(isJson(from) ? from : null, `example ${at + 1} of ${id}`))
          return { rule: id, number: at + 1, holds: isJson(to) && jsonEqual(became, to), became }
        }),
  )
}

function entryFor({ kinds, types, sources }: RuleScope = {}): EntryScope {
  return { kind: kinds?.[0] ?? 'event', type: types?.[0] ?? 'custom', source: sources?.[0]?.replaceAll('*', 'x') }
}
