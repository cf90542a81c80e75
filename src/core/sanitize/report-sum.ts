import { type Findings, MOST_SAMPLES, type Report } from './findings'

type Rules = Findings['rules']

/** What several passes found, as one report: counts added, and the places that come first. */
export function createReportSum(): { add(report: Report): void; report(): Report } {
  const rules = new Map<string, { readonly count: number; readonly distinct: number }>()
  const fields = new Map<string, number>()
  const encodings = new Map<string, number>()
  const samples = new Map<string, Set<string>>()
  return {
    add(report) {
      for (const { rule, count, distinct } of report.rules) {
        const before = rules.get(rule)
        // What is the same value in two passes counts twice: nobody keeps what was found.
        rules.set(rule, { count: count + (before?.count ?? 0), distinct: distinct + (before?.distinct ?? 0) })
      }
      for (const { encoding, count } of report.encodings) encodings.set(encoding, (encodings.get(encoding) ?? 0) + count)
      for (const { field, count } of report.fields) fields.set(field, (fields.get(field) ?? 0) + count)
      for (const { rule, at } of report.samples) {
        const places = samples.get(rule)
        if (places === undefined) samples.set(rule, new Set([at]))
        else if (places.size < MOST_SAMPLES) places.add(at)
      }
    },
    report: () => ({
      total: [...rules.values()].reduce((sum, { count }) => sum + count, 0),
      rules: [...rules].map(([rule, sum]) => ({ rule, ...sum })),
      encodings: [...encodings].map(([encoding, count]) => ({ encoding, count })),
      samples: [...rules.keys()].flatMap((rule) => [...(samples.get(rule) ?? [])].map((at) => ({ rule, at }))),
      fields: [...fields].map(([field, count]) => ({ field, count })),
    }),
  }
}

/** The counts of both: rules of `before` stay where they are, others follow. */
export function addCounts(before: Rules, more: Rules): Rules {
  const counts = new Map(before.map(({ rule, count }) => [rule, count]))
  for (const { rule, count } of more) counts.set(rule, (counts.get(rule) ?? 0) + count)
  return [...counts].map(([rule, count]) => ({ rule, count }))
}
