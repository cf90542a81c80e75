import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import { createEntrySanitizer, createSanitizer, createSessionSanitizer } from '../../../src/core/sanitize'
import type { StateFact } from '../../../src/core/timeline'
import { stateAt } from '../../../src/core/timeline'
import type { Json } from '../../../src/core/value'

const mail = 'jane.doe@example.com'
let count = 0

/** An entry with the numbers it needs. */
function entry(fact: { readonly kind: string; readonly type: string; readonly source?: string; readonly data: unknown }): Entry {
  count++
  return JSON.parse(JSON.stringify({ t: 1_700_000_000_000 + count, document: 'd', n: count, seq: count, ...fact }))
}

function sanitized(...entries: Entry[]): Entry[] {
  return entries.map(createEntrySanitizer(createSanitizer()))
}

function facts(entries: readonly Entry[]): StateFact[] {
  return entries.filter((fact): fact is Entry & StateFact => fact.kind === 'state')
}

const states = {
  open: (source: string) => entry({ kind: 'state', type: 'open', source, data: { name: 'shop', library: 'redux' } }),
  keyframe: (source: string, value: Json) => entry({ kind: 'state', type: 'keyframe', source, data: { value, why: 'init' } }),
  change: (source: string, patch: Json, action?: Json) =>
    entry({ kind: 'state', type: 'change', source, data: { patch, ...(action ? { action } : {}) } }),
  gap: (source: string) => entry({ kind: 'state', type: 'gap', source, data: { reason: 'overflow' } }),
}

describe('entries', () => {
  it('without a secret are given back identical', () => {
    const plain = [
      entry({ kind: 'event', type: 'mark', data: { name: 'here' } }),
      entry({ kind: 'event', type: 'console', data: { method: 'log', args: ['hello', { a: [1, 2] }] } }),
      entry({
        kind: 'event',
        type: 'request',
        data: { id: 1, api: 'fetch', method: 'GET', url: '/api/items?page=2', headers: { accept: '*/*' } },
      }),
      states.open('s'),
      states.keyframe('s', { cart: { total: 1 } }),
    ]
    expect(sanitized(...plain)).toEqual(plain)
    for (const [at, made] of sanitized(...plain).entries()) expect(made).toBe(plain[at])
  })

  it('are sanitized by the format of each field', () => {
    const [console, error, input, navigation, request, response, custom, gap] = sanitized(
      entry({
        kind: 'event',
        type: 'console',
        data: { method: 'log', args: [`to ${mail}`, { token: 'abc123' }], stack: `at https://u:pw@h.example/a.js` },
      }),
      entry({ kind: 'event', type: 'error', data: { from: 'error', message: `no ${mail}`, thrown: { password: 'x' } } }),
      entry({ kind: 'event', type: 'input', data: { action: 'click', target: `li[title="${mail}"]`, label: mail } }),
      entry({ kind: 'event', type: 'navigation', data: { how: 'load', url: `/?to=${mail}`, title: mail } }),
      entry({
        kind: 'event',
        type: 'request',
        data: { id: 1, api: 'fetch', method: 'GET', url: '/?token=abc123', headers: { cookie: 'a=b' } },
      }),
      entry({
        kind: 'event',
        type: 'response',
        data: { id: 1, api: 'fetch', method: 'GET', url: '/', status: 200, outcome: 'ok', duration: 1, error: mail },
      }),
      entry({ kind: 'event', type: 'custom', data: { name: mail, data: [mail] } }),
      entry({ kind: 'event', type: 'gap', data: { reason: 'threw', detail: mail } }),
    )
    expect(console?.data).toEqual({
      method: 'log',
      args: ['to [redacted:email]', { token: { $: 'redacted', by: 'secret-name' } }],
      stack: 'at https://[redacted:url-user]@h.example/a.js',
    })
    expect(error?.data).toMatchObject({ message: 'no [redacted:email]', thrown: { password: { $: 'redacted', by: 'password' } } })
    expect(input?.data).toMatchObject({ target: 'li[title="[redacted:email]"]', label: '[redacted:email]' })
    expect(navigation?.data).toMatchObject({ url: '/?to=[redacted:email]', title: '[redacted:email]' })
    expect(request?.data).toMatchObject({ url: '/?token=[redacted:secret-name]', headers: { cookie: '[redacted:cookie]' } })
    expect(response?.data).toMatchObject({ error: '[redacted:email]', status: 200 })
    expect(custom?.data).toEqual({ name: '[redacted:email]', data: [{ $: 'redacted', by: 'email' }] })
    expect(gap?.data).toEqual({ reason: 'threw', detail: '[redacted:email]' })
  })

  it('of a kind or type that this version does not know are sanitized as a whole', () => {
    const [made] = sanitized(entry({ kind: 'dom', type: 'snapshot', data: { html: `<a href="mailto:${mail}">`, depth: 3 } }))
    expect(made?.data).toEqual({ html: '<a href="mailto:[redacted:email]">', depth: 3 })
  })

  it('keep sources apart that are named after a secret', () => {
    const made = sanitized(states.open(`a@example.com`), states.open('b@example.com'), states.keyframe('a@example.com', 1))
    expect(made.map((fact) => fact.source)).toEqual(['[key#1]', '[key#2]', '[key#1]'])
  })
})

