import { describe, expect, it } from 'vitest'
import { faultOf } from '../../../src/core/model'

const fact = { kind: 'state', type: 'open', source: 'redux:1', data: { name: 'Shop', library: 'redux' } }

describe('what is no fact', () => {
  it('is told from one', () => {
    expect(faultOf(fact)).toBeUndefined()
    expect(faultOf({ ...fact, kind: 'event', type: 'navigation', source: undefined, data: { how: 'load', url: '/' } })).toBeUndefined()
  })

  it.each([
    [null, 'it is no object'],
    ['fact', 'it is no object'],
    [[fact], '/kind'],
    [{ ...fact, kind: 1 }, '/kind'],
    [{ ...fact, type: undefined }, '/type'],
    [{ ...fact, source: null }, '/source'],
    [{ ...fact, source: 'x'.repeat(201) }, 'too long'],
    [{ ...fact, source: undefined }, 'names no source'],
    [{ ...fact, data: undefined }, '/data'],
    [{ ...fact, data: { name: 5, library: 'redux' } }, 'data: /name'],
    [{ ...fact, kind: 'constructor' }, 'there is no type constructor/open'],
    [{ ...fact, type: '__proto__' }, 'there is no type state/__proto__'],
  ])('%j is refused with the place', (value, why) => {
    expect(faultOf(value)).toContain(why)
  })
})
