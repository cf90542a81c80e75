import type { Entry } from '../../../src/core/model'
import type { Told } from '../notation'
import { generateVisit } from './generated-session'

/** A visit as a file has it: numbered in its session and in its documents. */
export function toldVisit(seed: number, entries: number): Told {
  const { session, documents, facts } = generateVisit({ id: `v${seed}`, name: 'v', startedAt: 1_700_000_000_000, entries, seed })
  const numbers = new Map<string, number>()
  return {
    session,
    documents,
    entries: facts.map(({ document, entry }, i): Entry => {
      const n = (numbers.get(document) ?? 0) + 1
      numbers.set(document, n)
      return { seq: i + 1, document, n, ...entry }
    }),
  }
}
