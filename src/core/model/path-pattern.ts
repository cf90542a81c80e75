import { AppError } from '../errors'
import { globTest } from './globs'
import { ITEM, type Step } from './way-step'

/** The ways to values that a rule is about, and those that it leaves out. */
export interface PathRule {
  readonly takes: readonly PathPattern[]
  readonly leaves: readonly PathPattern[]
}

export type PathPattern = readonly Segment[]

/** `any`: any number of steps, none too. */
type Segment = { readonly any: true } | { readonly any: false; fits(step: Step): boolean }

const MOST_SEGMENTS = 50
const segment = /(?:^|\.)([^.[\]"]+)|\[(\*|\d+|"(?:[^"\\]|\\.)*")\]/y

/**
 * `user.*.email`, `**.ssn`, `items[*].card`, `["a.b"].c`. `*` within a name stands
 * for any text, as a whole one for any one step, `**` for any number of steps.
 * Throws `rules/bad-path`.
 */
export function parsePath(path: string): PathPattern {
  const out: Segment[] = []
  let at = 0
  while (at < path.length) {
    segment.lastIndex = at
    const match = segment.exec(path)
    if (match === null) throw new AppError('rules/bad-path', { path: path.slice(0, 200), at })
    at = segment.lastIndex
    out.push(segmentOf(path, match[1], match[2]))
  }
  if (out.length === 0 || out.length > MOST_SEGMENTS) throw new AppError('rules/bad-path', { path: path.slice(0, 200), at: 0 })
  return out
}

function segmentOf(path: string, name: string | undefined, bracket: string | undefined): Segment {
  if (name === '**') return { any: true }
  if (bracket?.startsWith('"')) {
    const key: unknown = JSON.parse(bracket)
    return { any: false, fits: (step) => step === key }
  }
  // An item moves when another comes before it: what becomes of a value must not depend on where it is just now.
  if (bracket !== undefined && bracket !== '*')
    throw new AppError('rules/bad-path', { path: path.slice(0, 200), at: path.indexOf(`[${bracket}]`) })
  if (bracket === '*' || name === '*') return { any: false, fits: () => true }
  const fits = globTest(name ?? '')
  return { any: false, fits: (step) => step !== ITEM && fits(String(step)) }
}
