import { readFileSync, writeFileSync } from 'node:fs'
import { archiveSchema } from './archive-schema'
import { errorTable } from './error-table'
import { inProject } from './paths.mjs'

/** Brings what is generated of the documents up to date: all of docs/errors.md after its comment, and docs/archive.schema.json. */
export function main(): number {
  const path = inProject('docs/errors.md')
  const [introduction] = readFileSync(path, 'utf8').split(/(?<=-->\n)/)
  writeFileSync(path, `${introduction}\n${errorTable()}\n`)
  writeFileSync(inProject('docs/archive.schema.json'), archiveSchema())
  return 0
}
