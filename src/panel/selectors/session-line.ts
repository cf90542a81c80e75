import type { Session } from '../../core/model'

/** What the list says of a session's fate. */
export type ShownStatus = Session['status'] | 'imported'

/** That it was imported, and how it ended; an imported one that just ended says no more. */
export function shownStatuses({ from, status }: Session): readonly ShownStatus[] {
  if (from !== 'imported') return [status]
  return status === 'ended' ? ['imported'] : ['imported', status]
}

/** Milliseconds a session lasted, so far while it is being recorded. */
export function sessionDuration(session: Session, now: number): number {
  return Math.max(0, (session.endedAt ?? (session.status === 'recording' ? now : session.createdAt)) - session.createdAt)
}

/** An origin without what goes without saying: `shop.example`, `localhost:5173`. */
export function shortOrigin(origin: string): string {
  return origin.replace(/^https?:\/\//, '')
}
