import { z } from '../zod'

/** What a note is about: one entry, by its identity, or a stretch of time in milliseconds since the epoch. */
export type NoteAnchor = EntryAnchor | TimeAnchor

export interface EntryAnchor {
  readonly document: string
  readonly n: number
}

export interface TimeAnchor {
  readonly from: number
  readonly until: number
}

/** What a person adds to a session at one place. A pin is a note that is pinned; it needs no text. */
export interface Note {
  /** Unique in its session. */
  readonly id: string
  readonly anchor: NoteAnchor
  readonly text: string
  readonly tags: readonly string[]
  readonly pinned: boolean
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly editedAt: number
}

/** What a person may write: a file may bring more, as sanitizing can make a text longer. */
export const noteLimits = { text: 4000, tags: 20, tag: 60 } as const

const id = z.string().check(z.minLength(1), z.maxLength(64))

export const noteAnchor: z.ZodMiniType<NoteAnchor> = z.union([
  z.strictObject({ document: id, n: z.int().check(z.positive()) }),
  z
    .strictObject({ from: z.number(), until: z.number() })
    .check(z.refine(({ from, until }) => from <= until, { error: 'the time ends before it begins' })),
])

/** The shape of a note whose texts have at most these lengths. */
export function noteSchema(limits: { readonly text: number; readonly tags: number; readonly tag: number }): z.ZodMiniType<Note> {
  return z.strictObject({
    id,
    anchor: noteAnchor,
    text: z.string().check(z.maxLength(limits.text)),
    tags: z.array(z.string().check(z.minLength(1), z.maxLength(limits.tag))).check(z.maxLength(limits.tags)),
    pinned: z.boolean(),
    createdAt: z.number(),
    editedAt: z.number(),
  })
}

export const note = noteSchema(noteLimits)

export function isEntryAnchor(anchor: NoteAnchor): anchor is EntryAnchor {
  return 'document' in anchor
}

/**
 * Tags out of what a person typed: words apart by white space or commas, without
 * the sign that a filter puts before them, each once whatever its case.
 */
export function tagsOf(typed: string): readonly string[] {
  const found = new Map<string, string>()
  for (const word of typed.split(/[\s,]+/)) {
    const tag = cut(word.normalize('NFC').replace(/^[@#]+/, ''), noteLimits.tag)
    if (tag !== '' && !found.has(tag.toLowerCase())) found.set(tag.toLowerCase(), tag)
  }
  return [...found.values()].slice(0, noteLimits.tags)
}

/** A text as a note takes it: without white space around it, and not too long. */
export function noteText(typed: string): string {
  return cut(typed.trim(), noteLimits.text)
}

/** At most `longest` characters, never half of one. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  const last = text.charCodeAt(longest - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? longest - 1 : longest)
}
