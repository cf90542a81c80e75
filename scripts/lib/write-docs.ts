import { readFileSync, writeFileSync } from 'node:fs'
import { errorTable } from './error-table'
import { inProject } from './paths.mjs'

/** Brings the generated part of docs/errors.md up to date: everything after its comment. */
export function main(): number {
  const path = inProject('docs/errors.md')
  const [introduction] = readFileSync(path, 'utf8').split(/(?<=-->\n)/)
  writeFileSync(path, `${introduction}\n${errorTable()}\n`)
  return 0
}
