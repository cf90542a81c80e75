import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createJoinedLines } from '../../../src/panel/selectors/joined-lines'
import { runs } from '../../harness/runs'

/** Few letters, so that searches find something; among them those whose lower case is longer, or depends on what is beside it. */
const letters = fc.constantFrom('a', 'B', ' ', 'İ', 'Σ', 'σ', 'É', '.', '字', '\u{1F600}')
const line = fc.string({ unit: letters, maxLength: 8 })

it('gives each line as it was added, in however many goes', () => {
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 5 }), { maxLength: 5 }), (goes) => {
      const lines = createJoinedLines()
      for (const go of goes) {
        lines.add(go)
        // Looked at in between, as a session is that goes on being recorded.
        if (go.length > 0) lines.line(0)
      }
      const all = goes.flat()
      expect(all.map((_, place) => lines.line(place))).toEqual(all)
    }),
    { numRuns: runs(300) },
  )
})

it('finds the lines that hold a text, each looked through alone', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.string({ unit: letters, minLength: 1, maxLength: 3 }), (all, part) => {
      const text = part.toLowerCase()
      const lines = createJoinedLines()
      lines.add(all)
      expect([...lines.holding(text)]).toEqual(all.map((each) => Number(each.toLowerCase().includes(text))))
    }),
    { numRuns: runs(1000) },
  )
})

it('counts two bytes a letter only for lines of letters that need them', () => {
  const sizeOf = (text: string): number => {
    const lines = createJoinedLines()
    lines.add([text])
    return lines.size
  }
  expect(sizeOf('é'.repeat(100))).toBe(sizeOf('a'.repeat(100)))
  expect(sizeOf('字'.repeat(100)) - sizeOf('a'.repeat(100))).toBe(101)
})
