import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { globTest, ITEM, parsePath, type Step } from '../../../src/core/model'
import { exactTexts } from '../../../src/core/sanitize/exact-texts'
import { createKeyTokens } from '../../../src/core/sanitize/key-tokens'
import { pathStates } from '../../../src/core/sanitize/path-state'
import type { Rule } from '../../../src/core/sanitize/rule'
import { path } from '../../harness/rule-packs'
import { runs } from '../../harness/runs'

const text = (alphabet: string, maxLength: number) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength })

describe('a glob', () => {
  it('fits what the same regular expression fits', () => {
    fc.assert(
      fc.property(text('aB.*', 8), text('aAbB.', 10), fc.boolean(), (glob, given, fold) => {
        const parts = glob.split('*').map((part) => part.replace(/[.\\+?^${}()|[\]]/g, String.raw`\$&`))
        expect(globTest(glob, fold)(given)).toBe(new RegExp(`^${parts.join('[^]*')}$`, fold ? 'i' : '').test(given))
      }),
      { numRuns: runs(3000) },
    )
  })
})

type Way = readonly string[]

/** The segments of a path as it is written. */
function segmentsOf(written: string): Way {
  return [...written.matchAll(/\[[^\]]*\]|[^.[\]]+/g)].map(([segment]) => segment)
}

function fits(segment: string, step: Step): boolean {
  if (segment === '*' || segment === '[*]') return true
  if (step === ITEM) return false
  if (segment.startsWith('["')) return JSON.parse(segment.slice(1, -1)) === step
  return new RegExp(`^${segment.replaceAll('*', '.*')}$`).test(String(step))
}

function leadsTo([segment, ...later]: Way, [step, ...rest]: readonly Step[]): boolean {
  if (segment === undefined) return step === undefined
  if (segment === '**')
    return leadsTo(later, step === undefined ? [] : [step, ...rest]) || (step !== undefined && leadsTo([segment, ...later], rest))
  return step !== undefined && fits(segment, step) && leadsTo(later, rest)
}

const steps = fc.array(fc.constantFrom<Step>('password', 'token', 'a', 'b', 'name', 'a/b', 'm~n', '0', 'value', ITEM), { maxLength: 6 })
const ways = fc.array(
  fc.record({ takes: fc.array(path, { minLength: 1, maxLength: 3 }), leaves: fc.array(path, { maxLength: 2 }), keeps: fc.boolean() }),
  {
    minLength: 1,
    maxLength: 4,
  },
)

describe('the ways of rules', () => {
  it('lead where each of them leads by itself, tried in every way', () => {
    fc.assert(
      fc.property(ways, fc.array(steps, { minLength: 1, maxLength: 4 }), (rules, walks) => {
        const numbered = rules.map(({ takes, leaves, keeps }, at) => {
          const rule: Rule = {
            id: 'x',
            title: '',
            hides: '',
            confidence: 'medium',
            templates: [],
            priority: 1,
            action: keeps ? 'keep' : 'mask',
          }
          return { at, rule: { ...rule, path: { takes: takes.map(parsePath), leaves: leaves.map(parsePath) } } }
        })
        const start = pathStates(numbered)
        for (const walk of walks) {
          const first = rules.findIndex(
            ({ takes, leaves }) =>
              takes.some((each) => leadsTo(segmentsOf(each), walk)) && !leaves.some((each) => leadsTo(segmentsOf(each), walk)),
          )
          const state = walk.reduce((at, step) => at?.next(step), start)
          const keeps = rules[first]?.keeps === true
          expect(state?.keeps).toBe(keeps)
          expect(state?.named?.rule).toBe(first < 0 || keeps ? undefined : first)
        }
      }),
      { numRuns: runs(1500) },
    )
  })
})

/** From the left, the longest of those that stand there; case does not count for addresses. */
function naiveHits(texts: readonly string[], given: string): readonly (readonly [number, number])[] {
  const longest = texts.filter((each) => each !== '').sort((a, b) => b.length - a.length)
  const hits: (readonly [number, number])[] = []
  for (let at = 0; at < given.length; at++) {
    const found = longest.find((each) =>
      each.length < 3
        ? each === given && at === 0
        : each.includes('@')
          ? given.toLowerCase().indexOf(each.toLowerCase(), at) === at
          : given.indexOf(each, at) === at,
    )
    if (found === undefined) continue
    hits.push([at, at + found.length])
    at += found.length - 1
  }
  return hits
}

describe('a search for many texts', () => {
  it('finds what looking for one after the other finds', () => {
    fc.assert(
      fc.property(fc.array(text('aAb@', 6), { maxLength: 5 }), text('aAbB@', 30), (texts, given) => {
        const hits: (readonly [number, number])[] = []
        exactTexts(texts).find(given, (start, end) => hits.push([start, end]))
        expect(hits).toEqual(naiveHits(texts, given))
      }),
      { numRuns: runs(5000) },
    )
  })
})

describe('tokens of keys', () => {
  it('are one for each key and no two the same, and the same again with the same secret alone', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 50 }), fc.string(), fc.string(), (keys, secret, other) => {
        const [numbered, one, two, third] = [createKeyTokens(), createKeyTokens(secret), createKeyTokens(secret), createKeyTokens(other)]
        for (const tokens of [numbered, one]) {
          expect(new Set(keys.map((key) => tokens.add(key))).size).toBe(keys.length)
          expect(keys.map((key) => tokens.get(key)).every((token) => /^\[key#\d{1,15}\]$/.test(token ?? ''))).toBe(true)
        }
        expect(keys.map((key) => two.add(key))).toEqual(keys.map((key) => one.get(key)))
        if (secret !== other) expect(keys.map((key) => third.add(key))).not.toEqual(keys.map((key) => one.get(key)))
      }),
      { numRuns: runs(100) },
    )
  })
})
