/** A key on the way to a value, or `ITEM`: one item of a list is as good as another, since they move. */
export type Step = string | typeof ITEM
export const ITEM = -1
