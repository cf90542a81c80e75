import { z } from '../zod'
import type { FactSink } from './facts'
import type { Level, TypeSpec } from './format'
import { type Kind, kinds } from './kinds'

/** The payload of a kind's type, from its spec. */
type DataOf<Spec> = Spec extends TypeSpec<infer Data> ? Data : never

/**
 * One recorded fact before the store has numbered it. A union over kind and
 * type, so `data` is known once both are.
 */
export type Fact = {
  [K in Kind]: {
    [T in keyof (typeof kinds)[K] & string]: {
      readonly kind: K
      readonly type: T
      /** The id of the source, unique in its document; present on every `state` entry. */
      readonly source?: string | undefined
      readonly data: DataOf<(typeof kinds)[K][T]>
    }
  }[keyof (typeof kinds)[K] & string]
}[Kind]

/** A fact as its document hands it over: `at` is milliseconds on the document's own clock, since its `timeOrigin`. */
export type WireEntry = Fact & { readonly at: number }

/** A fact with its time: milliseconds since the epoch, fractions allowed. */
export type NewEntry = Fact & { readonly t: number }

/**
 * One recorded fact. Identity: (session, `document`, `n`). `n` counts the
 * document's entries from 1 without holes; `seq` counts the session's from 1 in
 * the order they were stored. Views sort by (`t`, `document`, `n`).
 */
export type Entry = NewEntry & { readonly document: string; readonly n: number; readonly seq: number }

type AnySpec = TypeSpec<unknown>

/** The spec of a kind and type, or undefined when there is no such type. */
export function specOf(kind: string, type: string): AnySpec | undefined {
  if (!Object.hasOwn(kinds, kind)) return undefined
  const types = kinds[kind as Kind] as Readonly<Record<string, AnySpec>>
  return Object.hasOwn(types, type) ? types[type] : undefined
}

const SOURCE_LENGTH = 200

/**
 * What is wrong with `value` as a fact (envelope and payload), or undefined when it is one.
 * The envelope by hand, not by schema: it runs for each of millions, and most of them are small.
 */
export function faultOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'it is no object'
  const { kind, type, source, data } = value as Readonly<Record<string, unknown>>
  if (typeof kind !== 'string') return '/kind is a text'
  if (typeof type !== 'string') return '/type is a text'
  if (source !== undefined && typeof source !== 'string') return '/source is a text'
  if (data === undefined) return '/data is missing'
  const spec = specOf(kind, type)
  if (spec === undefined) return `there is no type ${kind}/${type}`.slice(0, 100)
  if (kind === 'state' && type !== 'gap' && source === undefined) return 'a state entry names no source'
  if (source !== undefined && source.length > SOURCE_LENGTH) return 'the name of the source is too long'
  const checked = z.safeParse(spec.schema, data)
  return checked.success ? undefined : `data: ${describeIssue(checked.error)}`
}

function describeIssue(error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }): string {
  const issue = error.issues[0]
  return issue === undefined ? 'not an entry' : `/${issue.path.map(String).join('/')} ${issue.message}`.slice(0, 200)
}

export interface Described {
  readonly label: string
  readonly text: string
  readonly level: Level
}

/** Label, searchable text and level of a fact. */
export function describe(fact: Fact): Described {
  const spec = specOf(fact.kind, fact.type)
  if (spec === undefined) return { label: `${fact.kind}/${fact.type}`, text: '', level: 'info' }
  return { label: spec.label(fact.data), text: spec.text(fact.data), level: spec.level(fact.data) }
}

/** Tells what is to be known of a fact beside its label. */
export function tellFacts(fact: Fact, into: FactSink): void {
  specOf(fact.kind, fact.type)?.facts?.(fact.data, into)
}

/** The order of views: time, then document, then number. */
export function compareEntries(a: Pick<Entry, 't' | 'document' | 'n'>, b: Pick<Entry, 't' | 'document' | 'n'>): number {
  return a.t - b.t || (a.document < b.document ? -1 : a.document > b.document ? 1 : 0) || a.n - b.n
}
