import type { Rule } from './rule'

/** A place in a text. */
interface Span {
  readonly start: number
  readonly end: number
}

/**
 * What stands for what was found, told from what a page wrote: a rule that fits
 * nearly everything would find its own markers, again and again, and the look at
 * what was written would refuse them.
 */
export interface OwnMarks {
  /** In order. */
  in(text: string): readonly Span[]
  /** Whether a marker that says this tells nothing of what it stands for. */
  tells(shown: string): boolean
}

/** As `key-tokens.ts` makes them, with what `freeKey` puts behind. */
const marks = /\[(?:redacted:[\w-]{1,64}(?:\|([^[\]]{0,200}))?\]|key#\d{1,15}\]\+{0,9})/g
/** Tokens, masks, and what `keep-format` leaves. */
const forms =
  /^(?:#[a-z2-7]{4,16}|\*{6}|…\d{4}|…@[\w.-]{1,100}|[a-z][a-z+.-]{1,20}:\/\/[\w.-]{1,100}(?::\d{1,5})?\/…|[A-Z]{2}…|\+\d{1,2}…|\d{4})$/i

/** `replacements`: what a person's rules put in place of what they find. */
export function createOwnMarks(replacements: ReadonlySet<string>): OwnMarks {
  const tells = (shown: string): boolean => forms.test(shown) || replacements.has(shown)
  return {
    in(text) {
      if (!text.includes('[redacted:') && !text.includes('[key#')) return []
      return [...text.matchAll(marks)].flatMap(({ 0: mark, 1: shown, index }) =>
        shown === undefined || tells(shown) ? [{ start: index, end: index + mark.length }] : [],
      )
    },
    tells,
  }
}

/** Whether a key stands for one that held a secret. */
export function isToken(key: string): boolean {
  return /^\[key#\d{1,15}\]\+{0,9}$/.test(key)
}

/** What `own` leaves of what was found: nothing that lies within a marker; what goes over its edge takes all of it along. */
export function withoutMarks<Found extends Span>(found: readonly Found[], own: readonly Span[]): readonly Found[] {
  if (own.length === 0) return found
  return found.flatMap((each) => {
    if (own.some(({ start, end }) => start <= each.start && each.end <= end)) return []
    const over = own.filter(({ start, end }) => start < each.end && each.start < end)
    if (over.length === 0) return [each]
    return [{ ...each, start: Math.min(each.start, over[0]?.start ?? 0), end: Math.max(each.end, over.at(-1)?.end ?? 0) }]
  })
}

/** The texts that rules put in place of what they find, where that does not depend on what it is. */
export function replacementsOf(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(
    rules.flatMap(({ action }) =>
      typeof action === 'object' ? [markerText(action.replace), markerText(action.replace.replaceAll('$$', '$'))] : [],
    ),
  )
}

const LONGEST = 200

/** As it fits into a marker. */
export function markerText(shown: string): string {
  return shown
    .replace(/[[\]\s]+/g, ' ')
    .slice(0, LONGEST)
    .toWellFormed()
}
