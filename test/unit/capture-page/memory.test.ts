import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { legacy_createStore as createStore } from 'redux'
import { describe, expect, it } from 'vitest'
import { recordPage } from './lib/page-recording'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** What a weak reference still holds after a turn and a collection. */
async function afterCollection(reference: WeakRef<object>): Promise<object | undefined> {
  await Promise.resolve()
  await new Promise(setImmediate)
  collectGarbage()
  return reference.deref()
}

describe('what recording keeps alive', () => {
  it('is neither a store nor its states once the app has let go of them', async () => {
    const { extension, settle, recorder } = recordPage()
    const held = (() => {
      const store = createStore((state: { readonly rows: readonly number[] } = { rows: [] }) => ({ rows: [...state.rows, 1] }), extension())
      store.dispatch({ type: 'add' })
      settle()
      return { store: new WeakRef(store), state: new WeakRef(store.getState()) }
    })()
    expect(await afterCollection(held.store)).toBeUndefined()
    expect(await afterCollection(held.state)).toBeUndefined()
    expect(recorder.active).toBe(true)
  })

  it('is no state but the last one that the store holds itself', async () => {
    const { extension, settle } = recordPage()
    const store = createStore((state: object = {}, action) => (action.type === 'next' ? { before: 1 } : state), extension())
    const first = new WeakRef(store.getState())
    store.dispatch({ type: 'next' })
    settle()
    expect(await afterCollection(first)).toBeUndefined()
    expect(store.getState()).toEqual({ before: 1 })
  })

  it('is no state at all of a store while nothing is recorded', async () => {
    const { extension, recorder } = recordPage()
    const store = createStore((state: object = {}, action) => (action.type === 'next' ? { before: 1 } : state), extension())
    const first = new WeakRef(store.getState())
    recorder.receive({ type: 'verdict', record: false, lastN: 0 })
    store.dispatch({ type: 'next' })
    expect(await afterCollection(first)).toBeUndefined()
    expect(store.getState()).toEqual({ before: 1 })
  })

  it('is no connection that its library has dropped', async () => {
    const { extension, settle } = recordPage()
    const held = (() => {
      const connection = extension.connect({ name: 'dropped' })
      const state = { some: 'state' }
      connection.init(state)
      settle()
      return { connection: new WeakRef(connection), state: new WeakRef(state) }
    })()
    expect(await afterCollection(held.connection)).toBeUndefined()
    expect(await afterCollection(held.state)).toBeUndefined()
  })
})
