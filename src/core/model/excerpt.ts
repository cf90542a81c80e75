import { z } from '../zod'
import { type Kind, kinds } from './kinds'

/** What can be left out of an export beside kinds of entries, sources and times. */
const leavable = ['history', 'times', 'notes'] as const
export type Leavable = (typeof leavable)[number]

/**
 * Says that entries of a session were left out on purpose, so that nobody takes
 * what is missing for something that did not happen.
 */
export interface Excerpt {
  /** Kinds of entries; `history`: of each source only its last state is there; `times`: an entry's time is its number; `notes`. */
  readonly without: readonly (Kind | Leavable)[]
  /** The names of the sources that are there; absent for all. */
  readonly sources?: readonly string[] | undefined
  /** Milliseconds since the epoch. What stands before `from` says how things were then. */
  readonly from?: number | undefined
  /** What came after it is not there. */
  readonly until?: number | undefined
}

/** The order in which `without` is written. */
export const withoutOrder: readonly (Kind | Leavable)[] = [...(Object.keys(kinds) as Kind[]), ...leavable]

export const excerptSchema: z.ZodMiniType<Excerpt> = z.strictObject({
  without: z.array(z.enum(withoutOrder)).check(z.maxLength(withoutOrder.length)),
  sources: z.optional(z.array(z.string().check(z.maxLength(10_000))).check(z.maxLength(10_000))),
  from: z.optional(z.number()),
  until: z.optional(z.number()),
})
