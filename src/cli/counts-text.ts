import { visibleText } from '../core/visible-text'

/** Counts by name, for people. */
export function countsText(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${visibleText(name)} ${count.toLocaleString('en')}`)
    .join(', ')
}

/** What each rule found; empty for nothing. */
export function rulesText(rules: readonly { readonly rule: string; readonly count: number }[]): string {
  return countsText(Object.fromEntries(rules.filter(({ count }) => count > 0).map(({ rule, count }) => [rule, count])))
}

/** `1 session`, `2 sessions`. */
export function amount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
