import type { TypeInfo } from '../timeline-index'
import { type Check, checkOf, type Subjects } from './conditions'
import { type Answer, type Evidence, NO, YES } from './evidence'
import type { Condition, Query } from './query'

/** Decides about rows, or says what it has to see first. */
export interface Judge {
  /** True when everything passes. */
  readonly empty: boolean
  /** True when what people add to entries decides. */
  readonly usesMarks: boolean
  /** True when the names of sources decide. */
  readonly usesNames: boolean
  /** Whether a type is asked for by name: then it is shown also where it is switched off beside the filter. */
  names(type: TypeInfo): boolean
  judge(evidence: Evidence): Answer
}

/** Lets everything pass. */
export const passAll: Judge = { empty: true, usesMarks: false, usesNames: false, names: () => false, judge: () => YES }

interface TermCheck {
  readonly negated: boolean
  readonly any: readonly Check[]
}

export function judgeOf(query: Query, subjects: Subjects): Judge {
  const terms: readonly TermCheck[] = query.terms.map(({ negated, any }) => ({
    negated,
    any: any.map((condition) => checkOf(condition, subjects)),
  }))
  const conditions = query.terms.flatMap(({ any }) => any)
  return {
    empty: terms.length === 0,
    usesMarks: conditions.some((condition) => condition.on === 'tag' || (condition.on === 'is' && condition.trait === 'pinned')),
    usesNames: conditions.some(({ on }) => on === 'source'),
    names: (type) => query.terms.some(({ negated, any }) => !negated && any.some((condition) => isName(condition, type))),
    judge(evidence) {
      let needed: Answer = YES
      for (const term of terms) {
        const answer = askTerm(term, evidence)
        if (answer === NO) return NO
        if (answer !== YES && (needed === YES || answer < needed)) needed = answer
      }
      return needed
    },
  }
}

function askTerm({ negated, any }: TermCheck, evidence: Evidence): Answer {
  let needed: Answer = NO
  for (const check of any) {
    const answer = check(evidence)
    if (answer === YES) return negated ? NO : YES
    if (answer !== NO && (needed === NO || answer < needed)) needed = answer
  }
  if (needed !== NO) return needed
  return negated ? YES : NO
}

/** The kind of most entries is no name for any of them. */
function isName(condition: Condition, { kind, type, facet }: TypeInfo): boolean {
  if (condition.on === 'kind') return kind !== 'event' && condition.kind === kind
  if (condition.on === 'facet') return condition.facet === facet
  return condition.on === 'type' && condition.test(type)
}
