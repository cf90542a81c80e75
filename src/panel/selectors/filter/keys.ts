import { kinds, type Level } from '../../../core/model'
import { type Facet, facets } from '../facets'
import { levels } from '../timeline-index'
import { allowance, distance } from './near'
import { parsePath } from './paths'
import { type Condition, type FilterFault, traits } from './query'
import { ofDomain, type Read, readDuration, readSize, readStatus, readWord, wildcard, wildcardWithin } from './values'

/** What may stand before a colon, in the order in which it is offered. */
export const filterKeys = [
  'kind',
  'type',
  'level',
  'source',
  'action',
  'url',
  'domain',
  'method',
  'status-code',
  'larger-than',
  'slower-than',
  'path',
  'changed',
  'is',
] as const
export type FilterKey = (typeof filterKeys)[number]

interface KeySpec {
  read(value: string): Read<Condition>
  readonly fault: FilterFault['why']
  readonly choices?: readonly string[] | undefined
}

const kindNames = Object.keys(kinds)
/** Kinds, and what is finer than they are. A word that is both means the kind. */
export const kindWords: readonly string[] = [...kindNames, ...facets.filter((facet) => !kindNames.includes(facet))]
export const typeWords: readonly string[] = [...new Set(Object.values(kinds).flatMap((types) => Object.keys(types)))]
const levelWords: readonly Level[] = [...levels].reverse()

const pathCondition =
  (on: 'path' | 'changed') =>
  (value: string): Read<Condition> => {
    const parsed = parsePath(value)
    return parsed.state === 'whole' ? { state: 'whole', value: { on, pointer: parsed.pointer } } : parsed
  }

export const keySpecs: Readonly<Record<FilterKey, KeySpec>> = {
  kind: {
    read: (value) => when(readWord(value, kindWords), (word) => (kindNames.includes(word) ? { on: 'kind', kind: word } : facetOf(word))),
    fault: 'choice',
    choices: kindWords,
  },
  type: {
    read: (value) =>
      value.includes('*')
        ? whole({ on: 'type', test: wildcard(value) })
        : when(readWord(value, typeWords), (word) => ({ on: 'type', test: (type) => type === word })),
    fault: 'choice',
    choices: typeWords,
  },
  level: {
    read: (value) => when(readWord(value, levelWords), (least) => ({ on: 'level', least })),
    fault: 'choice',
    choices: levelWords,
  },
  source: { read: (value) => whole({ on: 'source', text: value.toLowerCase() }), fault: 'choice' },
  action: { read: (value) => whole({ on: 'action', test: wildcard(value) }), fault: 'choice' },
  url: { read: (value) => whole({ on: 'url', test: wildcardWithin(value) }), fault: 'choice' },
  domain: { read: (value) => whole({ on: 'url', test: ofDomain(value) }), fault: 'choice' },
  method: { read: (value) => whole({ on: 'method', method: value.toUpperCase() }), fault: 'choice' },
  'status-code': { read: (value) => when(readStatus(value), (range) => ({ on: 'status', range })), fault: 'status' },
  'larger-than': { read: (value) => when(readSize(value), (over) => ({ on: 'size', over })), fault: 'number' },
  'slower-than': { read: (value) => when(readDuration(value), (over) => ({ on: 'duration', over })), fault: 'duration' },
  path: { read: pathCondition('path'), fault: 'path' },
  changed: { read: pathCondition('changed'), fault: 'path' },
  is: {
    read: (value) => when(readWord(value, traits), (trait) => ({ on: 'is', trait })),
    fault: 'choice',
    choices: traits,
  },
}

function whole(value: Condition): Read<Condition> {
  return { state: 'whole', value }
}

function when<T>(read: Read<T>, make: (value: T) => Condition): Read<Condition> {
  return read.state === 'whole' ? whole(make(read.value)) : read
}

function facetOf(word: string): Condition {
  return { on: 'facet', facet: word as Facet }
}

/** Other names that tools have for the same, and the beginning of our own. */
const otherNames: Readonly<Record<string, string>> = {
  status: 'status-code',
  code: 'status-code',
  size: 'larger-than',
  duration: 'slower-than',
  host: 'domain',
  store: 'source',
  tag: '@',
  has: 'is',
}

/** The key that somebody meant who typed nearly that, or undefined. */
export function nearKey(typed: string): string | undefined {
  const lower = typed.toLowerCase()
  if (Object.hasOwn(otherNames, lower)) return otherNames[lower]
  // Two letters are too few to be nearly anything.
  if (lower.length < 3) return undefined
  const allowed = allowance(lower)
  const other = Object.keys(otherNames).find((name) => name.length > 3 && distance(lower, name) === 1)
  if (other !== undefined) return otherNames[other]
  return filterKeys.find((key) => key.length > 2 && (distance(lower, key) <= allowed || (lower.length > 3 && key.startsWith(lower))))
}
