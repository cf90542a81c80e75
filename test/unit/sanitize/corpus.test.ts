import { describe, expect, it } from 'vitest'
import { type CorpusGroup, type ScoredRow, scoreCorpus } from '../../harness/corpus'

/** The least share of rows that hold, in each group that has a goal. */
const goals: Readonly<Partial<Record<CorpusGroup, number>>> = {
  strong: 0.97,
  named: 0.9,
  neg: 0.95,
  hardneg: 0.996,
  supplement: 0.97,
  composed: 0.99,
}
/** Fewer rows of a kind say nothing of it. */
const FEW = 10
const LEAST_OF_KIND = 0.92

const rows = scoreCorpus()

function shareOf(some: readonly ScoredRow[]): number {
  return some.filter(({ holds }) => holds).length / some.length
}

function failuresOf(some: readonly ScoredRow[]): readonly string[] {
  return some.filter(({ holds }) => !holds).map(({ kind, source, cleaned }) => `${kind} of ${source}: ${cleaned}`)
}

describe('labelled rows, by all templates', () => {
  it.each(Object.entries(goals))('%s: a share of at least %d is as it has to be', (group, goal) => {
    const own = rows.filter((row) => row.group === group)
    expect(own.length).toBeGreaterThan(50)
    expect(shareOf(own), failuresOf(own).join('\n')).toBeGreaterThanOrEqual(goal)
  })

  it('every kind that is certain is found in nearly all of its rows', () => {
    const kinds = Map.groupBy(
      rows.filter(({ group }) => group === 'strong'),
      ({ kind }) => kind,
    )
    const low = [...kinds].filter(([, own]) => own.length >= FEW && shareOf(own) < LEAST_OF_KIND)
    expect(low.map(([kind, own]) => `${kind} ${failuresOf(own).length} of ${own.length}`)).toEqual([])
  })

  it.each([
    ['card_cvv', 'supplement'],
    ['card_pin', 'supplement'],
    ['card_track', 'supplement'],
    ['credit_card', 'strong'],
    ['iban', 'strong'],
  ])('%s: all of %s', (kind, group) => {
    const own = rows.filter((row) => row.kind === kind && row.group === group)
    expect(own.length).toBeGreaterThan(0)
    expect(failuresOf(own)).toEqual([])
  })

  it('no card and no IBAN is seen where there is none', () => {
    const own = rows.filter(({ kind, group }) => (kind === 'credit_card' || kind === 'iban') && (group === 'neg' || group === 'hardneg'))
    expect(failuresOf(own)).toEqual([])
  })
})
