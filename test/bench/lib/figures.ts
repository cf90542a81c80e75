/** The middle one; of an even number, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** All of them and what they come to, for the log. */
export function spread(values: readonly number[]): string {
  const round = (value: number) => Math.round(value).toLocaleString('en')
  return `${values.map(round).join(', ')} (median ${round(median(values))}, least ${round(Math.min(...values))})`
}

/** The value that a share of all does not exceed. */
export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Number((sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN).toFixed(2))
}