describe('the state of a source', () => {
  it('has patches that come from sanitized states', () => {
    const made = sanitized(
      states.keyframe('s', { user: { mail, name: 'Jane' }, password: 'a', list: [1] }),
      states.change('s', [{ op: 'replace', path: '/user/mail', value: 'joe@example.org' }], {
        type: 'user/set',
        payload: 'joe@example.org',
      }),
      states.change('s', [{ op: 'replace', path: '/password', value: 'ab' }]),
      states.change('s', [
        { op: 'add', path: '/list/1', value: mail },
        { op: 'replace', path: '/user/name', value: 'Joe' },
      ]),
      states.change('s', [{ op: 'replace', path: '/user', value: { mail: null } }]),
    )
    const [, ...changes] = made.map((fact) => (fact.kind === 'state' && fact.type === 'change' ? fact.data.patch : []))
    expect(changes).toEqual([
      [],
      [],
      expect.arrayContaining([
        { op: 'replace', path: '/user/name', value: 'Joe' },
        { op: 'add', path: '/list/1', value: { $: 'redacted', by: 'email' } },
      ]),
      [{ op: 'replace', path: '/user', value: { mail: null } }],
    ])
    expect(changes[2]).toHaveLength(2)
    const end = stateAt(facts(made), 's')
    expect(end).toMatchObject({
      value: { user: { mail: null }, password: { $: 'redacted', by: 'password' }, list: [1, { $: 'redacted', by: 'email' }] },
    })
  })

  it('is replayed by parts of a keyframe too', () => {
    const made = sanitized(
      entry({ kind: 'state', type: 'keyframe', source: 's', data: { value: { users: { $: 'pending' } }, why: 'init', partial: true } }),
      entry({
        kind: 'state',
        type: 'part',
        source: 's',
        data: { patch: [{ op: 'replace', path: '/users', value: { [mail]: { token: 'abc' } } }], last: true },
      }),
    )
    expect(stateAt(facts(made), 's')).toMatchObject({ value: { users: { '[key#1]': { token: { $: 'redacted', by: 'secret-name' } } } } })
  })

  it('keys of patches are hidden like keys of states', () => {
    const made = sanitized(states.keyframe('s', { users: {} }), states.change('s', [{ op: 'add', path: `/users/${mail}`, value: 1 }]))
    expect(made[1]?.data).toEqual({ patch: [{ op: 'add', path: '/users/[key#1]', value: 1 }] })
  })

  it('after a gap, or without a keyframe, is sanitized by the names of its paths', () => {
    const patch: Json = [
      { op: 'replace', path: '/login/password/value', value: 'hunter2' },
      { op: 'add', path: `/users/${mail}/token`, value: 'abc123' },
      { op: 'replace', path: '/count', value: 3 },
      { op: 'remove', path: `/users/${mail}` },
    ]
    const expected = [
      { op: 'replace', path: '/login/password', value: { $: 'redacted', by: 'password' } },
      { op: 'add', path: '/users/[key#1]/token', value: { $: 'redacted', by: 'secret-name' } },
      { op: 'replace', path: '/count', value: 3 },
      { op: 'remove', path: '/users/[key#1]' },
    ]
    expect(sanitized(states.change('s', patch))[0]?.data).toEqual({ patch: expected })
    const later = sanitized(states.keyframe('s', { count: 1 }), states.gap('s'), states.change('s', patch))
    expect(later[2]?.data).toEqual({ patch: expected })
    const damaged = sanitized(
      states.keyframe('s', { count: 1 }),
      states.change('s', patch),
      states.change('s', [{ op: 'replace', path: '/count', value: mail }]),
    )
    expect(damaged[1]?.data).toEqual({ patch: expected })
    expect(damaged[2]?.data).toEqual({ patch: [{ op: 'replace', path: '/count', value: { $: 'redacted', by: 'email' } }] })
  })

  it('goes under the name above it, without a keyframe too, where a step makes a tag of it', () => {
    const patch: Json = [{ op: 'add', path: '/session/$', value: 'theme=dark; visitor=1' }]
    const expected = [{ op: 'replace', path: '/session', value: { $: 'redacted', by: 'secret-name' } }]
    expect(sanitized(states.change('s', patch))[0]?.data).toEqual({ patch: expected })
  })

  it('is looked into where a step makes of a tag what only looks like one, and back', () => {
    const made = sanitized(
      states.keyframe('s', { $: 'map', v: [['a', { n: 1 }]] }),
      states.change('s', [{ op: 'add', path: '/2', value: mail }]),
      states.change('s', [{ op: 'replace', path: '/v/0/1/n', value: 2 }]),
      states.change('s', [{ op: 'replace', path: '/2', value: `again ${mail}` }]),
      states.change('s', [{ op: 'remove', path: '/2' }]),
      states.change('s', [{ op: 'add', path: `/v/0/1/${mail}`, value: 3 }]),
    )
    expect(JSON.stringify(made)).not.toContain(mail)
    expect(stateAt(facts(made), 's')).toMatchObject({ value: { $: 'map', v: [['a', { n: 2, '[key#1]': 3 }]] } })
  })

  it('of one document is not that of another', () => {
    const other = { ...states.change('s', [{ op: 'replace', path: '/a', value: 2 }]), document: 'e' }
    const made = sanitized(states.keyframe('s', { a: 1 }), other)
    expect(made[1]).toEqual(other)
  })
})

