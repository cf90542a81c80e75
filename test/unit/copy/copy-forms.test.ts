import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import { type CopyForm, type CopySubject, formsOf } from '../../../src/panel/selectors/copy/copy-forms'
import { formText, labelText, linkText, partText, pathText } from '../../../src/panel/selectors/copy/copy-text'
import { finish } from '../../harness/finish'

const words = { noHeaders: 'Headers and body were not recorded.', noBody: 'The body was not recorded.' }
const place = { document: 'd', n: 1, seq: 1, t: 0 }
const secret = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'

const change: CopySubject = {
  entry: {
    ...place,
    kind: 'state',
    type: 'change',
    source: 's',
    data: {
      action: { type: 'cart/paid' },
      patch: [
        { op: 'replace', path: '/cart/total', value: 19.99 },
        { op: 'remove', path: '/cart/coupon' },
        { op: 'add', path: '/cart/lines/0', value: 'beans' },
      ],
    },
  },
  before: { cart: { total: 1, coupon: 'x', lines: [] } },
  after: { cart: { total: 19.99, lines: ['beans'] } },
}
const request = (url: string, more: object = {}): CopySubject => ({
  entry: { ...place, kind: 'event', type: 'request', data: { id: 1, api: 'fetch', method: 'PUT', url, ...more } } as Entry,
})
const copied = (form: CopyForm, subject: CopySubject) => finish(formText(form, subject, words)).text

describe('a change of state that was copied', () => {
  it('has every form but those of requests, and those of the state only when it is known', () => {
    expect(formsOf(change)).toEqual(['json', 'yaml', 'patch', 'values', 'state', 'expect', 'recorded'])
    expect(formsOf({ entry: change.entry })).toEqual(['json', 'yaml', 'patch', 'recorded'])
  })

  it('asserts what it changed', () => {
    expect(copied('expect', change)).toBe(
      [
        'expect(state.cart.total).toBe(19.99)',
        'expect(state.cart).not.toHaveProperty(["coupon"])',
        'expect(state.cart.lines).toEqual(["beans"])',
      ].join('\n'),
    )
  })

  it('tells paths and values, its patch, and the state after it', () => {
    expect(copied('values', change)).toBe('cart.total: 19.99\ncart.coupon\ncart.lines: ["beans"]')
    expect(JSON.parse(copied('patch', change))).toEqual(
      change.entry.kind === 'state' && change.entry.type === 'change' && change.entry.data.patch,
    )
    expect(JSON.parse(copied('state', change))).toEqual(change.after)
  })

  it('leads through Maps and Sets, and ends at what has no inside', () => {
    const state = { byId: { $: 'map', v: [['a b', { on: true }]] }, since: { $: 'date', v: '2026-01-01T00:00:00.000Z' } }
    const before = { byId: { $: 'map', v: [['a b', { on: false }]] }, since: { $: 'date', v: '2025-01-01T00:00:00.000Z' } }
    const entry: Entry = {
      ...place,
      kind: 'state',
      type: 'change',
      source: 's',
      data: {
        patch: [
          { op: 'replace', path: '/byId/v/0/1/on', value: true },
          { op: 'replace', path: '/since/v', value: '2026-01-01T00:00:00.000Z' },
        ],
      },
    }
    expect(copied('expect', { entry, before, after: state })).toBe(
      'expect(state.byId.get("a b").on).toBe(true)\nexpect(state.since).toEqual(new Date("2026-01-01T00:00:00.000Z"))',
    )
  })
})

describe('a request that was copied', () => {
  it('is a command and a call, and says what was not recorded', () => {
    expect(copied('curl', request("https://shop.example/a?q=it's"))).toBe(
      "# Headers and body were not recorded.\ncurl --globoff \\\n  --request 'PUT' \\\n  --url 'https://shop.example/a?q=it'\\''s'",
    )
    expect(copied('fetch', request('/a'))).toBe('// Headers and body were not recorded.\nawait fetch("/a", {\n  method: "PUT",\n})')
  })

  it('has the headers that were recorded', () => {
    const text = copied('curl', request('/a', { headers: { accept: 'text/plain' } }))
    expect(text).toContain('# The body was not recorded.')
    expect(text).toContain("--header 'accept: text/plain'")
  })

  it('is none where a socket was opened', () => {
    expect(formsOf(request('wss://shop.example', { api: 'websocket' }))).toEqual(['json', 'yaml', 'recorded'])
  })
})

