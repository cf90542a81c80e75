import { expect } from 'vitest'
import type { AppError, ErrorCode } from '../../../../src/core/errors'
import { describe as describeEntry, type Entry, kinds, type SessionCounts } from '../../../../src/core/model'
import { readEntries, type SessionStore } from '../../../../src/core/store'
import { naiveColumns } from '../../../harness/naive-facts'

/** All entries of a session, in order of seq. */
export async function entriesOf(store: SessionStore, session: string): Promise<readonly Entry[]> {
  const all: Entry[] = []
  for await (const part of readEntries(store, session)) all.push(...part)
  return all
}

/** The `AppError` that `work` ends with, as plain data. */
export async function failureOf(work: Promise<unknown>): Promise<Pick<AppError, 'code' | 'detail'>> {
  try {
    await work
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'detail' in error) {
      return { code: error.code as ErrorCode, detail: error.detail as AppError['detail'] }
    }
    throw error
  }
  throw new Error('It did not fail')
}

/** Counts by looking at every entry, as nobody does in earnest. */
export function recount(entries: readonly Entry[]): Omit<SessionCounts, 'bytes'> {
  const ofKind = (kind: string) => entries.filter((entry) => entry.kind === kind).length
  return {
    entries: entries.length,
    errors: entries.filter((entry) => describeEntry(entry).level === 'error').length,
    gaps: entries.filter((entry) => entry.type === 'gap').length,
    kinds: Object.fromEntries(Object.keys(kinds).map((kind) => [kind, ofKind(kind)])) as SessionCounts['kinds'],
  }
}

/**
 * Holds counts, numbering and columns of a session against its entries. Segments that begin before `factsFrom` were
 * written by a version that kept no facts, and tell none.
 */
export async function expectConsistent(store: SessionStore, session: string, factsFrom = 1): Promise<void> {
  const entries = await entriesOf(store, session)
  const segments = await store.listSegments(session)
  const { counts } = await store.getSession(session)
  expect(counts).toEqual({ ...recount(entries), bytes: segments.reduce((sum, { bytes }) => sum + bytes, 0) })
  expect(entries.map(({ seq }) => seq)).toEqual(segments.flatMap(({ firstSeq, lastSeq }) => range(firstSeq, lastSeq)))
  for (const segment of segments) {
    const inside = entries.filter(({ seq }) => seq >= segment.firstSeq && seq <= segment.lastSeq)
    expect({ from: segment.from, until: segment.until }).toEqual({
      from: Math.min(...inside.map(({ t }) => t)),
      until: Math.max(...inside.map(({ t }) => t)),
    })
    const { columns } = segment
    expect({ ...columns, document: columns.document.map((index) => segment.documents[index]) }).toEqual({
      document: inside.map(({ document }) => document),
      n: inside.map(({ n }) => n),
      t: inside.map(({ t }) => t),
      kind: inside.map(({ kind }) => kind),
      type: inside.map(({ type }) => type),
      source: inside.map(({ source }) => source ?? null),
      label: inside.map((entry) => describeEntry(entry).label),
      text: inside.map((entry) => expect.stringContaining(describeEntry(entry).text.slice(0, 20).trim())),
      level: inside.map((entry) => describeEntry(entry).level),
      facts: segment.firstSeq < factsFrom ? undefined : expect.objectContaining(naiveColumns(inside)),
    })
  }
  for (const { id, lastN } of await store.listDocuments(session)) {
    expect(Math.max(0, ...entries.filter(({ document }) => document === id).map(({ n }) => n))).toBe(lastN)
  }
}

export function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}
