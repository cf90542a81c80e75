/** Runs in a blank page: the monitor of Redux DevTools over a store whose actions it holds. */
import { ActionCreators, createDevTools } from '@redux-devtools/core'
import { InspectorMonitor } from '@redux-devtools/inspector-monitor'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { legacy_createStore as createStore, type UnknownAction } from 'redux'
import { type OrderAction, reduxActions } from '../lib/redux-session'
import { createPeerHands } from './peer-hands'

interface Order {
  readonly total: number
  readonly status: string
}
interface State {
  readonly orders: { readonly entities: Readonly<Record<string, Order>> }
}

/** As many orders as the state of the session has that the panel shows. */
const initial: State = {
  orders: { entities: Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`o${i}`, { total: i, status: 'new' }])) },
}

function reducer(state: State = initial, action: UnknownAction): State {
  if (!isOrderAction(action)) return state
  const { id, total, status } = action.payload
  return { ...state, orders: { ...state.orders, entities: { ...state.orders.entities, [id]: { total, status } } } }
}

function isOrderAction(action: UnknownAction): action is OrderAction & UnknownAction {
  return action.type.startsWith('orders/')
}

// The types of the two packages do not meet: what a monitor is given by createDevTools, this one asks of whoever makes it.
const DevTools = createDevTools(createElement(InspectorMonitor) as unknown as Parameters<typeof createDevTools>[0])
const store = createStore(reducer, DevTools.instrument())

const bench = {
  /** Has the actions of a session of so many entries done, as an import does it. */
  fill(count: number): void {
    store.liftedStore.dispatch(ActionCreators.importState([...reduxActions(count)]))
  },

  /** Opens the monitor. Gives the milliseconds until rows are laid out. */
  async show(): Promise<number> {
    const root = document.body.appendChild(document.createElement('div'))
    document.body.style.margin = '0'
    root.style.height = '100vh'
    const start = performance.now()
    createRoot(root).render(createElement(DevTools, { store }))
    return (await globalThis.peerHands.rowsAt()) - start
  },
}

declare global {
  var reduxDevToolsBench: typeof bench
}
globalThis.reduxDevToolsBench = bench
globalThis.peerHands = createPeerHands({
  row: '[data-testid="actionListRows"] [data-id]',
  filter: '[data-testid="actionList"] input',
  details: '[data-testid="inspector"] > :last-child',
})
