import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { inProject } from './paths.mjs'
import type { Pattern } from './sanitizer-patterns'

/** What the checker said of a pattern. */
export interface Verdict extends Pattern {
  readonly verdict: 'safe' | 'vulnerable' | 'unknown'
}

export type Verdicts = Readonly<Record<string, Verdict>>

const path = 'test/fixtures/sanitize/redos-verdicts.json'

/** A pattern's key among the verdicts: that of another pattern is another, so what was said of it no longer counts. */
export function keyOf({ source, flags }: Pattern): string {
  return createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 24)
}

export function readVerdicts(): Verdicts {
  return JSON.parse(readFileSync(inProject(path), 'utf8'))
}

/** In the order of their keys, a line each: a change of one pattern is a change of one line. */
export function writeVerdicts(verdicts: Verdicts): void {
  const lines = Object.entries(verdicts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, verdict]) => `  ${JSON.stringify(key)}: ${JSON.stringify(verdict)}`)
  writeFileSync(inProject(path), `{\n${lines.join(',\n')}\n}\n`)
}
