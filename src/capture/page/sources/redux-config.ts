import { type Callable, isCallable, isObject } from '../callable'
import { messageOf } from '../gap-fact'
import type { Natives } from '../natives'

/** What an app's options for Redux DevTools mean for a recording of it. */
export interface Preferences {
  readonly name: string | undefined
  /** False where the app asked not to see this action. Throws what the app's predicate throws. */
  accepts(action: unknown, state: unknown): boolean
  /** The action as the app wants it shown. Throws what the app's sanitizer throws. */
  action(action: unknown): unknown
  /** The state as the app wants it shown; undefined when it is shown as it is. */
  readonly view: ((state: unknown) => unknown) | undefined
  /** Where the call came from, when the app asked for it. Frames down to `hide` are left out. Never throws. */
  stack(hide: Callable): Error | string | undefined
}

/** Reads `config` as Redux DevTools does: once, when the store or the connection is made. Unknown options are accepted. */
export function readConfig(config: unknown, natives: Pick<Natives, 'stackAt'>): Preferences {
  const options = isObject(config) ? config : {}
  const { name, predicate, actionSanitizer, stateSanitizer, getActionType, trace, traceLimit, pauseActionType } = options
  const deny = pattern(options.actionsDenylist ?? options.actionsBlacklist)
  const allow = pattern(options.actionsAllowlist ?? options.actionsWhitelist)
  const paused = options.shouldRecordChanges === false
  const frames = typeof traceLimit === 'number' ? traceLimit : undefined

  return {
    name: typeof name === 'string' && name ? name : undefined,
    accepts(action, state) {
      const type = typeof action === 'string' ? action : isObject(action) ? action.type : undefined
      if (typeof type === 'string' && ((allow && !type.match(allow)) || (deny && type.match(deny)))) return false
      return !isCallable(predicate) || Boolean(predicate(state, action))
    },
    action(action) {
      if (paused) return { type: pauseActionType ?? '@@PAUSED' }
      if (isCallable(getActionType)) {
        const type = getActionType(action)
        return isObject(type) ? type : { type }
      }
      return isCallable(actionSanitizer) ? actionSanitizer(action) : action
    },
    view: isCallable(stateSanitizer) ? (state) => stateSanitizer(state) : undefined,
    stack(hide) {
      try {
        if (!isCallable(trace)) return trace ? natives.stackAt(hide, frames) : undefined
        const stack = trace()
        return typeof stack === 'string' ? stack : undefined
      } catch (error) {
        return `No stack: ${messageOf(error)}`
      }
    },
  }
}

function pattern(list: unknown): string | undefined {
  if (Array.isArray(list)) return list.join('|')
  return typeof list === 'string' && list ? list : undefined
}
