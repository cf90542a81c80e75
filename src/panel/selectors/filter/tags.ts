import { allowance, distance } from './near'
import type { FilterHint } from './query'
import { tokensOf } from './tokens'

/** A tag as it is compared: people see no difference beyond this. */
export function foldedTag(tag: string): string {
  return tag.normalize('NFC').toLowerCase()
}

/** The tag that a word of the filter asks for, folded; undefined for any other word. */
export function tagIn(word: string): string | undefined {
  return word.startsWith('@') && word.length > 1 ? foldedTag(word.slice(1)) : undefined
}

/** Longer tags are compared with no others: the work grows with the square. */
const LONGEST = 60

/** What there is to say of tags that are asked for and that nothing in the session has. `tags`: all that it has. */
export function unknownTags(typed: string, tags: readonly string[]): readonly FilterHint[] {
  const known = new Map(tags.map((tag) => [foldedTag(tag), tag]))
  const hints: FilterHint[] = []
  for (const { form, text, key, from, until } of tokensOf(typed)) {
    const asked = form === 'word' && key === undefined ? tagIn(text) : undefined
    if (asked === undefined || known.has(asked)) continue
    hints.push({ why: 'tag', term: typed.slice(from, until), meant: nearTag(asked, known) })
  }
  return hints
}

function nearTag(asked: string, known: ReadonlyMap<string, string>): string | undefined {
  // Two letters are too few to be nearly anything.
  if (asked.length < 3 || asked.length > LONGEST) return undefined
  for (const [folded, tag] of known) {
    if (folded.length <= LONGEST && (folded.startsWith(asked) || distance(asked, folded) <= allowance(asked))) return `@${tag}`
  }
  return undefined
}
