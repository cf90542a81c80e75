import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry, RuleAction, RulePack, RuleSearch } from '../../../src/core/model'
import { createEntrySanitizer, createSanitizer, createSessionSanitizer, createStateSanitizer } from '../../../src/core/sanitize'
import { applyPatch, diffJson } from '../../../src/core/timeline'
import type { Json } from '../../../src/core/value'
import { rulePack, rulesOfPack } from '../../harness/rule-packs'
import { runs } from '../../harness/runs'
import { history } from '../../harness/secret-history'
import { secretJson } from '../../harness/secret-json'

const tokenKey = 'a secret of whoever exports'
const place = { document: 'd', n: 1, seq: 1, t: 0 }

const log = (value: Json): Entry => ({ ...place, kind: 'event', type: 'console', data: { method: 'log', args: [value] } })
const keyframe = (value: Json): Entry => ({ ...place, source: 's', kind: 'state', type: 'keyframe', data: { value, why: 'init' } })
const change = (before: Json, after: Json): Entry => ({
  ...place,
  source: 's',
  kind: 'state',
  type: 'change',
  data: { patch: diffJson(before, after) },
})
const request = (value: Json): Entry => {
  const text = JSON.stringify(value)
  const url = `https://x.example/?${new URLSearchParams({ q: text })}`
  return {
    ...place,
    kind: 'event',
    type: 'request',
    data: { id: 1, api: 'fetch', method: 'GET', url, headers: { 'x-note': text, accept: '*/*' } },
  }
}

const entriesOf = ([first = null, ...later]: readonly Json[]): readonly Entry[] => [
  keyframe(first),
  ...later.map((value, at) => change(at === 0 ? first : (later[at - 1] ?? null), value)),
  ...later.map(log),
  request(first),
]

/** With what it was made of, so that a failure says all there is to know. */
const told = (pack: RulePack) => JSON.stringify(pack.rules)

describe('with any rules of a person', () => {
  it('sanitizing and time commute', () => {
    fc.assert(
      fc.property(rulePack, history, (pack, values) => {
        const sanitizer = createSanitizer({ rules: rulesOfPack(pack), tokenKey })
        sanitizer.concern({ kind: 'state', type: '', source: 's' })
        const states = createStateSanitizer(sanitizer)
        let replayed = states.keyframe('s', values[0] ?? null, '')
        for (let at = 1; at < values.length; at++) {
          replayed = applyPatch(replayed, states.patch('s', diffJson(values[at - 1] ?? null, values[at] ?? null), ''))
          expect(replayed, told(pack)).toEqual(sanitizer.sanitizeJson(values[at] ?? null, ''))
        }
      }),
      { numRuns: runs(100) },
    )
  })

  it('a second time changes nothing and finds nothing', () => {
    fc.assert(
      fc.property(rulePack, secretJson, (pack, json) => {
        const rules = rulesOfPack(pack)
        for (const entry of [log(json), keyframe(json), request(json)]) {
          const clean = createEntrySanitizer(createSanitizer({ rules, tokenKey }))(entry)
          const again = createSanitizer({ rules, tokenKey })
          expect(createEntrySanitizer(again)(clean), told(pack)).toEqual(clean)
          expect(again.findings(), told(pack)).toEqual({ total: 0, rules: [] })
        }
      }),
      { numRuns: runs(100) },
    )
  })

  it('every pass finds the same, in the same places, and nothing that has to stop the export', () => {
    fc.assert(
      fc.property(rulePack, history, (pack, values) => {
        const entries = entriesOf(values)
        const session = createSessionSanitizer(rulesOfPack(pack))
        const first = session.pass(tokenKey)
        first.entries(entries)
        for (const sanitizer of [session, session.knowing(first.known())]) {
          const [preview, write] = [sanitizer.pass(tokenKey), sanitizer.pass(tokenKey)]
          const made = write.entries(entries)
          expect(preview.entries(entries), told(pack)).toEqual(made)
          expect(preview.report(), told(pack)).toEqual(write.report())
          for (const entry of made) sanitizer.scan('it', entry)
        }
      }),
      { numRuns: runs(80) },
    )
  })

  it('what stands for a value says neither the value nor its length, and the same for equal ones under one key alone', () => {
    const value = fc.string({ unit: fc.constantFrom(...'ABCDEFGHKLMNPQR456789'), minLength: 8, maxLength: 40 })
    const actions = fc.constantFrom<RuleAction>('remove', 'mask', 'token', { replace: 'somebody' })
    const search = fc.constantFrom<(text: string) => RuleSearch>(
      () => ({ pattern: '[A-R4-9]{8,40}' }),
      () => ({ key: 'own' }),
      () => ({ path: '**.own' }),
      (text) => ({ value: text }),
    )
    fc.assert(
      fc.property(value, value, actions, search, (one, other, action, find) => {
        const pack = (text: string): RulePack => ({
          ...{ schema: 'playhead-rules', schemaVersion: 1, name: 'Made' },
          rules: [{ id: 'mine', find: find(text), action }],
        })
        const marker = (text: string, key: string): string => {
          const [entry] = createSessionSanitizer(rulesOfPack(pack(text)))
            .pass(key)
            .entries([log({ own: text })])
          return JSON.stringify(entry)
        }
        const made = marker(one, tokenKey)
        expect(made).not.toContain(one)
        expect(marker(one, tokenKey)).toBe(made)
        expect(marker(other, tokenKey)).toHaveLength(made.length)
        if (action !== 'token') expect(marker(other, 'another')).toBe(made)
        else {
          if (one !== other) expect(marker(other, tokenKey)).not.toBe(made)
          expect(marker(one, 'another')).not.toBe(made)
        }
      }),
      { numRuns: runs(100) },
    )
  })
})
