import { AppError } from '../errors'
import { type PatchOp, pointerKeys, pointerOf } from '../timeline'
import type { Json, JsonObject } from '../value'
import type { Compiled } from './compile'
import { DEEPEST, type Engine } from './context'
import type { Treatment, Walk } from './walk'
import type { Where } from './where'

/** Stands for the containers on a path, of which nothing is known but that they hold something. */
const container: JsonObject = { held: null }
/** The same few paths change over and over. */
const MOST_WAYS = 10_000

/** Where a path leads to, as it may be shown. */
interface Way {
  /** The rules by which that is so. */
  readonly by: Compiled
  readonly path: string
  readonly treatment: Treatment
  readonly where: Where
  /** Under a name that hides all that is under it: what stands there instead. */
  readonly hidden: boolean
}

/** Sanitizes a step of a patch whose state is not known: the names on its path are all there is to go by. */
export function createLooseStep(engine: Engine, walk: Walk): (step: PatchOp, root: Where) => PatchOp {
  const ways = new Map<string, Way>()

  function wayOf(path: string, held: Json, root: Where): Way {
    const by = engine.compiled
    const keys = pathKeys(path)
    const shown: (string | number)[] = []
    let where = root
    for (const key of keys.slice(0, -1)) {
      const above = shown.length === keys.length - 2 ? held : container
      const treatment = walk.treatment(above, key)
      shown.push(treatment.key)
      const inner = walk.enter(treatment, above, where)
      if (inner === undefined) return { by, path: pointerOf(shown), treatment, where, hidden: true }
      where = inner
    }
    const treatment = walk.treatment(container, keys.at(-1) ?? '')
    return { by, path: pointerOf([...shown, treatment.key]), treatment, where, hidden: false }
  }

  function plainWay(path: string, root: Where): Way {
    const known = ways.get(path)
    if (known?.by === engine.compiled) return known
    const way = wayOf(path, container, root)
    if (ways.size >= MOST_WAYS) ways.clear()
    ways.set(path, way)
    return way
  }

  return (step, root) => {
    if (step.op === 'remove') return { op: 'remove', path: pointerOf(pathKeys(step.path).map((key) => engine.key(key).clean)) }
    if (step.path === '') return { ...step, value: walk.json(step.value, DEEPEST, undefined, root) }
    // What becomes a tag by this step is as closed to a name as any tag.
    const becomesTag = step.path.endsWith('/$')
    const held = becomesTag ? { $: step.value } : container
    const { path, treatment, where, hidden } = becomesTag ? wayOf(step.path, held, root) : plainWay(step.path, root)
    if (hidden) return { op: 'replace', path, value: walk.child(treatment, held, where) }
    const value = walk.child(treatment, step.value, where)
    return path === step.path && value === step.value ? step : { op: step.op, path, value }
  }
}

/** The keys of a pointer, also of one that is none. */
export function pathKeys(path: string): readonly string[] {
  try {
    return pointerKeys(path)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // A malformed pointer fits no state; as one key it is still looked at.
    return [path]
  }
}
