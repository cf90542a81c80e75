import { specOf } from '../../../core/model'
import { levels, type TimelineIndex, type TypeInfo } from '../timeline-index'
import { type Answer, ENTRY, type Evidence, NO, STORED, TEXT, type Told, YES } from './evidence'
import type { Marks } from './marks'
import { placeTest } from './paths'
import type { Condition, Trait } from './query'
import { UNKEPT } from './row-facts'
import { foldedTag } from './tags'

/** What conditions are held against. */
export interface Subjects {
  readonly index: TimelineIndex
  /** What a source calls itself, by its place in `index.sources`. */
  sourceName(source: number): string
  readonly marks: Marks
}

export type Check = (evidence: Evidence) => Answer

const state = (yes: boolean): Answer => (yes ? YES : NO)

/** A condition as a function of what is at hand of a row. It asks for no more than it needs. */
export function checkOf(condition: Condition, subjects: Subjects): Check {
  const { index } = subjects
  switch (condition.on) {
    case 'text':
      return ofText(index, condition.text)
    case 'pattern':
      return withText((evidence) => condition.test(haystackOf(index, evidence)))
    case 'kind':
      return ofType(index, ({ kind }) => kind === condition.kind)
    case 'facet':
      return ofType(index, ({ facet }) => facet === condition.facet)
    case 'type':
      return ofType(index, ({ type }) => condition.test(type))
    case 'level': {
      const least = levels.indexOf(condition.least)
      return ({ row }) => state((index.level.data[row] ?? 0) >= least)
    }
    case 'source':
      return ofSource(subjects, condition.text)
    case 'action':
      return ofName(
        (test) => memo(index.facts.actions.names, test),
        condition.test,
        ({ row }) => index.facts.action(row),
        ({ label }) => label ?? TEXT,
      )
    case 'url':
      return whereTold(
        index,
        ofName(
          (test) => memo(index.facts.urls.names, test),
          condition.test,
          ({ row }) => index.facts.url(row),
          ({ told }) => told?.url ?? STORED,
        ),
        ({ url }) => url !== '' && condition.test(url),
      )
    case 'method': {
      const test = (method: string): boolean => method.toUpperCase() === condition.method
      return whereTold(
        index,
        ofName(
          (check) => memo(index.facts.methods.names, check),
          test,
          ({ row }) => index.facts.method(row),
          ({ told }) => told?.method ?? STORED,
        ),
        ({ method }) => method !== '' && test(method),
      )
    }
    case 'status': {
      const { from, to } = condition.range
      const test = (status: number): boolean => status !== 0 && status >= from && status <= to
      return whereTold(
        index,
        ({ row }) => state(test(index.facts.status(row))),
        ({ status }) => test(status),
      )
    }
    case 'size':
      return whereTold(
        index,
        ({ row }) => state(index.facts.size(row) > condition.over),
        ({ size }) => size > condition.over,
      )
    case 'duration':
      return whereTold(
        index,
        ({ row }) => state(index.facts.duration(row) > condition.over),
        ({ duration }) => duration > condition.over,
      )
    case 'path':
      return onChanges(index, placeTest(condition.pointer, true))
    case 'changed': {
      const change = onChanges(index, placeTest(condition.pointer, false))
      return (evidence) => (index.facts.begins(evidence.row) ? YES : change(evidence))
    }
    case 'is':
      return ofTrait(condition.trait, subjects)
    case 'tag':
      return ({ row }) => state(subjects.marks.of(index.seq.data[row] ?? 0)?.tags.some((tag) => foldedTag(tag) === condition.tag) === true)
  }
}

/** Milliseconds over which something is slow: a second for a request, half of the time in which people notice a delay for what keeps the page busy. */
const SLOW_REQUEST = 1000
const SLOW_WORK = 50

function ofTrait(trait: Trait, { index, marks }: Subjects): Check {
  switch (trait) {
    case 'pinned':
      return ({ row }) => state(marks.of(index.seq.data[row] ?? 0)?.pinned === true)
    case 'error': {
      const error = levels.indexOf('error')
      return ({ row }) => state(index.level.data[row] === error)
    }
    case 'gap':
      return ofType(index, ({ type }) => type === 'gap')
    case 'slow': {
      const boundOf = (row: number): number => (typeOf(index, row)?.facet === 'network' ? SLOW_REQUEST : SLOW_WORK)
      return whereTold(
        index,
        ({ row }) => state(index.facts.duration(row) > boundOf(row)),
        ({ duration }, row) => duration > boundOf(row),
      )
    }
  }
}

