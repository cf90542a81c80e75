import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultOf } from '../../../src/core/model'
import { createHeadCut } from '../../../src/core/transfer'
import { runs } from '../../harness/runs'
import { naiveStates } from './naive-states'
import { histories } from './random-history'

describe('what stands for the beginning of any session', () => {
  it('leaves every later state as it was, wherever the cut is', () => {
    fc.assert(
      fc.property(histories, ({ entries }) => {
        const cut = createHeadCut()
        entries.forEach((entry, at) => {
          const head = cut.entries()
          const rest = entries.slice(at)
          for (let end = 0; end <= rest.length; end++) {
            expect(naiveStates([...head, ...rest.slice(0, end)])).toEqual(naiveStates(entries.slice(0, at + end)))
          }
          cut.take(entry)
        })
      }),
      { numRuns: runs(60) },
    )
  })

  it('is what was recorded or a derived whole state in its place, in order, each once', () => {
    fc.assert(
      fc.property(histories, fc.nat(), ({ entries }, end) => {
        const before = entries.slice(0, end % (entries.length + 1))
        const cut = createHeadCut()
        for (const entry of before) cut.take(entry)
        const head = cut.entries()
        expect(head.map(({ seq }) => seq)).toEqual([...new Set(head.map(({ seq }) => seq))].sort((a, b) => a - b))
        for (const entry of head) {
          expect(faultOf({ kind: entry.kind, type: entry.type, source: entry.source, data: entry.data })).toBe(undefined)
          const was = before.find(({ seq }) => seq === entry.seq)
          if (entry === was) continue
          expect(entry).toMatchObject({ type: 'keyframe', data: { why: 'derived' } })
          expect(was).toMatchObject({ document: entry.document, n: entry.n, t: entry.t, source: entry.source, kind: 'state' })
        }
      }),
      { numRuns: runs(300) },
    )
  })

  it('is the same when it is made of what stood for an earlier beginning', () => {
    fc.assert(
      fc.property(histories, fc.nat(), ({ entries }, where) => {
        const at = where % (entries.length + 1)
        const first = createHeadCut()
        for (const entry of entries.slice(0, at)) first.take(entry)
        const again = createHeadCut()
        const whole = createHeadCut()
        for (const entry of [...first.entries(), ...entries.slice(at)]) again.take(entry)
        for (const entry of entries) whole.take(entry)
        expect(naiveStates(again.entries())).toEqual(naiveStates(whole.entries()))
        expect(again.entries().map(({ seq }) => seq)).toEqual(whole.entries().map(({ seq }) => seq))
      }),
      { numRuns: runs(300) },
    )
  })

  it('never changes once it was handed out, while more is taken', () => {
    fc.assert(
      fc.property(histories, ({ entries }) => {
        const cut = createHeadCut()
        const was = JSON.stringify(entries)
        const seen = entries.map((entry) => {
          cut.take(entry)
          const head = cut.entries()
          return { head, text: JSON.stringify(head) }
        })
        for (const { head, text } of seen) expect(JSON.stringify(head)).toBe(text)
        expect(JSON.stringify(entries)).toBe(was)
      }),
      { numRuns: runs(100) },
    )
  })
})
