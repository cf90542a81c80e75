import { type Patch, type PatchOp, pointerKeys } from '../../core/timeline'
import { isJsonObject, type Json } from '../../core/value'

/** The state after a patch; what did not change is shared. */
export function applyPatch(state: Json, patch: Patch): Json {
  return patch.reduce(applyStep, state)
}

export function applyStep(state: Json, step: PatchOp): Json {
  return put(state, pointerKeys(step.path), 0, step)
}

function put(state: Json | undefined, keys: readonly string[], at: number, step: PatchOp): Json {
  const key = keys[at]
  if (key === undefined) return step.op === 'remove' ? null : step.value
  const last = at === keys.length - 1
  if (Array.isArray(state)) {
    const list = state as readonly Json[]
    const index = key === '-' ? list.length : Number(key)
    if (!last) return list.with(index, put(list[index], keys, at + 1, step))
    if (step.op === 'remove') return list.toSpliced(index, 1)
    return step.op === 'add' ? list.toSpliced(index, 0, step.value) : list.with(index, step.value)
  }
  if (!isJsonObject(state)) return null
  if (last && step.op === 'remove') return Object.fromEntries(Object.entries(state).filter(([name]) => name !== key))
  return { ...state, [key]: last && step.op !== 'remove' ? step.value : put(state[key], keys, at + 1, step) }
}
