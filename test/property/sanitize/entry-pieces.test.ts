import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/core/model'
import { createEntrySanitizer, createSanitizer, sanitizeEntry, scanInPieces } from '../../../src/core/sanitize'
import { applyPatch, diffJson } from '../../../src/core/timeline'
import type { Json } from '../../../src/core/value'
import { finish } from '../../harness/finish'
import { runs } from '../../harness/runs'
import { secretJson } from '../../harness/secret-json'

const place = { document: 'd', source: 's', n: 1, seq: 1, t: 0 }
const keyframe = (value: Json): Entry => ({ ...place, kind: 'state', type: 'keyframe', data: { value, why: 'init' } })
const change = (before: Json, after: Json): Entry => ({
  ...place,
  kind: 'state',
  type: 'change',
  data: { action: { type: 'step', payload: after }, patch: diffJson(before, after) },
})
const log = (value: Json): Entry => ({
  ...place,
  kind: 'event',
  type: 'console',
  data: { method: 'log', args: [value, 'mail to canary.person@example.com'] },
})

const unnumbered = (json: unknown): string => JSON.stringify(json).replace(/\[key#\d+\]\+*/g, '[key#]')

/** The texts in a value, keys left out. */
function textsIn(json: Json): readonly string[] {
  if (typeof json === 'string') return [json]
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(textsIn) : []
}

describe('an entry by itself', () => {
  it('becomes what it becomes in its session', () => {
    fc.assert(
      fc.property(secretJson, secretJson, (before, after) => {
        const clean = createEntrySanitizer(createSanitizer())
        clean(keyframe(before))
        const expected = clean(change(before, after))
        expect(unnumbered(finish(sanitizeEntry(createSanitizer(), change(before, after), before)))).toBe(unnumbered(expected))
      }),
      { numRuns: runs(300) },
    )
  })

  it('becomes the same where it is so large that it is done in pieces', () => {
    fc.assert(
      fc.property(secretJson, (value) => {
        for (const entry of [keyframe(value), log(value), { ...log(value), type: 'unheard of' } as unknown as Entry]) {
          const whole = createEntrySanitizer(createSanitizer())(entry)
          expect(unnumbered(finish(sanitizeEntry(createSanitizer({ piece: 0 }), entry)))).toBe(unnumbered(whole))
        }
      }),
      { numRuns: runs(300) },
    )
  })

  it('tells by the steps of a large change only what the sanitized states hold', () => {
    fc.assert(
      fc.property(secretJson, secretJson, fc.boolean(), (before, after, isKnown) => {
        const entry = change(before, after)
        const made = finish(sanitizeEntry(createSanitizer({ piece: 0 }), entry, isKnown ? before : undefined))
        finish(scanInPieces('it', made))
        const patch = made.kind === 'state' && made.type === 'change' ? made.data.patch : []
        const told = patch.flatMap((step) => (step.op === 'remove' ? [] : textsIn(step.value)))
        let state = before
        const held = new Set(textsIn(createSanitizer().sanitizeJson(before, '')))
        for (const step of diffJson(before, after)) {
          state = applyPatch(state, [step])
          for (const text of textsIn(createSanitizer().sanitizeJson(state, ''))) held.add(text)
        }
        // Without the state a name beside a value is not seen, as in an export behind a gap.
        if (isKnown) expect(told.filter((text) => !held.has(text))).toEqual([])
      }),
      { numRuns: runs(300) },
    )
  })

  it('without a secret is given back identical', () => {
    const entry = change({ a: { b: 1 }, list: [] }, { a: { b: 2 }, list: [7, { c: 3 }] })
    for (const piece of [0, 1e6]) {
      expect(finish(sanitizeEntry(createSanitizer({ piece }), entry, { a: { b: 1 }, list: [] }))).toBe(entry)
      expect(finish(sanitizeEntry(createSanitizer({ piece }), entry))).toBe(entry)
    }
  })

  it('costs no look at what its steps leave alone, however large that is', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => ({ at, mail: 'canary.person@example.com' }))
    const sanitizer = createSanitizer()
    const entry = change({ rows, total: 1 }, { rows, total: 2 })
    const patch = { ...entry, data: { patch: [{ op: 'replace', path: '/total', value: 2 }] } } as unknown as Entry
    expect(finish(sanitizeEntry(sanitizer, patch, { rows, total: 1 }))).toBe(patch)
    expect(sanitizer.found).toBe(0)
  })
})
