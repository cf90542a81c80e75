import type { ArchiveDescription, JobState, KnownPolicy } from '../../../core/jobs'

/** How many sessions of a file become what. */
export interface ImportEffect {
  /** That come in under their own ids. */
  readonly added: number
  readonly copied: number
  /** That get entries or notes that they lack. */
  readonly merged: number
  readonly replaced: number
  /** That stay as they are. */
  readonly kept: number
  /** Entries and notes that are stored. */
  readonly entries: number
  readonly notes: number
}

type How = NonNullable<JobState['targets']>[number]['how']

/** What an import with this policy would do. */
export function effectOf(description: ArchiveDescription, policy: KnownPolicy): ImportEffect {
  return effectOfEach(description, () => (policy === 'error' ? 'skip' : policy))
}

/** What an import did, by where its sessions went. */
export function effectOfTargets(description: ArchiveDescription, targets: NonNullable<JobState['targets']>): ImportEffect {
  return effectOfEach(description, (at) => targets[at]?.how ?? 'skip')
}

function effectOfEach({ sessions }: ArchiveDescription, howOf: (at: number) => How): ImportEffect {
  const sum = { added: 0, copied: 0, merged: 0, replaced: 0, kept: 0, entries: 0, notes: 0 }
  for (const [at, { entries, notes = 0, here }] of sessions.entries()) {
    const told = here === undefined ? 'new' : howOf(at)
    const isPart = told === 'merge'
    const brought = { entries: entries - (isPart ? (here?.entries ?? 0) : 0), notes: notes - (isPart ? (here?.notes ?? 0) : 0) }
    if (told === 'new') sum.added++
    else if (told === 'copy') sum.copied++
    else if (told === 'overwrite') sum.replaced++
    else if (told === 'skip' || brought.entries + brought.notes === 0) sum.kept++
    else sum.merged++
    if (told === 'skip') continue
    sum.entries += brought.entries
    sum.notes += brought.notes
  }
  return sum
}

/** How many sessions of the file are here already, and whether one of them is being recorded. */
export function hereOf({ sessions }: ArchiveDescription): { readonly count: number; readonly recording: boolean } {
  const here = sessions.flatMap((session) => session.here ?? [])
  return { count: here.length, recording: here.some(({ recording }) => recording) }
}

/** How many entries deltas bring beyond those that are here. */
export function grownBy({ sessions }: ArchiveDescription): number {
  return sessions.reduce((sum, { entries, here }) => sum + entries - (here?.entries ?? 0), 0)
}
