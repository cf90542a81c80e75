import { machineOf } from './pattern-machine'
import { type Node, parsePattern } from './pattern-syntax'

export type CompiledPattern =
  | { readonly ok: true; readonly test: (text: string) => boolean }
  | { readonly ok: false; readonly fault: 'syntax' | 'costly'; readonly why: string }

/** Characters of a text that filters look at, at least as many as there are. */
const TEXT = 600
/** Ways to go back that are nothing to worry about, each at most once per character. */
const FEW_WAYS = 2 * TEXT

/**
 * A pattern that a person typed, run so that no page text can make it freeze the
 * panel. The browser's engine goes back and tries again, which takes for ever
 * with a pattern such as `(a+)+$`; so it runs only those that leave it few ways to
 * do so, and a machine without going back runs the others. What neither can do
 * is refused. (An engine without going back for everything would be re2js, which
 * is half as large as the panel, and slower for the patterns people do type.)
 */
export function compilePattern(source: string, flags: string): CompiledPattern {
  let native: RegExp
  try {
    native = new RegExp(source, flags)
    // What is too large for the engine, it says when it first runs it.
    native.test('')
  } catch (error) {
    return { ok: false, fault: 'syntax', why: reasonOf(error) }
  }
  const tree = parsePattern(source, /[uv]/.test(flags))
  if (waysOf(tree) <= FEW_WAYS) return { ok: true, test: (text) => native.test(text) }
  const test = flags.includes('v') ? undefined : machineOf(tree, flags)
  return test === undefined ? { ok: false, fault: 'costly', why: '' } : { ok: true, test }
}

/** In how many ways a part can match from one place, at most: so often an engine may go back. */
function waysOf(node: Node): number {
  switch (node.is) {
    case 'one':
    case 'edge':
      return 1
    case 'all':
      return node.parts.reduce((ways, part) => ways * waysOf(part), 1)
    case 'any':
      return node.parts.reduce((ways, part) => ways + waysOf(part), 0)
    case 'own':
      return Math.max(2, waysOf(node.part))
    case 'repeat': {
      const { least, most } = node
      const ways = waysOf(node.part)
      if (ways === 1) return most === Infinity ? TEXT : most - least + 1
      if (most === Infinity) return Infinity
      return ways ** most * (most - least + 1)
    }
  }
}

/** Engines repeat the whole pattern before the reason; the person sees the pattern already. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return /:\s([^:]+)$/.exec(message)?.[1] ?? message
}