describe('a session', () => {
  const entries = (): Entry[] => [
    states.open('s'),
    states.keyframe('s', { users: { [mail]: { token: 'abc' } } }),
    states.change('s', [{ op: 'add', path: '/users/x', value: { note: mail } }]),
    entry({ kind: 'event', type: 'console', data: { method: 'log', args: [mail] } }),
  ]

  it('is found the same by the plan and by the writing', () => {
    const sanitizer = createSessionSanitizer()
    const recorded = entries()
    const passes = [sanitizer.pass(), sanitizer.pass()].map((pass) => {
      const frame = [pass.text('name', `Bug of ${mail}`), pass.text('url', `https://x.example/?token=abc123`), pass.text('text', 'fine')]
      return {
        frame,
        out: [...pass.entries(recorded.slice(0, 2)), ...pass.entries(recorded.slice(2))],
        findings: pass.findings(),
        report: pass.report(),
      }
    })
    expect(passes[0]).toEqual(passes[1])
    expect(passes[0]?.frame).toEqual(['Bug of [redacted:email]', 'https://x.example/?token=[redacted:secret-name]', 'fine'])
    expect(passes[0]?.findings).toEqual({
      total: 6,
      rules: [
        { rule: 'secret-name', count: 2 },
        { rule: 'email', count: 4 },
      ],
    })
    expect(Object.keys(passes[0]?.findings ?? {})).toEqual(['total', 'rules'])
  })

  it('has nothing left once it was written, and is refused when it has', () => {
    const sanitizer = createSessionSanitizer()
    const recorded = entries()
    for (const made of sanitizer.pass().entries(recorded)) sanitizer.scan(`entry ${made.seq}`, made)
    expect(() => sanitizer.scan('entry 4', recorded[3])).toThrowError(
      expect.objectContaining({ code: 'sanitize/residual', detail: { rule: 'email', at: 'entry 4 data/args/0' } }),
    )
  })

  it('is not refused for a number that stayed because of its name', () => {
    const sanitizer = createSessionSanitizer()
    const recorded = [
      states.keyframe('s', { orderId: '4111111111111111', list: [{ traceId: 4111111111111111 }] }),
      states.change('s', [{ op: 'replace', path: '/orderId', value: '5555555555554444' }]),
    ]
    for (const made of sanitizer.pass().entries(recorded)) sanitizer.scan('entry', made)
    expect(sanitizer.pass().entries(recorded)).toEqual(recorded)
  })
})
