import { defaultTemplates, type TemplateId, templateIds } from '../model'
import type { Rule } from './rule'
import { allRules } from './rules'

/** One list for each choice, so that rules are made ready once. */
const lists = new Map<string, readonly Rule[]>()

/** The rules of some templates, each once, in the order in which people read them. */
export function rulesOf(templates: readonly TemplateId[] = defaultTemplates): readonly Rule[] {
  const key = templateIds.filter((id) => templates.includes(id)).join()
  const known = lists.get(key)
  if (known !== undefined) return known
  const rules = allRules.filter((rule) => rule.templates.some((id) => templates.includes(id)))
  lists.set(key, rules)
  return rules
}

/** The rules of the templates that are on by themselves. */
export const builtInRules: readonly Rule[] = rulesOf()
