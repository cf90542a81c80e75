import { AppError } from '../errors'
import { type PatchOp, pointerKeys, pointerOf } from '../timeline'
import type { JsonObject } from '../value'
import { DEEPEST, type Engine } from './context'
import type { Walk } from './walk'

/** Stands for the containers on a path, of which nothing is known but that they hold something. */
const container: JsonObject = { held: null }

/** Sanitizes a step of a patch whose state is not known: the names on its path are all there is to go by. */
export function createLooseStep(engine: Engine, walk: Walk): (step: PatchOp) => PatchOp {
  return (step) => {
    const keys = pathKeys(step.path)
    if (step.op === 'remove') return { op: 'remove', path: pointerOf(keys.map((key) => engine.key(key).clean)) }
    if (keys.length === 0) return { ...step, value: walk.json(step.value, DEEPEST) }
    const path: (string | number)[] = []
    let within = -1
    for (const [at, key] of keys.slice(0, -1).entries()) {
      // What becomes a tag by this step is as closed to a name as any tag.
      const held = at === keys.length - 2 && keys.at(-1) === '$' ? { $: step.value } : container
      const treatment = walk.treatment(held, key)
      path.push(treatment.key)
      const inner = walk.enter(treatment, held, within)
      // The name hides all that is under it.
      if (inner === undefined) return { op: 'replace', path: pointerOf(path), value: walk.child(treatment, held, within) }
      within = inner
    }
    const treatment = walk.treatment(container, keys.at(-1) ?? '')
    return { op: step.op, path: pointerOf([...path, treatment.key]), value: walk.child(treatment, step.value, within) }
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
