import { afterEach, beforeEach, describe } from 'vitest'
import type { SessionStore } from '../../../src/core/store'
import { annotating } from './parts/annotating'
import { appending } from './parts/appending'
import { compacting } from './parts/compacting'
import { deleting } from './parts/deleting'
import { failing } from './parts/failing'
import { importing } from './parts/importing'
import { interleaving } from './parts/interleaving'
import { keepingSessions } from './parts/keeping-sessions'
import { readingSegments } from './parts/reading-segments'
import { replacing } from './parts/replacing'
import { watching } from './parts/watching'

/** A store with what a test needs to get at it from behind. */
export interface StoreUnderTest {
  readonly store: SessionStore
  /** The same data from another context. Absent where only one context can have it. */
  readonly another?: (() => SessionStore) | undefined
  /** What it would find after a restart. Absent where nothing stays. */
  readonly reopen?: (() => SessionStore) | undefined
  /** From now on (or no longer) there is no room for more. */
  fillDisk(full: boolean): void
  /** Puts `text` in the place of the content of the segment that ends at `lastSeq`; undefined removes them. */
  damage(session: string, lastSeq: number, text: string | undefined): Promise<void>
  /** How many rows there are in all tables. */
  rows(): Promise<number>
  close(): Promise<void>
}

/** The store under test, fresh for each test. */
export type Subject = () => StoreUnderTest

/**
 * What every session store promises. `create` gives an empty one. Needs nothing
 * of Node, so it can be run wherever a store can live.
 */
export function describeStore(name: string, create: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let current: StoreUnderTest | undefined
    const subject: Subject = () => {
      if (current === undefined) throw new Error('There is no store outside a test')
      return current
    }
    beforeEach(async () => {
      current = await create()
    })
    afterEach(async () => {
      await current?.close()
      current = undefined
    })

    keepingSessions(subject)
    appending(subject)
    interleaving(create)
    readingSegments(subject)
    compacting(subject)
    deleting(subject)
    importing(subject)
    replacing(subject)
    annotating(subject)
    watching(subject)
    failing(subject)
  })
}
