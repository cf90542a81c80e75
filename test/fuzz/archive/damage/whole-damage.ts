import type { Random } from '../mutations'
import type { Tree } from './originals'

/** What a tool or a person may do to a whole document: it stays one that could be, but is another. */
type Damage = (tree: Tree, random: Random, other: () => Tree) => void

const pick = (items: readonly Tree[], random: Random): Tree => items[random(items.length)]

/** The number of an entry or a chunk stays where it was, what it says goes elsewhere. */
function exchange(items: Tree, a: number, b: number): void {
  const [first, second] = [items[a], items[b]]
  if (first === undefined || second === undefined) return
  const kept = (one: Tree, numbers: Tree): Tree => ({ ...one, seq: numbers.seq, ...(typeof numbers.n === 'number' && { n: numbers.n }) })
  items[a] = kept(second, first)
  items[b] = kept(first, second)
}

/** Entries, or chunks of them, of a session that has some. */
function entriesOf(tree: Tree, random: Random): Tree {
  return pick(
    tree.sessions.filter(({ entries }: Tree) => entries.length > 0),
    random,
  ).entries
}

export const wholeDamage: Readonly<Record<string, Damage>> = {
  exchangeEntries(tree, random) {
    const entries = entriesOf(tree, random)
    exchange(entries, random(entries.length), random(entries.length))
  },
  loseEntry(tree, random) {
    const session = random(tree.sessions.length)
    const { entries } = tree.sessions[session]
    const at = random(entries.length)
    const [lost] = entries.splice(at, 1)
    for (const entry of entries.slice(at)) {
      if (typeof entry.seq === 'number') entry.seq--
      if (entry.document === lost?.document) entry.n--
    }
    tree.summary.sessions[session].entries = entries.length
  },
  loseLastEntries(tree, random) {
    const session = random(tree.sessions.length)
    const { entries } = tree.sessions[session]
    entries.length = random(entries.length + 1)
    if (random(2) === 0) tree.summary.sessions[session].entries = entries.length
  },
  loseSession(tree, random) {
    const at = random(tree.sessions.length)
    tree.sessions.splice(at, 1)
    if (random(2) === 0) tree.summary.sessions.splice(at, 1)
  },
  exchangeSessions(tree, random) {
    const at = random(tree.sessions.length - 1)
    tree.sessions.splice(at, 0, ...tree.sessions.splice(at + 1, 1))
    if (random(2) === 0) tree.summary.sessions.splice(at, 0, ...tree.summary.sessions.splice(at + 1, 1))
  },
  loseFrame(tree, random) {
    const session = tree.sessions[0]
    const name = pick(['notes', 'view', 'documents', 'meta'], random)
    if (name === 'notes' && random(2) === 0) session.notes.splice(random(session.notes.length), 1)
    else delete session[name]
  },
  summaryOfOther(tree, _, other) {
    tree.summary = other().summary
  },
  headerOfOther(tree, random, other) {
    tree.writer = `${other().writer} ${random(100)}`
  },
  sessionOfOther(tree, random, other) {
    const theirs = other()
    tree.sessions[0] = theirs.sessions[0]
    if (random(2) === 0) tree.summary.sessions[0] = theirs.summary.sessions[0]
  },
  changeSums(tree, random) {
    const sums = pick([tree.summary, ...tree.summary.sessions], random)
    const name = pick(
      ['sha256', 'chunks', 'bytes', 'entries', 'documents', 'redaction'].filter((member) => member in sums),
      random,
    )
    if (name === 'chunks') sums.chunks = sums.chunks.length > 0 && random(2) === 0 ? [] : [...sums.chunks, '0'.repeat(64)]
    else if (name === 'redaction') sums.redaction = { engine: 1, rules: [{ rule: 'x', count: 1 }] }
    else sums[name] = typeof sums[name] === 'number' ? sums[name] + 1 : pick(['', '0'.repeat(64), sums.sha256.toUpperCase()], random)
  },
}
