/** What a person typed into the filter, understood. All terms must hold. */
export interface TextFilter {
  /** True when nothing is asked. */
  readonly empty: boolean
  test(haystack: string): boolean
}

export type ParsedFilter = { readonly ok: true; readonly filter: TextFilter } | { readonly ok: false; readonly why: string }

type Term = { readonly negated: boolean } & ({ readonly text: string } | { readonly pattern: RegExp })

const tokenPattern = /([-!]?)(?:"([^"]*)"|(\/(?:\\.|[^/\\])+\/[a-z]*)(?=\s|$)|(\S+))/g
const patternParts = /^\/(.*)\/([a-z]*)$/s
const knownFlags = /^[imsuv]*$/
const unfinished = /^\/[^/]*[\\()[\]{}|^$*+][^/]*$/

/**
 * Terms separated by spaces, all of which must hold: `text` (upper and lower
 * case alike), `"quoted text"`, `/regex/flags`; `-` or `!` in front negates.
 * A slash that begins no complete regex with known flags is plain text, so that
 * paths such as `/api/cart` can be typed as they are; but one that is followed by
 * what paths do not hold is a regex still being typed, and asks nothing yet.
 */
export function parseTextFilter(typed: string): ParsedFilter {
  const terms: Term[] = []
  for (const [, sign, quoted, slashed, word] of typed.matchAll(tokenPattern)) {
    const negated = sign !== ''
    const text = quoted ?? slashed ?? word ?? ''
    if (text === '' || (word !== undefined && unfinished.test(word))) continue
    const parts = slashed === undefined ? null : patternParts.exec(slashed)
    if (parts === null || !knownFlags.test(parts[2] ?? '')) {
      terms.push({ negated, text: text.toLowerCase() })
      continue
    }
    try {
      terms.push({ negated, pattern: new RegExp(parts[1] ?? '', parts[2]) })
    } catch (error) {
      return { ok: false, why: reasonOf(error) }
    }
  }
  return { ok: true, filter: { empty: terms.length === 0, test: (haystack) => holds(terms, haystack) } }
}

/** Engines repeat the whole pattern before the reason; the person sees the pattern already. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const reason = /:\s([^:]+)$/.exec(message)?.[1]
  return reason ?? message
}

function holds(terms: readonly Term[], haystack: string): boolean {
  const lower = haystack.toLowerCase()
  return terms.every((term) => {
    const found = 'pattern' in term ? term.pattern.test(haystack) : lower.includes(term.text)
    return found !== term.negated
  })
}
