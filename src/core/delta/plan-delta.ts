import { type ArchiveDelta, type ArchivePart, createChunkCounter } from '../archive'
import type { Env } from '../env'
import { AppError } from '../errors'

import { type Entry, holdsRedaction } from '../model'
import { createChainSum } from './chain-sum'
import { type Checkpoint, type CheckpointSession, createCheckpointMaker, frameSums } from './checkpoint'
import { type ChainFile, fileThatShows } from './file-that-shows'

/** What of a session goes into a delta. */
export type SessionPlan = { readonly write: 'nothing' } | WrittenPlan

type WrittenPlan =
  /** It is new, or was rewritten since. */
  | { readonly write: 'whole'; readonly entries: number }
  /** What came after the entry with this seq, in so many chunks; notes with these ids. */
  | {
      readonly write: 'end'
      readonly entries: number
      readonly after: number
      readonly chunks: number
      readonly notes: ReadonlySet<string>
      readonly removedNotes: readonly string[]
    }

export interface DeltaPlan {
  readonly delta: ArchiveDelta
  readonly sessions: ReadonlyMap<string, SessionPlan>
  /** How many entries it holds, and the chunks of each session that is in it. */
  readonly entries: number
  readonly chunks: readonly number[]
  /** Of the file as it is now. */
  readonly next: Checkpoint
}

/**
 * Finds what came after the last file of a chain, in one walk over the
 * parts of a full file of the same sessions as they are now; only where something
 * looks wrong in a second one. A session whose beginning is not as it was comes whole.
 *
 * Rejects with `delta/other-engine` when the file is sanitized by another engine than
 * the chain, and with `delta/shows-secret` when an earlier file of the chain still
 * shows something that was removed since.
 */
export async function planDelta(
  env: Pick<Env, 'sha256'>,
  read: () => AsyncIterable<ArchivePart>,
  chain: readonly ChainFile[],
): Promise<DeltaPlan> {
  const last = chain.at(-1)
  if (last === undefined) throw new AppError('delta/no-base')
  const base = last.checkpoint
  const before = new Map(base.sessions.map((session) => [session.id, session]))
  const sessions = new Map<string, SessionPlan>()
  const maker = createCheckpointMaker(env)
  const suspected: string[] = []
  let following: Following | undefined
  const finish = async (): Promise<void> => {
    if (following === undefined) return
    const { plan, isSuspect } = await following.finish()
    sessions.set(following.id, plan)
    if (isSuspect) suspected.push(following.id)
    following = undefined
  }
  const chunks = new Map<string, number>()
  for await (const part of read()) {
    await maker.take(part)
    if (part.part === 'entries') {
      await following?.take(part.entries)
      continue
    }
    await finish()
    if (part.part === 'end') for (const session of part.summary.sessions) chunks.set(session.id, session.chunks.length)
    if (part.part !== 'session') continue
    const { part: _, ...frame } = part
    following = follow(env, frame.meta.id, before.get(frame.meta.id), await frameSums(env, frame))
  }
  const next = maker.checkpoint(base)
  if (next.engine !== base.engine) throw new AppError('delta/other-engine', { file: last.name, before: base.engine, now: next.engine })
  for (const session of suspected) {
    const file = await fileThatShows(env, read(), session, chain)
    if (file !== undefined) throw new AppError('delta/shows-secret', { file, session })
  }
  const removed = base.sessions.map(({ id }) => id).filter((id) => !sessions.has(id))
  const written = [...sessions].flatMap(([id, plan]) => (plan.write === 'nothing' ? [] : [{ id, plan }]))
  return {
    delta: { base: base.sha256, result: next.sha256, full: base.full, number: next.number, removed },
    sessions,
    entries: written.reduce((sum, { plan }) => sum + plan.entries, 0),
    // Of a whole session they are those of the full file.
    chunks: written.map(({ id, plan }) => (plan.write === 'end' ? plan.chunks : (chunks.get(id) ?? 0))),
    next,
  }
}

interface Following {
  readonly id: string
  take(entries: readonly Entry[]): Promise<void>
  finish(): Promise<{
    readonly plan: SessionPlan
    /** Its beginning is not as it was, and something is removed there. */
    readonly isSuspect: boolean
  }>
}

/** Compares the beginning of a session with what it was. */
function follow(
  env: Pick<Env, 'sha256'>,
  id: string,
  before: CheckpointSession | undefined,
  now: Pick<CheckpointSession, 'frame' | 'notes'>,
): Following {
  const covered = before?.entries ?? 0
  const beginning = createChainSum(env)
  const rest = createChunkCounter()
  let entries = 0
  let holdsMarks = false

  function plan(chain: string): SessionPlan {
    if (before === undefined || covered === 0 || entries < covered || chain !== before.chain) return { write: 'whole', entries }
    const known = new Map(before.notes.map((note) => [note.id, note.sha256]))
    const notes = new Set(now.notes.filter((note) => known.get(note.id) !== note.sha256).map((note) => note.id))
    const kept = new Set(now.notes.map((note) => note.id))
    const removedNotes = before.notes.map((note) => note.id).filter((note) => !kept.has(note))
    const isSame = entries === covered && now.frame === before.frame && notes.size === 0 && removedNotes.length === 0
    if (isSame) return { write: 'nothing' }
    return { write: 'end', after: before.lastSeq, notes, removedNotes, entries: entries - covered, chunks: rest.chunks() }
  }

  return {
    id,
    async take(batch) {
      const old = batch.slice(0, Math.max(0, covered - entries))
      entries += batch.length
      beginning.take(old)
      holdsMarks ||= old.some(({ data }) => holdsRedaction(data))
      rest.add(batch.slice(old.length))
      await beginning.settle()
    },
    async finish() {
      const chain = await beginning.finish()
      return { plan: plan(chain), isSuspect: covered > 0 && chain !== before?.chain && holdsMarks }
    },
  }
}
