/** A row that is drawn: by which element, and what it looks like beside its texts. */
export interface SlottedRow {
  readonly slot: number
  readonly look: number
}

/**
 * Gives each row from `first` up to, not including, `last` an element to be
 * drawn by: its own if it has one, else one whose row went away, if there is
 * any one of the same look, which then needs other texts and nothing else.
 */
export function slotRows(
  before: ReadonlyMap<number, SlottedRow>,
  { first, last }: { readonly first: number; readonly last: number },
  lookAt: (row: number) => number,
): ReadonlyMap<number, SlottedRow> {
  const free = freeSlots(before, first, last)
  const rows = new Map<number, SlottedRow>()
  const without: number[] = []
  for (let row = first; row < last; row++) {
    const look = lookAt(row)
    const slot = before.get(row)?.slot ?? free.get(look)?.pop()
    // Kept in its place: a map has the order in which its keys were set.
    rows.set(row, { slot: slot ?? NONE, look })
    if (slot === undefined) without.push(row)
  }
  const rest = Array.from(free.values()).flat()
  let next = 1 + Math.max(NONE, ...Array.from(before.values(), ({ slot }) => slot))
  for (const row of without) rows.set(row, { slot: rest.pop() ?? next++, look: lookAt(row) })
  return rows
}

const NONE = -1

/** The slots of rows that went away, by look. */
function freeSlots(before: ReadonlyMap<number, SlottedRow>, first: number, last: number): ReadonlyMap<number, number[]> {
  const free = new Map<number, number[]>()
  for (const [row, { slot, look }] of before) {
    if (row >= first && row < last) continue
    const alike = free.get(look)
    if (alike === undefined) free.set(look, [slot])
    else alike.push(slot)
  }
  return free
}

/**
 * The slots in the order to have them in the document: as the rows, or, while
 * somebody scrolls, as they were, since moving an element costs what making it does.
 */
export function slotOrder(before: readonly number[], rows: Iterable<SlottedRow>, keep: boolean): readonly number[] {
  const now = Array.from(rows, ({ slot }) => slot)
  if (!keep) return now
  const known = new Set(before)
  const there = new Set(now)
  return [...before.filter((slot) => there.has(slot)), ...now.filter((slot) => !known.has(slot))]
}
