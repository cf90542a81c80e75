import { describe, expect, it } from 'vitest'
import { normalize } from '../../../src/core/value'

const secret = 'correct horse'
const mark = { $: 'redacted', by: 'password' }

describe('a value under a secret name', () => {
  it('is replaced wherever it lies, whatever it is', () => {
    expect(normalize({ user: { password: secret, newPassword: 7, oldPassword: { value: secret } } })).toEqual({
      user: { password: mark, newPassword: mark, oldPassword: mark },
    })
    const map = new Map([['password', { a: secret }]])
    expect(normalize(map)).toEqual({ $: 'map', v: [['password', mark]] })
    expect(normalize({ forEach: map.forEach.bind(map), [Symbol.toStringTag]: 'Map' })).toEqual({ $: 'map', v: [['password', mark]] })
    expect(normalize(Object.assign(new Error('e'), { stack: 's', password: secret }))).toMatchObject({ v: { password: mark } })
  })

  it('stays when it can be no secret', () => {
    const visible = { password: '', newPassword: null, oldPassword: undefined, userPassword: false }
    expect(normalize({ ...visible, passwd: () => 1 })).toEqual({
      password: '',
      newPassword: null,
      oldPassword: { $: 'undefined' },
      userPassword: false,
      passwd: { $: 'function', name: 'passwd' },
    })
  })

  it('is replaced beside its name, as fields and headers are listed', () => {
    expect(normalize([{ name: 'password', value: secret, touched: true }])).toEqual([{ name: 'password', value: mark, touched: true }])
    expect(normalize({ key: 'Authorization', value: 'x' })).toMatchObject({ value: { $: 'redacted', by: 'authorization' } })
    expect(normalize({ field: 'password', payload: { raw: secret } })).toEqual({ field: 'password', payload: mark })
    expect(normalize({ id: 'password', value: '' })).toEqual({ id: 'password', value: '' })
    expect(
      normalize([
        ['password', secret],
        ['user', 'ada'],
      ]),
    ).toEqual([
      ['password', mark],
      ['user', 'ada'],
    ])
  })

  it('is replaced beside what describes its field, as form libraries tell of a change', () => {
    const change = { type: '@@redux-form/CHANGE', meta: { form: 'login', field: 'password', touch: false }, payload: secret }
    expect(normalize(change)).toEqual({ ...change, payload: mark })
    expect(normalize({ field: { name: 'password', label: 'Password' }, value: secret })).toMatchObject({ value: mark })
    expect(normalize({ field: new Map([['name', 'password']]), value: secret })).toMatchObject({ value: mark })
    const entries = new Map([
      ['label', 'Password'],
      ['name', 'password'],
    ])
    const immutable = Object.assign(
      { forEach: entries.forEach.bind(entries), get: entries.get.bind(entries), size: 2 },
      ...['ITERABLE', 'KEYED', 'MAP'].map((what) => ({ [`@@__IMMUTABLE_${what}__@@`]: true })),
    )
    expect(normalize({ type: 'DRAFT_CHANGE_FIELD', payload: { field: immutable, value: secret } })).toMatchObject({
      payload: { value: mark },
    })
    const harmless = { meta: { form: 'login', field: 'user' }, payload: 'ada', field: { name: 'user' } }
    expect(normalize(harmless)).toEqual(harmless)
  })

  it('is replaced in an action that names it, as far as it is a plain value', () => {
    expect(normalize({ type: 'auth/setPassword', payload: secret })).toEqual({ type: 'auth/setPassword', payload: mark })
    expect(normalize({ type: 'auth/setPassword', payload: { user: 'ada', password: secret } })).toEqual({
      type: 'auth/setPassword',
      payload: { user: 'ada', password: mark },
    })
  })

  it('is not what a pair of other things holds', () => {
    const harmless = [{ name: 'user', value: 'ada' }, ['password', { min: 8 }], ['a', 'password'], ['password', 'b', 'c']]
    expect(normalize(harmless)).toEqual(harmless)
  })
})

describe('a text that carries a secret', () => {
  it('is guarded in values, errors, URLs and keys, also where it is cut', () => {
    const json = JSON.stringify(
      normalize({
        text: `password=${secret.replace(' ', '')}`,
        url: new URL('https://a.example/?password=correcthorse'),
        error: Object.assign(new Error('{"password":"correcthorse"}'), { stack: 'at https://a.example/?password=correcthorse' }),
        'login({"password":"correcthorse"})': { status: 'fulfilled' },
        long: `{"password":"correcthorse","rest":"${'x'.repeat(40_000)}"}`,
      }),
    )
    expect(json).not.toContain('correct')
    expect(json).toContain('login(')
    expect(json).toContain('"why":"string"')
  })
})
