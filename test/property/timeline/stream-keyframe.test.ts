import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyPatch, type KeyframePiece, streamKeyframe } from '../../../src/core/timeline'
import { type Json, normalize, readingOf, stateCaps } from '../../../src/core/value'
import { runs } from '../../harness/runs'
import { anyRecipes, built } from '../value/any-value'
import { smallCaps } from '../value/small-caps'

function piecesOf(value: unknown, caps: typeof stateCaps, pieceSize: number): KeyframePiece[] {
  const pieces: KeyframePiece[] = []
  // Kept as text: a piece that is changed after it was handed out would show.
  for (const piece of streamKeyframe(value, readingOf({ caps }), pieceSize))
    if (piece !== undefined) pieces.push(JSON.parse(JSON.stringify(piece)))
  return pieces
}

function assembled(pieces: readonly KeyframePiece[]): Json {
  return pieces.reduce<Json>((json, piece) => ('value' in piece ? piece.value : applyPatch(json, piece.patch)), null)
}

const sizes = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 2_000 }))

describe('a keyframe in pieces', () => {
  it('is the whole value once every piece is applied', () => {
    fc.assert(
      fc.property(anyRecipes, fc.oneof(smallCaps, fc.constant(stateCaps)), sizes, (recipe, caps, size) => {
        const value = built(recipe)
        expect(assembled(piecesOf(value, caps, size))).toEqual(normalize(value, { caps }))
      }),
      { numRuns: runs(1_500) },
    )
  })

  it('says of each piece whether it is the last', () => {
    fc.assert(
      fc.property(anyRecipes, sizes, (recipe, size) => {
        const pieces = piecesOf(built(recipe), stateCaps, size)
        const more = pieces.map((piece) => ('value' in piece ? piece.partial : !piece.last))
        expect(more).toEqual([...pieces.slice(1).map(() => true), false])
        expect(pieces.map((piece) => 'value' in piece)).toEqual(pieces.map((_, i) => i === 0))
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('marks a hole as long as something is missing, and none afterwards', () => {
    fc.assert(
      fc.property(anyRecipes, sizes, (recipe, size) => {
        const pieces = piecesOf(built(recipe), stateCaps, size)
        let json: Json = null
        for (const [i, piece] of pieces.entries()) {
          json = 'value' in piece ? piece.value : applyPatch(json, piece.patch)
          expect(JSON.stringify(json).includes('{"$":"pending"}')).toBe(i < pieces.length - 1)
        }
      }),
      { numRuns: runs(500) },
    )
  })
})
