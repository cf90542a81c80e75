/** Two lists to be compared, by place: items of an array or a Set, entries of a Map. */
export interface Rows {
  readonly oldCount: number
  readonly newCount: number
  /** How many from old `i` and new `j` on (with `step` -1: back) are certainly written alike, at most `most`. */
  alike(i: number, j: number, most: number, step?: 1 | -1): number
  /** Items with equal tokens are the same thing, perhaps changed. */
  oldToken(i: number): unknown
  newToken(j: number): unknown
  /** Whether old item `i` and new item `j` have nothing in common: to change one into the other is to replace it. */
  areStrangers(i: number, j: number): boolean
  /** Writes the step that adds new item `j` in its place. */
  add(j: number): Generator<undefined, void>
  /** Writes the steps that turn old item `i`, which by then lies in place `j`, into new item `j`. */
  change(i: number, j: number): Generator<undefined, void>
  /** Writes the step that removes the item in place `i`. */
  remove(i: number): void
}

/** Old items that stay, in order: `count` of them from `i` on become the new ones from `j` on; more than one only when they are the same. */
interface Run {
  readonly i: number
  readonly j: number
  readonly count: number
  readonly as: 'same' | 'changed' | 'replaced'
}

/** Items compared between two chances to pause: by identity, and by looking into them. */
const SLICE = 4_096
const FEW_ITEMS = 128
/** So many places ahead an item may be found again without further proof. */
const NEAR = 8
/** A patch of more steps than this, and than this share of the list, is no better than the list. */
const FEW = 8
const MOST_CHANGED = 0.75

/**
 * Writes the steps from the old list to the new one: items are followed in
 * order, what was removed is skipped, and what has no match is changed in place
 * or added. Something that moved is removed and added. False when the list had
 * better be replaced whole.
 */
export function* diffList(rows: Rows): Generator<undefined, boolean> {
  const { oldCount, newCount } = rows
  const common = Math.min(oldCount, newCount)
  const head = yield* sameCount(common, (at, most) => rows.alike(at, at, most))
  const tail = yield* sameCount(common - head, (at, most) => rows.alike(oldCount - 1 - at, newCount - 1 - at, most, -1))
  const runs = yield* matchRuns(rows, head, oldCount - tail, newCount - tail)
  let steps = oldCount + newCount - 2 * (head + tail)
  for (const { count, as } of runs) steps -= as === 'replaced' ? 1 : 2 * count
  if (steps > FEW && steps > Math.max(oldCount, newCount) * MOST_CHANGED) return false
  // From the back, so that the places before stay as they are.
  let end = oldCount - tail
  for (const { i, count } of runs.toReversed()) {
    while (end > i + count) rows.remove(--end)
    end = i
  }
  while (end > head) rows.remove(--end)
  let next = head
  for (const { j, count } of [...runs, { j: newCount - tail, count: 0 }]) {
    while (next < j) yield* rows.add(next++)
    next = j + count
  }
  for (const { i, j, as } of runs) if (as !== 'same') yield* rows.change(i, j)
  return true
}

function* sameCount(most: number, alike: (at: number, most: number) => number): Generator<undefined, number> {
  let at = 0
  for (;;) {
    const slice = Math.min(SLICE, most - at)
    const run = alike(at, slice)
    at += run
    if (run < slice || at === most) return at
    yield
  }
}

/** What stays of the items from `head` on. New ones between two runs take the place of old ones there, as far as those go. */
function* matchRuns(rows: Rows, head: number, oldEnd: number, newEnd: number): Generator<undefined, Run[]> {
  const runs: Run[] = []
  let places: Map<unknown, number> | undefined
  /** The old item to go on with, and the first new one that has no match yet. */
  let i = head
  let open = head

  function* find(j: number): Generator<undefined, number> {
    const token = rows.newToken(j)
    for (let near = i; near < oldEnd && near < i + NEAR; near++) if (rows.oldToken(near) === token) return near
    if (places === undefined) {
      places = new Map()
      for (let at = oldEnd - 1; at >= i; at--) {
        places.set(rows.oldToken(at), at)
        if (at % FEW_ITEMS === 0) yield
      }
    }
    const far = places.get(token) ?? -1
    // Far away it may as well have moved: its neighbour has to come along.
    const follows = far + 1 < oldEnd && j + 1 < newEnd && rows.oldToken(far + 1) === rows.newToken(j + 1)
    return follows ? far : -1
  }

  function* pairUntil(oldBound: number, newBound: number): Generator<undefined, void> {
    for (; i < oldBound && open < newBound; i++, open++) {
      runs.push({ i, j: open, count: 1, as: rows.areStrangers(i, open) ? 'replaced' : 'changed' })
      if (i % FEW_ITEMS === 0) yield
    }
  }

  for (let j = head; j < newEnd; ) {
    const count = rows.alike(i, j, Math.min(oldEnd - i, newEnd - j, SLICE))
    if (count > 0) {
      runs.push({ i, j, count, as: 'same' })
      i += count
      j += count
      open = j
    } else {
      const found = i < oldEnd ? yield* find(j) : -1
      if (found < i) j++
      else {
        yield* pairUntil(found, j)
        i = found
        if (rows.alike(i, j, 1) === 0) runs.push({ i: i++, j: j++, count: 1, as: 'changed' })
        open = j
      }
    }
    if (j % FEW_ITEMS === 0 || count === SLICE) yield
  }
  yield* pairUntil(oldEnd, newEnd)
  return runs
}
