import { afterAll, beforeAll, expect } from 'vitest'
import { type HostilePlace, openHostilePlace, type Visit, wentOn } from '../../harness/hostile-visit'
import { numberingFaults, type StoredEntry, type StoredSession } from '../../harness/stored'

/** A place for a file of tests. At its end, the session of the tab beside those that were visited has to be whole. */
export function hostilePlace(): HostilePlace {
  let place: HostilePlace
  beforeAll(async () => {
    place = await openHostilePlace()
  })
  afterAll(async () => {
    try {
      expect(await place.faultsBeside()).toEqual([])
    } finally {
      await place.close()
    }
  })
  return {
    get chromium() {
      return place.chromium
    },
    get control() {
      return place.control
    },
    visit: (attack) => place.visit(attack),
    open: () => place.open(),
    faultsBeside: () => place.faultsBeside(),
    close: () => place.close(),
  }
}

/** Ours are the scripts of the extension. */
const ours = /chrome-extension:/

/** The page is as it would be without the recorder, and the session is whole and goes on. */
export function expectUnharmed({ recorded, plain, session, growth }: Visit): void {
  expect(recorded.outcome).toEqual(plain.outcome)
  expect(recorded.errors.filter((error) => ours.test(error))).toEqual([])
  expect(recorded.errors).toHaveLength(plain.errors.length)
  expect(numberingFaults(session)).toEqual([])
  expect(wentOn(session)).toBe(true)
  expect(growth).toBeLessThan(64 * 1024 * 1024)
}

export function gaps({ session }: Pick<Visit, 'session'>): readonly StoredEntry[] {
  return session.entries.filter(({ type }) => type === 'gap')
}

/** Why there are gaps, each reason once. */
export function reasons(visit: Pick<Visit, 'session'>): readonly string[] {
  return [...new Set(gaps(visit).map(({ data }) => String(data.reason)))].sort()
}

/** How much the gaps say is missing. */
export function lostIn(session: StoredSession): number {
  return gaps({ session }).reduce((sum, { data }) => sum + (data.lost ?? 0), 0)
}

export function ofType({ session }: Pick<Visit, 'session'>, type: string): readonly StoredEntry[] {
  return session.entries.filter((entry) => entry.type === type)
}
