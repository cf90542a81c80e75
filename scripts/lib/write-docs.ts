import { readFileSync, writeFileSync } from 'node:fs'
import { archiveSchema } from './archive-schema'
import { errorTable } from './error-table'
import { inProject } from './paths.mjs'
import { ruleModule, ruleTable } from './rule-table'

/** Brings what is generated of the documents up to date: all of docs/errors.md and docs/rules.md after its comment, docs/archive.schema.json, and src/core/model/built-in-rules.ts. */
export function main(): number {
  withTable('docs/errors.md', errorTable())
  withTable('docs/rules.md', ruleTable())
  writeFileSync(inProject('docs/archive.schema.json'), archiveSchema())
  writeFileSync(inProject('src/core/model/built-in-rules.ts'), ruleModule())
  return 0
}

function withTable(document: string, table: string): void {
  const path = inProject(document)
  const [introduction] = readFileSync(path, 'utf8').split(/(?<=-->\n)/)
  writeFileSync(path, `${introduction}\n${table}\n`)
}