function typeOf(index: TimelineIndex, row: number): TypeInfo | undefined {
  return index.types[index.type.data[row] ?? 0]
}

/** Types are few: each is asked once. */
function ofType(index: TimelineIndex, test: (type: TypeInfo) => boolean): Check {
  const known = memo(index.types, test)
  return ({ row }) => state(known(index.type.data[row] ?? 0))
}

function ofSource({ index, sourceName }: Subjects, text: string): Check {
  const known = memo(index.sources, ({ source }, place) => {
    const name = sourceName(place).toLowerCase()
    return name.includes(text) || source.toLowerCase().includes(text)
  })
  return ({ row }) => {
    const source = index.source.data[row] ?? 0
    return state(source > 0 && known(source - 1))
  }
}

/** A test of the members of a list that grows, each done once. */
function memo<T>(list: readonly T[], test: (member: T, place: number) => boolean): (place: number) => boolean {
  const known: (boolean | undefined)[] = []
  return (place) => {
    const answer = known[place]
    if (answer !== undefined) return answer
    const member = list[place]
    const fresh = member !== undefined && test(member, place)
    if (member !== undefined) known[place] = fresh
    return fresh
  }
}

/** By a name that is kept once for all rows that have it, or else read where it still is. */
function ofName(
  memoOf: (test: (name: string) => boolean) => (code: number) => boolean,
  test: (name: string) => boolean,
  codeOf: (evidence: Evidence) => number,
  read: (evidence: Evidence) => string | Answer,
): Check {
  const known = memoOf(test)
  return (evidence) => {
    const code = codeOf(evidence)
    if (code >= 0) return state(known(code))
    if (code !== UNKEPT) return NO
    const name = read(evidence)
    return typeof name === 'string' ? state(test(name)) : name
  }
}

/** By the index where it knows, else by what the entry tells. */
function whereTold(index: TimelineIndex, known: Check, test: (told: Told, row: number) => boolean): Check {
  const tells = memo(index.types, ({ kind, type }) => specOf(kind, type)?.facts !== undefined)
  return (evidence) => {
    if (!tells(index.type.data[evidence.row] ?? 0)) return NO
    if (index.facts.knows(evidence.row)) return known(evidence)
    return evidence.told === undefined ? ENTRY : state(test(evidence.told, evidence.row))
  }
}

/** By the paths of a change: those in its text, where that has them all, else those of its patch. */
function onChanges(index: TimelineIndex, test: (path: string) => boolean): Check {
  const changes = memo(index.types, ({ kind, type }) => kind === 'state' && type === 'change')
  return (evidence) => {
    const { row, text, entry } = evidence
    if (!changes(index.type.data[row] ?? 0)) return NO
    if (entry?.kind === 'state' && entry.type === 'change') return state(entry.data.patch.some(({ path }) => test(path)))
    const told = index.facts.knows(row) ? index.facts.paths(row) : 'odd'
    if (told === 'odd') return ENTRY
    if (text === undefined) return TEXT
    const paths = text === '' ? [] : text.split(' ')
    // The last of a text that was cut is not all there.
    if (told === 'cut') paths.pop()
    if (paths.some(test)) return YES
    return told === 'cut' ? ENTRY : NO
  }
}

/** By what is in memory of the row, all letters at once, else by its label and text. */
function ofText(index: TimelineIndex, text: string): Check {
  const inMemory = index.text.finder(text)
  const ofItsType = memo(index.types, ({ type }) => type.toLowerCase().includes(text))
  const ofItsSource = memo(index.sources, ({ source }) => source.toLowerCase().includes(text))
  return ({ row, label, text: rest }) => {
    if (ofItsType(index.type.data[row] ?? 0)) return YES
    const source = index.source.data[row] ?? 0
    if (source > 0 && ofItsSource(source - 1)) return YES
    if (label !== undefined) return state(label.toLowerCase().includes(text) || rest?.toLowerCase().includes(text) === true)
    const found = inMemory(row)
    return found === undefined ? TEXT : state(found)
  }
}

function withText(test: (evidence: Evidence) => boolean): Check {
  return (evidence) => (evidence.label === undefined ? TEXT : state(test(evidence)))
}

function haystackOf(index: TimelineIndex, evidence: Evidence): string {
  const { row, label, text } = evidence
  const source = index.source.data[row] ?? 0
  const id = source === 0 ? '' : (index.sources[source - 1]?.source ?? '')
  evidence.haystack ??= `${label}\n${text}\n${id}\n${typeOf(index, row)?.type ?? ''}`
  return evidence.haystack
}
