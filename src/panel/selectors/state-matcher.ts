import { compilePattern } from './filter/pattern'

/** What somebody looks for in a state: a text, upper and lower case alike, or a `/regex/flags`. */
export interface Matcher {
  test(text: string): boolean
  /** The text in parts, of which every second, from the second on, is a match. */
  parts(text: string): readonly string[]
}

export type ParsedMatcher =
  | { readonly ok: true; readonly matcher: Matcher | undefined }
  | { readonly ok: false; readonly why: string | undefined }

const slashed = /^\/(.+)\/([imsuv]*)$/s
/** Characters of a text that a pattern looks at. */
const MOST = 2_000

/** `matcher` is undefined where nothing is asked yet; `why` where a pattern is too costly to run. */
export function parseMatcher(typed: string): ParsedMatcher {
  if (typed === '') return { ok: true, matcher: undefined }
  const pattern = slashed.exec(typed)
  if (pattern === null) return { ok: true, matcher: textMatcher(typed) }
  const compiled = compilePattern(pattern[1] ?? '', pattern[2] ?? '')
  if (!compiled.ok) return { ok: false, why: compiled.fault === 'costly' ? undefined : compiled.why }
  const test = (text: string): boolean => compiled.test(text.slice(0, MOST))
  // Where in the text it matches, not every pattern can be asked without a risk.
  return { ok: true, matcher: { test, parts: (text) => (test(text) ? ['', text] : [text]) } }
}

function textMatcher(typed: string): Matcher {
  const wanted = typed.toLowerCase()
  return {
    test: (text) => text.toLowerCase().includes(wanted),
    parts(text) {
      const lower = text.toLowerCase()
      // A few letters change their length with their case: then places mean nothing.
      if (lower.length !== text.length) return lower.includes(wanted) ? ['', text] : [text]
      const parts: string[] = []
      let from = 0
      for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
        parts.push(text.slice(from, at), text.slice(at, at + wanted.length))
        from = at + wanted.length
      }
      return [...parts, text.slice(from)]
    },
  }
}
