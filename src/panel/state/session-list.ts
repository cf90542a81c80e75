import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Session } from '../../core/model'
import { findSessions, type SessionOrder, sortSessions } from '../selectors/session-order'
import type { Sessions } from './sessions'

/** How the list of sessions is looked at; stays while a session is open. */
export interface SessionList {
  readonly typed: Signal<string>
  readonly order: Signal<SessionOrder>
  /** What is found, in order; undefined until sessions were read. */
  readonly found: ReadonlySignal<readonly Session[] | undefined>
  /** Ids of the sessions that were picked out, in the order in which they were. */
  readonly picked: ReadonlySignal<readonly string[]>
  pick(id: string, picked: boolean): void
  unpickAll(): void
  /** The session whose name is being typed, in the list. */
  readonly renaming: Signal<string | undefined>
  /** The session whose description and tags are being edited. */
  readonly editing: Signal<string | undefined>
}

export function createSessionList({ list }: Pick<Sessions, 'list'>, now: () => number): SessionList {
  const typed = signal('')
  const order = signal<SessionOrder>('newest')
  const marked = signal<readonly string[]>([])
  const found = computed(() => list.value && sortSessions(findSessions(list.value, typed.value), order.value, now()))
  // What was deleted meanwhile is not picked any more.
  const picked = computed(() => marked.value.filter((id) => list.value?.some((session) => session.id === id)))

  return {
    typed,
    order,
    found,
    picked,
    pick(id, isPicked) {
      const others = picked.peek().filter((other) => other !== id)
      marked.value = isPicked ? [...others, id] : others
    },
    unpickAll() {
      marked.value = []
    },
    renaming: signal(undefined),
    editing: signal(undefined),
  }
}
