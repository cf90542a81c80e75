import { templateIds } from '../../src/core/model'
import { rulesOf } from '../../src/core/sanitize'

/** The built-in rules as docs/rules.md shows them, by template. */
export function ruleTable(): string {
  return templateIds
    .map((template) => {
      const rows = rulesOf([template]).map(({ id, title, hides, confidence }) => {
        const name = confidence === 'strong' ? `\`${id}\`` : `*\`${id}\`*`
        return `| ${name} | ${cell(title)} | ${cell(hides)} |`
      })
      return [`### ${template}`, '', '| rule | about | hides |', '|---|---|---|', ...rows].join('\n')
    })
    .join('\n\n')
}

const cell = (text: string) => text.replaceAll('|', '\\|')

/** The module from which the panel knows the built-in rules without loading what runs them; formatted as all sources are. */
export function ruleModule(): string {
  const rows = rulesOf(templateIds).map(({ id, title, hides, templates, confidence }) =>
    [
      '  {',
      `    id: ${quoted(id)},`,
      member('title', quoted(title)),
      member('hides', quoted(hides)),
      `    templates: [${templates.map(quoted).join(', ')}],`,
      `    confidence: ${quoted(confidence)},`,
      '  },',
    ].join('\n'),
  )
  return `${ruleModuleHead}export const builtInRules: readonly BuiltInRule[] = [\n${rows.join('\n')}\n]\n`
}

const LONGEST_LINE = 140

function member(name: string, value: string): string {
  const line = `    ${name}: ${value},`
  return line.length <= LONGEST_LINE ? line : `    ${name}:\n      ${value},`
}

function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\')
  return escaped.includes("'") ? `"${escaped.replaceAll('"', '\\"')}"` : `'${escaped}'`
}

const ruleModuleHead = `import type { TemplateId } from './template'

/** What people are told of a built-in rule. */
export interface BuiltInRule {
  readonly id: string
  readonly title: string
  readonly hides: string
  readonly templates: readonly TemplateId[]
  /** Whether it is sure of what it finds, or goes by a looser sign. */
  readonly confidence: 'strong' | 'medium'
}

/**
 * The built-in rules, in the order in which people read them; for pages that only tell
 * of them, and so need not load what runs them. Made by \`npm run docs\` of
 * \`core/sanitize/rules\`; a test holds the two together.
 */
`
