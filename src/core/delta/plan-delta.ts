import { type ArchiveDelta, type ArchivePart, createReadSum, entryText } from '../archive'
import type { Env } from '../env'
import type { Entry } from '../model'
import { type Checkpoint, type CheckpointSession, createCheckpointMaker, frameSums } from './checkpoint'

/** What of a session goes into a delta. */
export type SessionPlan =
  | { readonly write: 'nothing' }
  /** It is new, or was rewritten since. */
  | { readonly write: 'whole' }
  /** What came after the entry with this seq; notes with these ids. */
  | { readonly write: 'end'; readonly after: number; readonly notes: ReadonlySet<string>; readonly removedNotes: readonly string[] }

export interface DeltaPlan {
  readonly delta: ArchiveDelta
  readonly sessions: ReadonlyMap<string, SessionPlan>
  /** Of the file as it is now. */
  readonly next: Checkpoint
}

/**
 * Finds what came after a checkpoint, in one walk over the parts of a full file of
 * the same sessions as they are now. A session whose beginning is not as it was
 * comes whole.
 */
export async function planDelta(env: Pick<Env, 'sha256'>, parts: AsyncIterable<ArchivePart>, base: Checkpoint): Promise<DeltaPlan> {
  const before = new Map(base.sessions.map((session) => [session.id, session]))
  const sessions = new Map<string, SessionPlan>()
  const maker = createCheckpointMaker(env)
  let following: Following | undefined
  const finish = async (): Promise<void> => {
    if (following !== undefined) sessions.set(following.id, await following.plan())
    following = undefined
  }
  for await (const part of parts) {
    await maker.take(part)
    if (part.part === 'entries') {
      following?.take(part.entries)
      await following?.settle()
      continue
    }
    await finish()
    if (part.part !== 'session') continue
    const { part: _, ...frame } = part
    following = follow(env, frame.meta.id, before.get(frame.meta.id), await frameSums(env, frame))
  }
  const next = maker.checkpoint(base)
  const removed = base.sessions.map(({ id }) => id).filter((id) => !sessions.has(id))
  return { delta: { base: base.sha256, result: next.sha256, full: base.full, number: next.number, removed }, sessions, next }
}

interface Following {
  readonly id: string
  take(entries: readonly Entry[]): void
  settle(): Promise<void>
  plan(): Promise<SessionPlan>
}

const encoder = new TextEncoder()

/** Compares the beginning of a session with what it was. */
function follow(
  env: Pick<Env, 'sha256'>,
  id: string,
  before: CheckpointSession | undefined,
  now: Pick<CheckpointSession, 'frame' | 'notes'>,
): Following {
  // Only the chain is asked for, so whose it is does not matter.
  const meta = { id, name: '', description: '', tags: [], origin: '', browser: '', status: 'ended', createdAt: 0 } as const
  const sum = createReadSum(env, { meta, documents: [] })
  let entries = 0
  return {
    id,
    take(batch) {
      for (const entry of batch) {
        if (before !== undefined && entries < before.entries) {
          const text = entryText(entry)
          sum.entry(encoder.encode(text), text.length)
        }
        entries++
      }
    },
    settle: sum.settle,
    async plan() {
      const { chain } = await sum.finish()
      if (before === undefined || before.entries === 0 || entries < before.entries || chain !== before.chain) return { write: 'whole' }
      const known = new Map(before.notes.map((note) => [note.id, note.sha256]))
      const notes = new Set(now.notes.filter((note) => known.get(note.id) !== note.sha256).map((note) => note.id))
      const kept = new Set(now.notes.map((note) => note.id))
      const removedNotes = before.notes.map((note) => note.id).filter((note) => !kept.has(note))
      const isSame = entries === before.entries && now.frame === before.frame && notes.size === 0 && removedNotes.length === 0
      return isSame ? { write: 'nothing' } : { write: 'end', after: before.lastSeq, notes, removedNotes }
    },
  }
}
