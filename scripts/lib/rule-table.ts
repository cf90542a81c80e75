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
