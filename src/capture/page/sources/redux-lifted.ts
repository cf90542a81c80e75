import { isObject } from '../callable'
import type { Source } from './contract'

/** Takes from a library's whole history, sent again and again, what is new in it. */
export interface LiftedReader {
  read(lifted: unknown): void
  /** This action was recorded when it was sent by itself; a history that holds it tells nothing new. */
  sent(action: unknown): void
}

const mostStamps = 1_000

/** What tells an entry of a history from others where its action is a copy: several may share a millisecond. */
function stampOf({ timestamp, action }: Record<string, unknown>): string {
  return `${String(timestamp)} ${isObject(action) ? String(action.type) : ''}`
}

/** For histories in the shape of `@redux-devtools/instrument`, as NgRx sends them. */
export function createLiftedReader(source: Source): LiftedReader {
  let nextId = 0
  const known = new WeakSet<object>()
  const stamps = new Set<string>()

  function isKnown(entry: Record<string, unknown>): boolean {
    return stamps.has(stampOf(entry)) || (isObject(entry.action) && known.has(entry.action))
  }

  return {
    sent(action) {
      if (!isObject(action)) return
      if (stamps.size >= mostStamps) stamps.clear()
      stamps.add(stampOf(action))
      known.add(isObject(action.action) ? action.action : action)
    },
    read(lifted) {
      if (!isObject(lifted)) return
      const { actionsById, stagedActionIds, computedStates, nextActionId, currentStateIndex } = lifted
      if (!isObject(actionsById) || !Array.isArray(stagedActionIds) || !Array.isArray(computedStates)) return
      const stateAt = (index: unknown): unknown => {
        const computed: unknown = typeof index === 'number' ? computedStates[index] : undefined
        return isObject(computed) ? computed.state : undefined
      }
      const until = typeof nextActionId === 'number' ? nextActionId : stagedActionIds.length
      // A history that is shorter than it was has been reset or imported.
      if (nextId === 0 || until < nextId) {
        source.set(stateAt(0))
        nextId = 1
      }
      for (const [index, id] of stagedActionIds.entries()) {
        const entry: unknown = actionsById[String(id)]
        if (index === 0 || Number(id) < nextId || !isObject(entry) || isKnown(entry)) continue
        source.changed(stateAt(index), { action: entry.action, stack: typeof entry.stack === 'string' ? entry.stack : undefined })
      }
      nextId = Math.max(until, 1)
      stamps.clear()
      const visible = stateAt(currentStateIndex)
      if (!source.knows(visible)) source.changed(visible)
    },
  }
}
