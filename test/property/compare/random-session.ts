import fc from 'fast-check'
import { compareSessions, createSide, parseIgnoredPaths, rowVerdicts, type Side } from '../../../src/core/compare'
import { compareEntries, describe, type Entry, type Fact } from '../../../src/core/model'
import type { PatchOp } from '../../../src/core/timeline'

export type Step =
  | { readonly does: 'count' | 'turn' | 'add' | 'name' | 'drop'; readonly source: 'cart' | 'ui' }
  | { readonly does: 'click' | 'log' | 'fetch' | 'fail' | 'go'; readonly what: number }

const source = fc.constantFrom('cart' as const, 'ui' as const)
/** What happens in a session: changes of two sources, each unlike the one before, and what people and pages do besides. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('count' as const, 'turn', 'add', 'name', 'drop'), source }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('click' as const, 'log', 'fetch', 'fail', 'go'), what: fc.nat(2) }) },
  ),
  { minLength: 1, maxLength: 60 },
)

interface Sample {
  n: number
  on: boolean
  list: number[]
}

/** The entries of a session in which these steps happen. `run` tells one run from another in ids, times and stamps. */
export function sessionOf(steps: readonly Step[], run: 'a' | 'b'): readonly Entry[] {
  const facts: Fact[] = []
  const states: Record<string, Sample> = {}
  const idOf = (name: string): string => `${run === 'a' ? 'redux-1' : 'redux-7'}-${name}`
  const stamp = (): string => `2026-01-0${run === 'a' ? 1 : 2}T00:00:00.${100 + facts.length}Z`
  for (const name of ['cart', 'ui']) {
    facts.push({ kind: 'state', type: 'open', source: idOf(name), data: { name, library: 'redux' } })
    facts.push({
      kind: 'state',
      type: 'keyframe',
      source: idOf(name),
      data: { value: { n: 0, on: false, list: [], at: stamp() }, why: 'init' },
    })
    states[name] = { n: 0, on: false, list: [] }
  }
  for (const step of steps) {
    if ('source' in step) {
      const state = states[step.source]
      if (state === undefined) continue
      const patch = [patchOf(step.does, state, facts.length), { op: 'replace', path: '/at', value: stamp() } as const]
      facts.push({ kind: 'state', type: 'change', source: idOf(step.source), data: { action: { type: step.does }, patch } })
    } else facts.push(eventOf(step.does, step.what))
  }
  const begin = run === 'a' ? 1_000_000 : 9_000_000
  return facts.map((fact, at) => ({ ...fact, t: begin + at * 7, document: `document-${run}`, n: at + 1, seq: at + 1 }))
}

/** Each is unlike the one before it. */
function patchOf(does: Extract<Step, { source: string }>['does'], state: Sample, unique: number): PatchOp {
  switch (does) {
    case 'turn':
      state.on = !state.on
      return { op: 'replace', path: '/on', value: state.on }
    case 'add':
      state.list.unshift(unique)
      return { op: 'add', path: '/list/0', value: unique }
    case 'drop':
      if (state.list.length > 0) {
        state.list.pop()
        return { op: 'remove', path: `/list/${state.list.length}` }
      }
      return { op: 'replace', path: '/n', value: -unique }
    case 'name':
      return { op: 'add', path: '/name', value: `name ${unique}` }
    case 'count':
      state.n++
      return { op: 'replace', path: '/n', value: state.n * 1000 + unique }
  }
}

function eventOf(does: Extract<Step, { what: number }>['does'], what: number): Fact {
  switch (does) {
    case 'click':
      return { kind: 'event', type: 'input', data: { action: 'click', target: `button#b${what}` } }
    case 'log':
      return { kind: 'event', type: 'console', data: { method: 'log', args: ['said', what] } }
    case 'fail':
      return { kind: 'event', type: 'error', data: { from: 'error', message: `fault ${what}` } }
    case 'go':
      return { kind: 'event', type: 'navigation', data: { how: 'push', url: `https://shop.example/${what}` } }
    case 'fetch':
      return {
        kind: 'event',
        type: 'response',
        data: { id: what, api: 'fetch', method: 'GET', url: `/api/${what}`, status: 200, outcome: 'ok', duration: 1 },
      }
  }
}

/** Numbers entries anew, as if they had been recorded so. */
export function renumbered(entries: readonly Entry[]): readonly Entry[] {
  return entries.map((entry, at) => ({ ...entry, n: at + 1, seq: at + 1 }))
}

/** The side of a session, and its entries in the order of its places. */
export function sideOf(entries: readonly Entry[]): { readonly side: Side; readonly placed: readonly Entry[] } {
  const builder = createSide()
  for (const entry of entries) {
    const { label, level } = describe(entry)
    builder.add({ kind: entry.kind, type: entry.type, label, level, document: entry.document, source: entry.source ?? null })
  }
  const rows = entries.map((_, row) => row)
  rows.sort((a, b) => compareEntries(entries[a] as Entry, entries[b] as Entry))
  return { side: builder.finish(Uint32Array.from(rows)), placed: rows.map((row) => entries[row] as Entry) }
}

export interface Told {
  readonly verdict: (typeof rowVerdicts)[number]
  readonly left: Entry | undefined
  readonly right: Entry | undefined
}

/** Compares, and gives the rows as one reads them. */
export async function compared(
  a: readonly Entry[],
  b: readonly Entry[],
  options: { readonly ignore?: string; readonly anyOrder?: boolean } = {},
) {
  const left = sideOf(a)
  const right = sideOf(b)
  const comparison = await compareSessions({
    left: left.side,
    right: right.side,
    readLeft: async (place) => left.placed[place],
    readRight: async (place) => right.placed[place],
    ignoring: parseIgnoredPaths(options.ignore ?? '').paths,
    anyOrder: options.anyOrder ?? false,
    pause: () => undefined,
  })
  const rows = Array.from({ length: comparison.rows.length }, (_, row): Told => {
    const place = (column: Int32Array): number => column[row] ?? -1
    const verdict = rowVerdicts[comparison.verdicts[row] ?? 0] ?? 'same'
    return { verdict, left: left.placed[place(comparison.rows.left)], right: right.placed[place(comparison.rows.right)] }
  })
  return { comparison, rows, first: rows[comparison.differences[0] ?? -1] }
}
