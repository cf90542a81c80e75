import type { ExportedFile, ScheduleRequest } from '../../../core/jobs'
import type { Session } from '../../../core/model'
import type { ExportRequest } from '../../deps'
import type { KindCounts } from './kept'

/** How files follow a full one by themselves. */
export interface Again {
  /** So many minutes, or new entries. */
  readonly every: number
  readonly unit: 'minutes' | 'entries'
  /** After so many hours, a full one again. */
  readonly fullHours: number
}

/** A full file a day, and what came after each hour. */
export const usualAgain: Again = { every: 60, unit: 'minutes', fullHours: 24 }

/** More are rarely looked for; a file of long ago is not what somebody has at hand. */
const MOST = 3

/** The latest files that one of the sessions is in, and that a new one can go on from, newest first. */
export function filesToFollow(files: readonly ExportedFile[], sessions: readonly string[]): readonly ExportedFile[] {
  const followed = new Set(files.map(({ follows }) => follows))
  return files
    .filter(({ id, checkpoint }) => !followed.has(id) && checkpoint.sessions.some((session) => sessions.includes(session.id)))
    .sort((a, b) => b.checkpoint.writtenAt - a.checkpoint.writtenAt)
    .slice(0, MOST)
}

/** What goes in when a file is followed: its sessions, as far as they are there. */
export function sessionsOf({ checkpoint }: ExportedFile, present: readonly Session[]): readonly string[] {
  return checkpoint.sessions.map(({ id }) => id).filter((id) => present.some((session) => session.id === id))
}

/** Of what is kept of a session, the share that came after a file, as if entries of all kinds came evenly. */
export function withoutCovered(kept: KindCounts, { id, counts }: Session, file: ExportedFile | undefined): KindCounts {
  const covered = file?.checkpoint.sessions.find((session) => session.id === id)?.lastSeq ?? 0
  const share = counts.entries === 0 ? 1 : Math.max(0, counts.entries - covered) / counts.entries
  const { state, component, event, performance } = kept
  return { state: state * share, component: component * share, event: event * share, performance: performance * share }
}

/** Whether an export can be gone on with by itself: more comes only to what is recorded. */
export function canGoOn(sessions: readonly Session[]): boolean {
  return sessions.some(({ status }) => status === 'recording')
}

export function isUsable({ every, fullHours }: Again): boolean {
  return [every, fullHours].every((number) => Number.isFinite(number) && number >= 1 && number <= 10_000_000)
}

export function scheduleOf(request: ExportRequest, { every, unit, fullHours }: Again, isLibrary: boolean): ScheduleRequest {
  return {
    request,
    ...(isLibrary && { library: true }),
    ...(unit === 'minutes' ? { everyMinutes: every } : { everyEntries: every }),
    fullHours,
  }
}
