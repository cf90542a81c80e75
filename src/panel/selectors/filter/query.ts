import type { Level } from '../../../core/model'
import type { Facet } from '../facets'
import type { StatusRange } from './values'

/** What `is:` may ask. */
export const traits = ['pinned', 'error', 'slow', 'gap'] as const
export type Trait = (typeof traits)[number]

/** One thing that is asked of an entry. */
export type Condition =
  | { readonly on: 'text'; readonly text: string }
  | { readonly on: 'pattern'; readonly test: (text: string) => boolean }
  | { readonly on: 'kind'; readonly kind: string }
  | { readonly on: 'facet'; readonly facet: Facet }
  | { readonly on: 'type'; readonly test: (type: string) => boolean }
  /** This level or one above it. */
  | { readonly on: 'level'; readonly least: Level }
  | { readonly on: 'source'; readonly text: string }
  | { readonly on: 'action'; readonly test: (action: string) => boolean }
  | { readonly on: 'url'; readonly test: (url: string) => boolean }
  | { readonly on: 'method'; readonly method: string }
  | { readonly on: 'status'; readonly range: StatusRange }
  | { readonly on: 'size'; readonly over: number }
  | { readonly on: 'duration'; readonly over: number }
  | { readonly on: 'path'; readonly pointer: string }
  | { readonly on: 'changed'; readonly pointer: string }
  | { readonly on: 'is'; readonly trait: Trait }
  | { readonly on: 'tag'; readonly tag: string }

/** Holds when one of the conditions does, or none of them when it is negated. */
export interface Term {
  readonly negated: boolean
  readonly any: readonly Condition[]
}

/** What a person typed into the filter, understood. All terms must hold; without any, everything passes. */
export interface Query {
  readonly terms: readonly Term[]
}

export const everything: Query = { terms: [] }

/** What is wrong with a term. The words for it are the catalogue's. */
export interface FilterFault {
  readonly why: 'pattern' | 'costly' | 'number' | 'duration' | 'status' | 'path' | 'choice'
  /** The term as it was typed. */
  readonly term: string
  /** What the engine said of a pattern. */
  readonly detail?: string | undefined
  /** What could stand there. */
  readonly choices?: readonly string[] | undefined
}

/** What a person may want to know of a filter that is in force. */
export type FilterHint =
  /** A word before a colon that is nearly a key: it is looked for as text. */
  | { readonly why: 'near'; readonly term: string; readonly meant: string }
  /** A tag that nothing in the session has; `meant` is one that it has and that is nearly the same. */
  | { readonly why: 'tag'; readonly term: string; readonly meant: string | undefined }
  /** A term that somebody is still typing: it asks nothing yet. */
  | { readonly why: 'unfinished'; readonly term: string }

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query; readonly hints: readonly FilterHint[] }
  | { readonly ok: false; readonly fault: FilterFault }
