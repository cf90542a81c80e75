/** What people have added to an entry: whether a pin is on it, and the tags of its notes and pins. */
export interface EntryMarks {
  readonly pinned: boolean
  readonly tags: readonly string[]
}

/** What people have added to the entries of a session, for `is:pinned` and `@tag`. */
export interface Marks {
  /** Undefined for an entry without any. Asked once per row, so it looks things up. */
  of(seq: number): EntryMarks | undefined
  /** Every tag in the session, as of now. */
  tags(): readonly string[]
}

/** Of a session to which nobody has added anything. */
export const noMarks: Marks = { of: () => undefined, tags: () => [] }
