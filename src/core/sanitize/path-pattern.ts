/** A key on the way to a value, or `ITEM`: one item of a list is as good as another, since they move. */
export type Step = string | typeof ITEM
export const ITEM = -1

/** The ways to values that a rule is about, and those that it leaves out. */
export interface PathRule {
  readonly takes: readonly PathPattern[]
  readonly leaves: readonly PathPattern[]
}

export type PathPattern = readonly Segment[]

/** `any`: any number of steps, none too. */
export type Segment = { readonly any: true } | { readonly any: false; fits(step: Step): boolean }
