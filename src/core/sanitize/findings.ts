/** How often a rule found something. */
interface RuleFindings {
  readonly rule: string
  readonly count: number
}

/** One of the places where a rule found something; never what it found. */
interface Sample {
  readonly rule: string
  /** The entry or the part of the session, the way through its JSON, and the encodings: `event/console 12 args/0/user (json)`. */
  readonly at: string
}

export interface Findings {
  readonly total: number
  /** Rules that found something, in the order of the rules. */
  readonly rules: readonly RuleFindings[]
}

export interface Report extends Findings {
  /** With how many different values each rule found; none where what it found was no text. */
  readonly rules: readonly (RuleFindings & { readonly distinct: number })[]
  /** How much of it stood within an encoding, by its name. */
  readonly encodings: readonly { readonly encoding: string; readonly count: number }[]
  /** Up to five distinct places of each rule. */
  readonly samples: readonly Sample[]
  /** How much was found in each field: `event/console args`. */
  readonly fields: readonly { readonly field: string; readonly count: number }[]
}

export interface FindingsCounter {
  /** How much was found so far. */
  readonly total: number
  /** `text`: what was found, where that was a text; it is not kept here. */
  add(rule: number, at: () => string, found: { readonly text?: string | undefined; readonly encodings: readonly string[] }): void
  /** Tells of a text within what was found; it counts for nothing. */
  learn(rule: number, text: string): void
  /** The field whose findings come next. */
  field(name: string): void
  findings(): Findings
  report(): Report
}

/** Places that are kept of each rule. */
export const MOST_SAMPLES = 5
/** Different values that are told apart, of all rules together: they are held. */
const MOST_DISTINCT = 20_000
/** What begins alike for so long counts as one. */
const LONGEST_DISTINCT = 64

/** `found` is told of each text. */
export function createFindings(ids: readonly string[], found: (rule: number, text: string) => void = () => undefined): FindingsCounter {
  const counts = new Array<number>(ids.length).fill(0)
  const samples = ids.map(() => new Set<string>())
  const distinct = ids.map(() => new Set<string>())
  const fields = new Map<string, number>()
  const encoded = new Map<string, number>()
  let field = ''
  let total = 0
  let told = 0
  function sums(): ReadonlyMap<string, { readonly count: number; readonly distinct: number }> {
    // A rule that does another thing for some entries is still one rule.
    const byRule = new Map<string, { readonly count: number; readonly distinct: number }>()
    for (const [at, rule] of ids.entries()) {
      const count = counts[at] ?? 0
      const before = byRule.get(rule)
      if (count > 0)
        byRule.set(rule, { count: count + (before?.count ?? 0), distinct: (distinct[at]?.size ?? 0) + (before?.distinct ?? 0) })
    }
    return byRule
  }

  return {
    get total() {
      return total
    },
    add(rule, at, { text, encodings }) {
      total++
      for (const encoding of encodings) encoded.set(encoding, (encoded.get(encoding) ?? 0) + 1)
      if (text !== undefined) {
        found(rule, text)
        const values = distinct[rule]
        if (values !== undefined && told < MOST_DISTINCT) {
          const before = values.size
          values.add(text.slice(0, LONGEST_DISTINCT))
          told += values.size - before
        }
      }
      counts[rule] = (counts[rule] ?? 0) + 1
      fields.set(field, (fields.get(field) ?? 0) + 1)
      const places = samples[rule]
      if (places !== undefined && places.size < MOST_SAMPLES) places.add(at())
    },
    learn: found,
    field(name) {
      field = name
    },
    findings: () => ({ total, rules: [...sums()].map(([rule, { count }]) => ({ rule, count })) }),
    report: () => ({
      total,
      rules: [...sums()].map(([rule, sum]) => ({ rule, ...sum })),
      encodings: [...encoded].sort(([a], [b]) => (a < b ? -1 : 1)).map(([encoding, count]) => ({ encoding, count })),
      samples: ids.flatMap((rule, at) => [...(samples[at] ?? [])].map((place) => ({ rule, at: place }))),
      fields: [...fields].map(([name, count]) => ({ field: name, count })),
    }),
  }
}
