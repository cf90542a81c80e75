import type { Row } from './check-segment'
import type { Finding } from './findings'

/** Follows the numbers of a session from entry to entry. */
export interface Numbering {
  /** `blind`: so many entries from this seq on are there, but nothing tells which. */
  pass(rows: readonly Row[]): void
  blind(firstSeq: number, lastSeq: number): void
  /** Seq of the first entry; undefined before it. */
  firstSeq(): number | undefined
  /** Highest number found of each document, by its id. */
  readonly lastN: ReadonlyMap<string, number>
  /** Whether so many entries of a document may be gone with the beginning of the session. Asked once for each loss. */
  goneWithHead(missing: number): boolean
}

/**
 * A gap right before or behind a hole says why it is there. A session whose
 * first seq is not 1 has lost its beginning: as many numbers of its documents may
 * be missing as seqs are.
 */
export function createNumbering(session: string, found: (finding: Finding) => void): Numbering {
  const last = new Map<string, Row>()
  const lastN = new Map<string, number>()
  let before: Row | undefined
  let expected: number | undefined
  let first: number | undefined
  let headless = 0
  /** Numbers that may be those of entries of which nothing can be told. */
  let unseen = 0

  function goneWithHead(missing: number): boolean {
    const covered = missing <= headless + unseen
    if (covered) {
      const ofHead = Math.min(missing, headless)
      headless -= ofHead
      unseen -= missing - ofHead
    }
    return covered
  }

  function reach(firstSeq: number, row: Row | undefined): void {
    first ??= firstSeq
    if (expected === undefined) headless = firstSeq - 1
    else if (firstSeq > expected && before?.type !== 'gap' && row?.type !== 'gap')
      found({ what: 'seq-hole', session, at: expected, missing: firstSeq - expected, repairable: false })
  }

  function follow(row: Row): void {
    const { document, n, seq } = row
    const previous = last.get(document)
    const next = (previous?.n ?? 0) + 1
    if (n < next) found({ what: 'n-order', session, document, n, at: seq, repairable: false })
    else if (n > next && previous?.type !== 'gap' && row.type !== 'gap' && !goneWithHead(n - next))
      found({ what: 'n-hole', session, document, n: next, missing: n - next, at: seq, repairable: false })
    if (n >= next) {
      last.set(document, row)
      lastN.set(document, n)
    }
  }

  return {
    pass(rows) {
      for (const row of rows) {
        reach(row.seq, row)
        follow(row)
        before = row
        expected = row.seq + 1
      }
    },
    blind(firstSeq, lastSeq) {
      reach(firstSeq, undefined)
      before = undefined
      expected = lastSeq + 1
      unseen += lastSeq - firstSeq + 1
    },
    firstSeq: () => first,
    lastN,
    goneWithHead,
  }
}
