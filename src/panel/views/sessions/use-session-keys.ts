import type { RefObject, TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Session } from '../../../core/model'
import { usePanel } from '../../state/context'
import { removeSession } from './remove-session'

/** Marks the button of a row that opens its session: the row's place for the keyboard. */
export const sessionTitleClass = 'session-title'

/** Arrows move between rows, F2 renames, Delete removes; Enter opens, as the row's own button does. */
export function useSessionKeys(
  sessions: readonly Session[],
  table: RefObject<HTMLTableElement | null>,
): (event: TargetedKeyboardEvent<HTMLTableElement>) => void {
  const panel = usePanel()
  /** The row that is being removed by key, and its place: the focus goes on there. */
  const removed = useRef<{ readonly id: string; readonly at: number } | undefined>(undefined)

  function titles(): readonly HTMLElement[] {
    return [...(table.current?.querySelectorAll<HTMLElement>(`.${sessionTitleClass}`) ?? [])]
  }

  // It is gone with one of the next lists: others may have been under way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useLayoutEffect(() => {
    const { id, at } = removed.current ?? {}
    if (at === undefined || sessions.some((session) => session.id === id)) return
    if (document.activeElement === document.body)
      titles()
        .at(Math.min(at, sessions.length - 1))
        ?.focus()
    removed.current = undefined
  }, [sessions])

  return (event) => {
    const { target } = event
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return
    if (target.matches('input:not([type=checkbox])')) return
    const row = target.closest<HTMLElement>('tr[data-session]')
    const at = sessions.findIndex(({ id }) => id === row?.dataset.session)
    const session = sessions[at]
    if (session === undefined) return
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: sessions.length - 1 }
    const step = steps[event.key]
    if (step !== undefined) titles()[Math.max(0, step)]?.focus()
    else if (event.key === 'F2') panel.list.renaming.value = session.id
    else if (event.key === 'Delete' && session.status !== 'recording') {
      removed.current = { id: session.id, at }
      void removeSession(panel, session)
    } else return
    event.preventDefault()
  }
}
