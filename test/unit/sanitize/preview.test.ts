import { describe, expect, it } from 'vitest'
import { type Entry, templateIds } from '../../../src/core/model'
import { createSessionSanitizer, rulesOf } from '../../../src/core/sanitize'
import { MOST_SAMPLES } from '../../../src/core/sanitize/findings'
import { type CorpusValue, corpusValues } from '../../harness/corpus'

const sanitizer = createSessionSanitizer(rulesOf(templateIds))

/** Few rows, so that the report has room for the places of each. */
function sessionsOf(rows: readonly CorpusValue[]): readonly (readonly Entry[])[] {
  const entries = rows.map(({ value }, at): Entry => {
    const identity = { seq: at + 1, document: 'd', n: at + 1, t: at }
    return JSON.parse(JSON.stringify({ ...identity, kind: 'event', type: 'console', data: { method: 'log', args: [value] } }))
  })
  const count = Math.ceil(entries.length / MOST_SAMPLES)
  return Array.from({ length: count }, (_, at) => entries.slice(at * MOST_SAMPLES, (at + 1) * MOST_SAMPLES))
}

function over(entries: readonly Entry[]) {
  const pass = sanitizer.pass()
  return { made: pass.entries(entries), report: pass.report() }
}

/** What is wrong with what becomes of a session; undefined for nothing. */
function fault(entries: readonly Entry[]): string | undefined {
  const [preview, application] = [over(entries), over(entries)]
  if (!isEqual(preview, application)) return 'the preview and the application differ'
  const again = over(application.made)
  if (!isEqual(again.made, application.made)) return `sanitized again it is ${JSON.stringify(again.made)}`
  if (again.report.total > 0) return `found again: ${JSON.stringify(again.report)}`
  try {
    for (const entry of application.made) {
      sanitizer.scan(`entry ${entry.seq}`, entry)
      sanitizer.scanLine(entry.seq, JSON.stringify(entry))
    }
  } catch (error) {
    return String(error)
  }
  return undefined
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

describe('every labelled row, as an entry of a session', () => {
  it('goes as its preview tells, rule by rule and place by place, and leaves nothing to find or to do', () => {
    const rows = corpusValues()
    expect(rows.length).toBeGreaterThan(5000)
    const failed = sessionsOf(rows).flatMap((entries) => {
      const why = fault(entries)
      return why === undefined ? [] : [`${entries.map(({ seq }) => rows[seq - 1]?.id).join(', ')}: ${why}`]
    })
    expect(failed).toEqual([])
  })
})
