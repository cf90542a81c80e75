import { typicalAction, typicalEntries } from './typical-entries'

export type OrderAction = ReturnType<typeof typicalAction>

/** The actions of a session of so many typical entries: what Redux DevTools has of it. Every seventh has another type, so that there is something to filter for. */
export function reduxActions(count: number): readonly OrderAction[] {
  const actions = typicalEntries(count).flatMap(({ type }, i) => (type === 'change' ? [typicalAction(i)] : []))
  return actions.map((action, i) => (i % 7 === 0 ? { ...action, type: 'orders/saved' } : action))
}

/** Rows of the monitor's list, each with what only the details of its action say: the key of the order, as a part of the difference. */
export function reduxRows(count: number): readonly { readonly row: number; readonly shown: string }[] {
  // The first row is the store's own beginning.
  return reduxActions(count).map(({ payload }, i) => ({ row: i + 1, shown: `{ ${payload.id}: {…} }` }))
}
