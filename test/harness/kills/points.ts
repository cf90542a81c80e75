import { createChance } from './seeded'

/** What is killed. */
export type Victim = 'offscreen document' | 'service worker' | 'Chromium' | 'Firefox background' | 'Firefox' | 'command line'

export const jobWorks = ['export', 'import'] as const
export type JobWork = (typeof jobWorks)[number]
export const commandWorks = ['convert', 'sanitize', 'merge', 'delta', 'apply'] as const
export type CommandWork = (typeof commandWorks)[number]

/** In the order in which a job goes through them. */
export const phasesOf = {
  export: ['waiting', 'plan', 'write', 'check', 'ready'],
  import: ['waiting', 'validate', 'append', 'done'],
} as const satisfies Readonly<Record<JobWork, readonly string[]>>

/** Of a command: reads before anything is written, writes, looks at what it wrote. Only `sanitize` looks. */
export type CommandPhase = 'read' | 'write' | 'check'

/** When something is killed: in this phase, once this share of it is done. */
export interface JobPoint {
  readonly victim: Exclude<Victim, 'command line'>
  readonly work: JobWork
  readonly phase: string
  readonly share: number
}

export interface CommandPoint {
  readonly victim: 'command line'
  readonly work: CommandWork
  readonly phase: CommandPhase
  readonly share: number
  readonly signal: 'SIGKILL' | 'SIGINT'
}

/** How many points of each victim. */
export type Shares = Readonly<Record<Victim, number>>

/** An import commits behind the last of its entries. News are some way apart, so this is where the last of them are. */
const nearCommit = 0.85

/** Phases in which nothing is counted. */
const moments: ReadonlySet<string> = new Set(['waiting', 'plan', 'ready', 'done'])

/** The same for the same seed. Works and phases take turns, from a random one on; shares are random. */
export function jobPoints(seed: number, victim: JobPoint['victim'], count: number): readonly JobPoint[] {
  const chance = createChance(seed)
  const places = jobWorks.flatMap((work) => phasesOf[work].map((phase): Omit<JobPoint, 'share'> => ({ victim, work, phase })))
  // The commit is no phase of its own.
  const commit = { victim, work: 'import', phase: 'append', share: nearCommit } as const
  const all = [...places.map((place) => ({ ...place, share: moments.has(place.phase) ? 0 : undefined })), commit]
  return takeTurns(all, count, chance.next()).map((place) => ({ ...place, share: place.share ?? chance.next() * 0.9 }))
}

/** The same for the same seed. */
export function commandPoints(seed: number, count: number): readonly CommandPoint[] {
  const chance = createChance(seed)
  const places = commandWorks.flatMap((work) =>
    (['SIGKILL', 'SIGINT'] as const).flatMap((signal) =>
      (work === 'sanitize' ? (['read', 'write', 'check'] as const) : (['read', 'write'] as const)).map((phase) => ({
        victim: 'command line' as const,
        work,
        phase,
        signal,
      })),
    ),
  )
  return takeTurns(places, count, chance.next()).map((place) => ({ ...place, share: chance.next() * 0.9 }))
}

/** `count` of them, spread evenly, from a random one on. */
function takeTurns<T>(all: readonly T[], count: number, from: number): readonly T[] {
  const first = Math.floor(from * all.length)
  const step = Math.max(1, count < all.length ? all.length / count : 1)
  return Array.from({ length: count }, (_, i) => all[(first + Math.floor(i * step)) % all.length]).filter((item) => item !== undefined)
}