describe('what is copied', () => {
  it('is masked in every form, and whole only where that was asked for', () => {
    const state: CopySubject = {
      entry: {
        ...place,
        kind: 'state',
        type: 'change',
        source: 's',
        data: { action: { type: 'login', jwt: secret }, patch: [{ op: 'add', path: '/user', value: { note: secret } }] },
      },
      before: {},
      after: { user: { note: secret } },
    }
    for (const subject of [state, request(`https://shop.example/?jwt=${secret}`, { headers: { 'x-note': secret } })]) {
      for (const form of formsOf(subject)) expect(copied(form, subject).includes(secret), form).toBe(form === 'recorded')
    }
    expect(copied('expect', state)).toContain('note: expect.anything()')
  })

  it('says whether something in it was masked, and of nothing beside it', () => {
    const state = { user: { note: secret }, cart: { total: 1, [secret]: 2 } }
    const said = (work: Parameters<typeof finish<{ masked: boolean }>>[0]) => finish(work).masked
    expect(said(partText(state, ''))).toBe(true)
    expect(said(partText(state, '/user'))).toBe(true)
    expect(said(partText(state, '/cart/total'))).toBe(false)
    expect(said(pathText(state, '/cart/total', 'state'))).toBe(false)
    expect(said(pathText(state, `/cart/${secret}`, 'state'))).toBe(true)
    const changed: CopySubject = {
      ...change,
      before: { ...state, ...(change.before as object) },
      after: { ...state, ...(change.after as object) },
    }
    for (const form of formsOf(changed)) expect([form, said(formText(form, changed, words))]).toEqual([form, form === 'state'])
  })

  it('is masked for the names above it', () => {
    const state = { user: { password: 'hunter2', tokens: ['a1', { key: 'b2' }] }, byId: { $: 'map', v: [['password', 'c3']] } }
    for (const [pointer, text] of [
      ['/user/password', 'hunter2'],
      ['/user/tokens/0', 'a1'],
      ['/user/tokens/1/key', 'b2'],
      ['/byId/v/0/1', 'c3'],
    ]) {
      expect(finish(partText(state, pointer ?? '')).text).toMatch(/"redacted"/)
      expect(finish(partText(state, pointer ?? '')).text).not.toContain(text)
    }
  })

  it('as a path hides names that are secrets, also those that are too long to be shown whole', () => {
    const state = { byMail: { 'someone.real@mail.example.com': { on: true } }, seen: { $: 'map', v: [[secret, { on: true }]] } }
    expect(finish(pathText(state, '/byMail/someone.real@mail.example.com/on', 'state')).text).toBe('byMail["[key#1]"].on')
    expect(finish(pathText(state, '/seen/v/0/1/on', 'state')).text).toBe('seen.get("[key#1]").on')
    expect(finish(pathText(state, '', 'state')).text).toBe('state')
  })

  it('as a line or a link is masked, too; a filter that would find nothing any more is left out', () => {
    const entry = (label: string): Entry => ({
      ...place,
      kind: 'state',
      type: 'change',
      source: 's',
      data: { action: { type: label }, patch: [] },
    })
    expect(finish(labelText(entry('cart/paid')))).toEqual({ text: 'cart/paid', masked: false })
    expect(finish(labelText(entry(`seen ${'x'.repeat(150)} ${secret}`))).text).not.toContain(secret.slice(0, 20))
    const link = (filter: string) => finish(linkText({ session: 's', filter }, (to) => `#s=${to.session}&f=${to.filter}`))
    expect(link('@cart is:error')).toEqual({ text: '#s=s&f=@cart is:error', masked: false })
    expect(link('someone.real@mail.example.com')).toEqual({ text: '#s=s&f=', masked: true })
  })
})
