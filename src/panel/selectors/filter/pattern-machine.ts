import type { Node } from './pattern-syntax'

/** More steps than any pattern that a person types; a few hundred rows per frame are looked at with so many. */
const MOST_STEPS = 1000

/** Goes on at both places. */
interface Fork {
  readonly op: 'fork'
  to: number
  or: number
}

type Step =
  | Fork
  | { readonly op: 'one'; readonly accepts: (code: number) => boolean }
  | { readonly op: 'edge'; readonly at: '^' | '$' | 'b' | 'B' }
  | { readonly op: 'found' }

/**
 * A pattern as a machine that is in all its states at once, so that the time it
 * takes is that of its length times that of the text, whatever both are (Thompson's
 * construction). Undefined for what no such machine can do, and for very long ones.
 */
export function machineOf(tree: Node, flags: string): ((text: string) => boolean) | undefined {
  const steps: Step[] = []
  let built = 0
  const wide = /[uv]/.test(flags)
  const manyLines = flags.includes('m')
  const charFlags = flags.replaceAll(/[^isuv]/g, '')

  /** Gives false when there is no machine for it. */
  function build(node: Node): boolean {
    if (++built > MOST_STEPS || steps.length > MOST_STEPS) return false
    switch (node.is) {
      case 'one':
        steps.push({ op: 'one', accepts: accepting(node.source, charFlags) })
        return true
      case 'edge':
        steps.push({ op: 'edge', at: node.at })
        return true
      case 'all':
        return node.parts.every(build)
      case 'any':
        return buildAny(node.parts)
      case 'repeat':
        return buildRepeat(node.part, node.least, node.most)
      case 'own':
        return false
    }
  }

  function buildAny(parts: readonly Node[]): boolean {
    const exits: Fork[] = []
    for (const [i, part] of parts.entries()) {
      const way: Fork = { op: 'fork', to: steps.length + 1, or: 0 }
      if (i < parts.length - 1) steps.push(way)
      if (!build(part)) return false
      const exit: Fork = { op: 'fork', to: 0, or: 0 }
      steps.push(exit)
      exits.push(exit)
      way.or = steps.length
    }
    for (const exit of exits) exit.to = exit.or = steps.length
    return true
  }

  function buildRepeat(part: Node, least: number, most: number): boolean {
    for (let i = 0; i < least; i++) if (!build(part)) return false
    if (most === Infinity) {
      const loop: Fork = { op: 'fork', to: steps.length + 1, or: 0 }
      const start = steps.push(loop) - 1
      if (!build(part)) return false
      steps.push({ op: 'fork', to: start, or: start })
      loop.or = steps.length
      return true
    }
    const ways: Fork[] = []
    for (let i = least; i < most; i++) {
      const way: Fork = { op: 'fork', to: steps.length + 1, or: 0 }
      ways.push(way)
      steps.push(way)
      if (!build(part)) return false
    }
    for (const way of ways) way.or = steps.length
    return true
  }

  if (!build(tree)) return undefined
  steps.push({ op: 'found' })
  return run(steps, wide, manyLines)
}

function run(steps: readonly Step[], wide: boolean, manyLines: boolean): (text: string) => boolean {
  /** Places that the characters so far have led to, and all that is reached from them. */
  const now: number[] = []
  const live: number[] = []
  const seen = new Uint32Array(steps.length)
  let generation = 0
  const waiting: number[] = []

  /** Adds all that is reached from `first` without a character. Gives whether the end is. */
  function reach(first: number, into: number[], text: string, at: number): boolean {
    waiting.push(first)
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      if (seen[place] === generation) continue
      seen[place] = generation
      const step = steps[place]
      if (step?.op === 'found') {
        waiting.length = 0
        return true
      }
      if (step?.op === 'one') into.push(place)
      else if (step?.op === 'fork') waiting.push(step.to, step.or)
      else if (step !== undefined && isEdge(step.at, text, at, manyLines)) waiting.push(place + 1)
    }
    return false
  }

  return (text) => {
    now.length = 0
    for (let at = 0; ; ) {
      generation++
      live.length = 0
      for (const place of now) if (reach(place, live, text, at)) return true
      // A match may begin anywhere.
      if (reach(0, live, text, at)) return true
      if (at >= text.length) return false
      const code = (wide ? text.codePointAt(at) : text.charCodeAt(at)) ?? 0
      now.length = 0
      for (const place of live) {
        const step = steps[place]
        if (step?.op === 'one' && step.accepts(code)) now.push(place + 1)
      }
      at += code > 0xffff ? 2 : 1
    }
  }
}

function isEdge(edge: '^' | '$' | 'b' | 'B', text: string, at: number, manyLines: boolean): boolean {
  if (edge === '^') return at === 0 || (manyLines && isLineEnd(text.charCodeAt(at - 1)))
  if (edge === '$') return at === text.length || (manyLines && isLineEnd(text.charCodeAt(at)))
  const between = isWord(text.charCodeAt(at - 1)) !== isWord(text.charCodeAt(at))
  return between === (edge === 'b')
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
}

/** Which characters a class stands for, asked of the browser's own engine once for each. */
function accepting(source: string, flags: string): (code: number) => boolean {
  const pattern = new RegExp(`^(?:${source})$`, flags)
  const known = new Map<number, boolean>()
  return (code) => {
    const answer = known.get(code)
    if (answer !== undefined) return answer
    const fresh = pattern.test(String.fromCodePoint(code))
    known.set(code, fresh)
    return fresh
  }
}
