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
  /** Up to five distinct places of each rule. */
  readonly samples: readonly Sample[]
  /** How much was found in each field: `event/console args`. */
  readonly fields: readonly { readonly field: string; readonly count: number }[]
}

export interface FindingsCounter {
  /** How much was found so far. */
  readonly total: number
  /** `text`: what was found, where that was a text; it is not kept here. */
  add(rule: number, at: () => string, text?: string): void
  /** The field whose findings come next. */
  field(name: string): void
  findings(): Findings
  report(): Report
}

/** Places that are kept of each rule. */
export const MOST_SAMPLES = 5

/** `found` is told of each text. */
export function createFindings(ids: readonly string[], found: (rule: number, text: string) => void = () => undefined): FindingsCounter {
  const counts = new Array<number>(ids.length).fill(0)
  const samples = ids.map(() => new Set<string>())
  const fields = new Map<string, number>()
  let field = ''
  let total = 0
  const findings = (): Findings => {
    // A rule that does another thing for some entries is still one rule.
    const byRule = new Map<string, number>()
    for (const [at, rule] of ids.entries()) {
      const count = counts[at] ?? 0
      if (count > 0) byRule.set(rule, (byRule.get(rule) ?? 0) + count)
    }
    return { total, rules: [...byRule].map(([rule, count]) => ({ rule, count })) }
  }
  return {
    get total() {
      return total
    },
    add(rule, at, text) {
      total++
      if (text !== undefined) found(rule, text)
      counts[rule] = (counts[rule] ?? 0) + 1
      fields.set(field, (fields.get(field) ?? 0) + 1)
      const places = samples[rule]
      if (places !== undefined && places.size < MOST_SAMPLES) places.add(at())
    },
    field(name) {
      field = name
    },
    findings,
    report: () => ({
      ...findings(),
      samples: ids.flatMap((rule, at) => [...(samples[at] ?? [])].map((place) => ({ rule, at: place }))),
      fields: [...fields].map(([name, count]) => ({ field: name, count })),
    }),
  }
}
