import { isObject } from '../callable'
import type { Natives } from '../natives'
import type { SourceRecorder } from '../recorder'
import type { Source, SourceOptions, Sources } from './contract'
import { createLiftedReader, type LiftedReader } from './redux-lifted'
import type { ToolListeners } from './tool-listeners'

/** What every way of speaking with Redux DevTools needs. */
export interface ToolParts {
  readonly recorder: SourceRecorder
  readonly natives: Pick<Natives, 'stackAt'>
  readonly sources: Sources
  readonly listeners: ToolListeners
  readonly instances: Instances
}

/** One thing that sends its actions and states by itself. */
export interface Instance {
  readonly source: Source
  /** `action` as sent: bare, a string, or wrapped; without one, `state` is a whole history. */
  send(action: unknown, state: unknown, stack?: Error | string): void
}

export interface Instances {
  /** Adds one under `id`; whoever holds it keeps it alive. */
  add(id: string, options: SourceOptions): Instance
  /** The id of the last that was added under this name: libraries send by a connection's name what they do not send by the connection. */
  idOf(name: unknown): string | undefined
  /** The one of that id, made when there is none and then kept. */
  of(id: string, name: string): Instance
  /** The one that lives, if it is only one. */
  only(): Instance | undefined
}

export function createInstances(sources: Sources): Instances {
  const byId = new Map<string, WeakRef<Instance>>()
  const ids = new Map<unknown, string>()
  // Those made for a call by number have no object in the page to live as long as.
  const kept = new Set<Instance>()

  function add(id: string, options: SourceOptions): Instance {
    const source = sources.open(options)
    const instance = createInstance(source, createLiftedReader(source))
    byId.set(id, new WeakRef(instance))
    ids.set(options.name, id)
    return instance
  }

  return {
    add,
    idOf: (name) => ids.get(name),
    of(id, name) {
      const known = byId.get(id)?.deref()
      if (known !== undefined) return known
      const made = add(id, { name, library: 'connect' })
      kept.add(made)
      return made
    },
    only() {
      const living: Instance[] = []
      for (const [id, reference] of byId) {
        const instance = reference.deref()
        if (instance === undefined) byId.delete(id)
        else living.push(instance)
      }
      return living.length === 1 ? living[0] : undefined
    },
  }
}

function createInstance(source: Source, lifted: LiftedReader): Instance {
  return {
    source,
    send(action, state, stack) {
      if (!action) return lifted.read(state)
      lifted.sent(action)
      source.changed(state, { action: bareAction(action), stack: stack ?? stackOf(action) })
    },
  }
}

/** What Redux DevTools makes of what libraries send as an action. */
function bareAction(action: unknown): unknown {
  if (!isObject(action)) return { type: String(action) }
  if (!action.type) return { ...action, type: 'update' }
  return isObject(action.action) ? action.action : action
}

function stackOf(action: unknown): string | undefined {
  return isObject(action) && typeof action.stack === 'string' && isObject(action.action) ? action.stack : undefined
}
