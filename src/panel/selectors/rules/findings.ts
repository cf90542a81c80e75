import type { JobState } from '../../../core/jobs'
import { builtInRules, type RulePack } from '../../../core/model'

type FindingsReport = NonNullable<NonNullable<JobState['result']>['report']>

/** What one rule found. */
export interface FindingRow {
  readonly rule: string
  /** As a person knows it; its id where it has no title. */
  readonly title: string
  readonly count: number
  readonly distinct: number
  readonly isSure: boolean
  readonly places: readonly FoundPlace[]
  /** Whose it is; `engine`: of what makes files ready, and nobody's to change. */
  readonly of: 'built-in' | 'own' | 'engine'
}

export interface FoundPlace {
  readonly at: string
  /** Of the entry that it is in; undefined where it is in none. */
  readonly seq: number | undefined
}

const MOST_PLACES = 5

/** What a preview found, rule by rule, most first. */
export function findingRows({ rules, samples }: FindingsReport, packs: readonly RulePack[]): readonly FindingRow[] {
  const own = packs.flatMap((pack) => pack.rules).filter(({ off }) => off !== true)
  return rules
    .map(({ rule, count, distinct }): FindingRow => {
      const mine = own.find(({ id }) => id === rule)
      const find = mine?.find
      const detector = find !== undefined && 'detector' in find ? find.detector : rule
      const known = builtInRules.find(({ id }) => id === detector)
      const isExact = find !== undefined && ('pattern' in find || 'value' in find)
      return {
        ...{ rule, count, distinct },
        title: mine?.title ?? known?.title ?? rule,
        isSure: known === undefined ? mine === undefined || isExact : known.confidence === 'strong',
        places: samples.flatMap((sample) => (sample.rule === rule ? [placeOf(sample.at)] : [])).slice(0, MOST_PLACES),
        of: known !== undefined ? 'built-in' : mine === undefined ? 'engine' : 'own',
      }
    })
    .sort((a, b) => b.count - a.count)
}

function placeOf(at: string): FoundPlace {
  const seq = /^[a-z]+\/\S+ (\d+) /.exec(at)?.[1]
  return { at, seq: seq === undefined ? undefined : Number(seq) }
}

/** How many different values, rule by rule. */
export function distinctIn({ rules }: FindingsReport): number {
  return rules.reduce((sum, { distinct }) => sum + distinct, 0)
}
