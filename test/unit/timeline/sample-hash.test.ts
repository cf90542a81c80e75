import { describe, expect, it } from 'vitest'
import { sampleHash } from '../../../src/core/timeline'

function state() {
  return {
    cart: { items: [{ id: 1, price: 0.1 }], open: false, note: 'a', none: undefined as unknown },
    users: { byId: { u1: { name: 'Ada' } } },
  }
}
type State = ReturnType<typeof state>

describe('the sampled hash', () => {
  it('is the same for the same state, and for an equal one', () => {
    const one = state()
    expect(sampleHash(one)).toBe(sampleHash(one))
    expect(sampleHash(state())).toBe(sampleHash(one))
    expect(sampleHash('a')).not.toBe(sampleHash('b'))
  })

  it('notices what reducers that mutate do', () => {
    const mutations: ((state: State) => unknown)[] = [
      (it) => it.cart.items.push({ id: 2, price: 3 }),
      (it) => it.cart.items.splice(0),
      (it) => Object.assign(it.cart, { open: true }),
      (it) => Object.assign(it.cart, { note: 'b' }),
      (it) => Object.assign(it.cart, { none: null }),
      (it) => Object.assign(it.users.byId, { u2: { name: 'Bob' } }),
      (it) => Object.assign(it.users.byId.u1, { name: 'Adi' }),
      (it) => Object.assign(it.cart.items[0] ?? {}, { price: 0.2 }),
      (it) => Reflect.deleteProperty(it.cart, 'note'),
    ]
    const before = sampleHash(state())
    for (const mutate of mutations) {
      const changed = state()
      mutate(changed)
      expect(sampleHash(changed)).not.toBe(before)
    }
  })

  it('reads a bounded part of any state', () => {
    let reads = 0
    const counting = new Proxy(
      Array.from({ length: 100_000 }, (_, i) => ({ i })),
      {
        get(list, key) {
          reads++
          return Reflect.get(list, key)
        },
      },
    )
    sampleHash({ counting, again: counting, more: [counting] })
    expect(reads).toBeLessThan(200)
  })

  it('never throws', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    const refusing = {
      get a() {
        throw new Error('no')
      },
    }
    expect(() => sampleHash([proxy, refusing, Symbol('s'), 1n, () => 1])).not.toThrow()
  })
})
