import { type ArchiveFrame, type ArchivePart, chainOf, frameText } from '../archive'
import type { Env } from '../env'
import { type Kind, noCounts } from '../model'

/**
 * What a file covered: enough to tell what came after it, and nothing of what it
 * says. Whoever exports keeps it.
 */
export interface Checkpoint {
  /** The checksum of the file, or of what comes of applying it. */
  readonly sha256: string
  /** The checksum of the full file at the beginning of the chain. */
  readonly full: string
  /** Its place in the chain; 0 for the full file. */
  readonly number: number
  /** Milliseconds since 1970. */
  readonly writtenAt: number
  /** The engine that sanitized it; 0 for none. */
  readonly engine: number
  readonly sessions: readonly CheckpointSession[]
}

export interface CheckpointSession {
  readonly id: string
  /** 0 for none. */
  readonly lastSeq: number
  readonly entries: number
  readonly kinds: Readonly<Record<Kind, number>>
  /** Over its entries (SPEC of the archive: C2). */
  readonly chain: string
  /** A checksum of all that is neither an entry nor a note. */
  readonly frame: string
  /** A checksum of each note. */
  readonly notes: readonly NoteSum[]
}

interface NoteSum {
  readonly id: string
  readonly sha256: string
}

const encoder = new TextEncoder()

/** Takes the parts of a full file as they go by. */
export interface CheckpointMaker {
  take(part: ArchivePart): Promise<void>
  /** After the part `end`. `before`: the checkpoint of the file that this one goes on from; undefined for a full one. */
  checkpoint(before?: Checkpoint): Checkpoint
}

export function createCheckpointMaker(env: Pick<Env, 'sha256'>): CheckpointMaker {
  let sha256 = ''
  let writtenAt = 0
  let engine = 0
  const sessions: (CheckpointSession & { kinds: Record<Kind, number>; lastSeq: number; entries: number; chain: string })[] = []

  return {
    async take(part) {
      if (part.part === 'header') writtenAt = part.header.writtenAt
      else if (part.part === 'session') {
        const { part: _, ...frame } = part
        const sums = await frameSums(env, frame)
        sessions.push({ id: frame.meta.id, lastSeq: 0, entries: 0, kinds: { ...noCounts.kinds }, chain: '', ...sums })
      } else if (part.part === 'entries') {
        const session = sessions.at(-1)
        if (session === undefined) return
        session.entries += part.entries.length
        session.lastSeq = part.entries.at(-1)?.seq ?? session.lastSeq
        for (const { kind } of part.entries) session.kinds[kind]++
      } else {
        sha256 = part.summary.sha256
        engine = part.summary.redaction.engine
        for (const [index, session] of sessions.entries()) {
          session.chain = await chainOf(env, part.summary.sessions[index]?.chunks ?? [])
        }
      }
    },
    checkpoint: (before) => ({
      sha256,
      full: before?.full ?? sha256,
      number: before === undefined ? 0 : before.number + 1,
      writtenAt,
      engine,
      sessions,
    }),
  }
}

/** What tells whether all of a session that is no entry is as it was. */
export async function frameSums(env: Pick<Env, 'sha256'>, frame: ArchiveFrame): Promise<Pick<CheckpointSession, 'frame' | 'notes'>> {
  const sum = (text: string): Promise<string> => env.sha256(encoder.encode(text))
  const { notes = [], ...rest } = frame
  return {
    frame: await sum(frameText(rest, '')),
    notes: await Promise.all(notes.map(async (note) => ({ id: note.id, sha256: await sum(JSON.stringify(note)) }))),
  }
}
