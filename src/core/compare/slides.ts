/** Places of a block that are tried on either side. */
const FURTHEST = 400

/** Whether two entries, by their places, hold the same. */
export type SameContent = (a: number, b: number) => Promise<boolean>

/**
 * Among entries with the same key it is open which of them is the one too many:
 * the third of five alike actions, or the last. Moves each such block to where
 * most of its neighbours hold the same, not only look the same. `of` is changed.
 */
export async function settleSlides(a: Float64Array, b: Float64Array, of: Int32Array, same: SameContent): Promise<void> {
  await slideAll(a, of, same)
  const back = inverse(of, b.length)
  await slideAll(b, back, (j, i) => same(i, j))
  of.fill(-1)
  back.forEach((i, j) => {
    if (i >= 0) of[i] = j
  })
}

function inverse(of: Int32Array, length: number): Int32Array {
  const back = new Int32Array(length).fill(-1)
  of.forEach((j, i) => {
    if (j >= 0) back[j] = i
  })
  return back
}

/** Every run of places without a partner, between two partners that follow each other. */
async function slideAll(keys: Float64Array, of: Int32Array, same: SameContent): Promise<void> {
  for (let start = 0; start < of.length; start++) {
    if (of[start] !== -1) continue
    let end = start
    while (end < of.length && of[end] === -1) end++
    const length = end - start
    const best = (await bestMove(keys, of, start, length, -1, same)) ?? (await bestMove(keys, of, start, length, 1, same))
    if (best !== undefined) move(of, start, length, best)
    start = end
  }
}

/** How far the block had better move to the left (−1) or to the right (1); undefined when it stands well. */
async function bestMove(
  keys: Float64Array,
  of: Int32Array,
  start: number,
  length: number,
  direction: 1 | -1,
  same: SameContent,
): Promise<number | undefined> {
  let score = 0
  let best = { score: 0, steps: 0 }
  for (let steps = 1; steps <= FURTHEST; steps++) {
    // The entry that gives its partner away, and the one of the block that would get it.
    const given = direction < 0 ? start - steps : start + length + steps - 1
    const taking = direction < 0 ? given + length : given - length
    const partner = of[given] ?? -1
    if (partner < 0 || keys[given] !== keys[taking]) break
    score += Number(await same(taking, partner)) - Number(await same(given, partner))
    if (score > best.score) best = { score, steps: steps * direction }
  }
  return best.steps === 0 ? undefined : best.steps
}

function move(of: Int32Array, start: number, length: number, by: number): void {
  const step = Math.sign(by)
  for (let steps = 1; steps <= Math.abs(by); steps++) {
    const given = step < 0 ? start - steps : start + length + steps - 1
    of[given - step * length] = of[given] ?? -1
    of[given] = -1
  }
}
