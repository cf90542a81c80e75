import type { PathPattern, Step } from '../model'
import type { Named, Rule } from './rule'
import type { PathState } from './where'

/** What a person's rule says of what its path leads to. */
const told: Omit<Named, 'rule'> = { numbers: 'all', containers: 'whole', always: true }

const MOST_STATES = 10_000
const MOST_STEPS = 1000

interface Ready {
  readonly rule: number
  readonly keeps: boolean
  readonly takes: readonly PathPattern[]
  readonly leaves: readonly PathPattern[]
}

/**
 * The patterns of all rules as one automaton, made as far as it is walked: each
 * state is the set of places in patterns that the way may have come to (Thompson,
 * "Regular Expression Search Algorithm", 1968).
 */
export function pathStates(rules: readonly { readonly rule: Rule; readonly at: number }[]): PathState | undefined {
  const ready = rules.flatMap(({ rule, at }): Ready[] =>
    rule.path === undefined ? [] : [{ rule: at, keeps: rule.action === 'keep', takes: rule.path.takes, leaves: rule.path.leaves }],
  )
  if (ready.length === 0) return undefined
  const patterns = ready.flatMap((rule) => [
    ...rule.takes.map((pattern) => ({ rule, pattern, takes: true })),
    ...rule.leaves.map((pattern) => ({ rule, pattern, takes: false })),
  ])
  const states = new Map<string, PathState>()

  /** Places are numbers: the pattern's and, within it, how many segments are behind. */
  function withSkips(places: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
    const seen = new Map<string, readonly [number, number]>()
    const left = [...places]
    for (let place = left.pop(); place !== undefined; place = left.pop()) {
      const key = place.join()
      if (seen.has(key)) continue
      seen.set(key, place)
      const [number, at] = place
      if (patterns[number]?.pattern[at]?.any === true) left.push([number, at + 1])
    }
    return [...seen.values()].sort(([a, b], [c, d]) => a - c || b - d)
  }

  function stateOf(places: readonly (readonly [number, number])[]): PathState {
    const all = withSkips(places)
    const key = `${all.map((place) => place.join()).join(' ')}`
    const known = states.get(key)
    if (known !== undefined) return known
    const state = makeState(all)
    if (states.size >= MOST_STATES) states.clear()
    states.set(key, state)
    return state
  }

  function makeState(places: readonly (readonly [number, number])[]): PathState {
    const there = places.filter(([number, at]) => at === patterns[number]?.pattern.length)
    const says = (rule: Ready, takes: boolean): boolean =>
      there.some(([number]) => patterns[number]?.rule === rule && patterns[number].takes === takes)
    // By priority, the first that takes what is here.
    const found = ready.find((rule) => says(rule, true) && !says(rule, false))
    // What a rule leaves out may be deeper in: of such, only what is in it is hidden, one by one.
    const named: Named | undefined =
      found === undefined || found.keeps
        ? undefined
        : { ...told, rule: found.rule, containers: found.leaves.length > 0 ? 'plain' : 'whole' }
    const next = new Map<Step, PathState>()
    return {
      named,
      keeps: found?.keeps === true,
      next(step) {
        const known = next.get(step)
        if (known !== undefined) return known
        const moved = places.flatMap(([number, at]): (readonly [number, number])[] => {
          const segment = patterns[number]?.pattern[at]
          if (segment === undefined) return []
          if (segment.any) return [[number, at]]
          return segment.fits(step) ? [[number, at + 1]] : []
        })
        const state = stateOf(moved)
        if (next.size >= MOST_STEPS) next.clear()
        next.set(step, state)
        return state
      },
    }
  }

  return stateOf(patterns.map((_, number) => [number, 0] as const))
}
