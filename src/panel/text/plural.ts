import { formatCount } from '../selectors/format'

const rules = new Intl.PluralRules('en')

/** `1 entry`, `4 310 entries`: the number and the right form of what it counts. */
export function counted(count: number, one: string, other: string): string {
  return `${formatCount(count)} ${rules.select(count) === 'one' ? one : other}`
}
