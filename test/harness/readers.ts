import type { TestContext } from 'vitest'
import { findReaders } from '../../scripts/lib/readers.mjs'

const readers = findReaders()

/** The command of a program of others; the test that asks is skipped, and says why, on a machine without it. */
export function readerFor(what: keyof typeof readers, { skip }: Pick<TestContext, 'skip'>): string {
  return readers[what] ?? skip(`${what} is not installed`)
}
