import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry, Fact } from '../../../src/core/model'
import { createMemoryStore } from '../../../src/core/store'
import { applyPatch, diffJson } from '../../../src/core/timeline'
import { type Json, pointerPart } from '../../../src/core/value'
import { diffInSlices } from '../../../src/panel/selectors/diff-slices'
import { lookUp } from '../../../src/panel/selectors/json-at'
import { createTimelineIndex, type TimelineIndex } from '../../../src/panel/selectors/timeline-index'
import { createEntryReader } from '../../../src/panel/state/entry-reader'
import { createPathChanges, type PathChanges } from '../../../src/panel/state/path-changes'
import { createRowTexts } from '../../../src/panel/state/row-texts'
import { createSourceStates, type SourceStates } from '../../../src/panel/state/source-states'
import { createStoredWords } from '../../../src/panel/state/stored-words'
import { naiveStates } from '../../harness/naive-replay'
import { newDocument, newSession, record, type Told } from '../../harness/notation'
import { runs } from '../../harness/runs'
import type { StoredEntry } from '../../harness/stored'
import { createTestEnv } from '../../harness/test-env'

const leaf = fc.constantFrom<Json>(0, 1, 'x', null)
const line = fc.record({ id: fc.nat(4), n: fc.nat(2) })
const state: fc.Arbitrary<Json> = fc.record(
  {
    list: fc.uniqueArray(line, { maxLength: 5, selector: ({ id }) => id }),
    plain: fc.array(leaf, { maxLength: 4 }),
    byId: fc.dictionary(fc.constantFrom('a', 'b', 'odd key', 'c/d'), leaf, { maxKeys: 3 }),
    deep: fc.record({ x: leaf, y: fc.record({ z: leaf }) }),
  },
  { requiredKeys: [] },
)
type Step = { readonly how: 'change' | 'replaced' | 'derived' | 'whole patch' | 'other'; readonly state: Json; readonly source: 's' | 't' }
const step: fc.Arbitrary<Step> = fc.record({
  how: fc.constantFrom('change', 'change', 'change', 'change', 'replaced', 'derived', 'whole patch', 'other'),
  state,
  source: fc.constantFrom('s', 's', 't'),
})

/** A session in which two sources go through these states. */
function tell(steps: readonly Step[]): Told {
  const now = new Map<string, Json>()
  const entries = steps.map(({ how, state: next, source }, at): Entry => {
    const seq = at + 1
    return { ...factOf(how, next, source, now), t: 1_700_000_000_000 + seq, document: 'page', n: seq, seq }
  })
  return { session: newSession('session'), documents: [newDocument('page')], entries }
}

function factOf(how: Step['how'], next: Json, source: string, now: Map<string, Json>): Fact {
  const before = now.get(source)
  if (how === 'other') return { kind: 'event', type: 'mark', data: { name: 'nothing' } }
  if (before === undefined) {
    now.set(source, next)
    return { kind: 'state', type: 'keyframe', source, data: { value: next, why: 'init' } }
  }
  if (how === 'derived') return { kind: 'state', type: 'keyframe', source, data: { value: structuredClone(before), why: 'derived' } }
  now.set(source, next)
  if (how === 'replaced') return { kind: 'state', type: 'keyframe', source, data: { value: next, why: 'replaced' } }
  const patch = how === 'change' ? diffJson(before, next) : [{ op: 'replace', path: '', value: next } as const]
  return { kind: 'state', type: 'change', source, data: { patch } }
}

interface Opened {
  readonly index: TimelineIndex
  readonly states: SourceStates
  readonly changes: PathChanges
}

async function open(told: Told): Promise<Opened> {
  const store = createMemoryStore(createTestEnv())
  await record(store, told)
  const index = createTimelineIndex()
  index.add(await store.listSegments('session'))
  const states = createSourceStates(index, createEntryReader(store, 'session', index))
  const texts = createRowTexts(store, 'session', index, new AbortController().signal)
  return { index, states, changes: createPathChanges(index, states, createStoredWords(index, texts)) }
}

/** The states of one source, as a naive replay has them. */
function replayed(told: Told, source: string): readonly { readonly row: number; readonly value: Json }[] {
  const of = told.entries.filter((entry) => entry.kind === 'state' && entry.source === source)
  return naiveStates(of as unknown as readonly StoredEntry[]).map(({ entry, json }) => ({ row: entry.n - 1, value: JSON.parse(json) }))
}

/** Rows at which the value at a path became another, newest first. */
function naiveChanges(told: Told, source: string, pointer: string): readonly number[] {
  let before: string | undefined
  const rows: number[] = []
  for (const { row, value } of replayed(told, source)) {
    const found = lookUp(value, pointer)
    const after = found === undefined ? undefined : canonical(found)
    if (after !== before) rows.push(row)
    before = after
  }
  return rows.reverse()
}

/** The same text for the same value, whatever the order of keys. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

function pointersOf(value: Json, at = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pointersOf(inner as Json, at + pointerPart(key)))]
}

async function rowsOf(
  changes: PathChanges,
  sources: ReadonlySet<number>,
  pointer: string,
  from: number,
  direction: 1 | -1,
): Promise<readonly number[]> {
  const rows: number[] = []
  for await (const news of changes.walk({ sources, pointer }, from, direction)) if ('found' in news) rows.push(news.found.row)
  return rows
}

describe('for any session, compared with a naive replay', () => {
  it('the state at any entry is the same, and differences lead from each to the next', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const told = tell(steps)
        const { index, states } = await open(told)
        for (const [code, { source }] of index.sources.entries()) {
          let before: Json = null
          for (const { row, value } of replayed(told, source)) {
            const moment = await states.at(code, index.positionOf(row))
            expect(moment.value).toEqual(value)
            expect(applyPatch(before, finish(diffInSlices(before, value)))).toEqual(value)
            before = value
          }
        }
      }),
      { numRuns: runs(60) },
    )
  })

  it('who changed a path are the same entries, forwards and backwards', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), fc.nat(), async (steps, pick) => {
        const told = tell(steps)
        const { index, changes } = await open(told)
        for (const [code, { source }] of index.sources.entries()) {
          const all = [...new Set(replayed(told, source).flatMap(({ value }) => pointersOf(value)))]
          for (const pointer of [all[pick % all.length] ?? '', all[(pick * 7 + 3) % all.length] ?? '', '/nowhere']) {
            const expected = naiveChanges(told, source, pointer)
            const sources = new Set([code])
            expect(await rowsOf(changes, sources, pointer, index.order.length, -1), `${pointer}, newest first`).toEqual(expected)
            expect(await rowsOf(changes, sources, pointer, -1, 1), `${pointer}, oldest first`).toEqual(expected.toReversed())
          }
        }
      }),
      { numRuns: runs(60) },
    )
  })
})

function finish<T>(work: Generator<number, T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
